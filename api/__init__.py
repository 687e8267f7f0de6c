"""The doors: command line, REST, SPARQL protocol, web page."""
