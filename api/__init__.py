"""The doors: the ``detente`` command, the REST look-ups and the SPARQL endpoint over one graph."""
