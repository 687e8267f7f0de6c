"""What can go wrong in Détente, as one tree. Every package hangs its own branch on the root.

::

    DetenteError                 anything that Détente itself reports
    └── OntologyError            a data file of ``detente.ontology`` is missing or wrong
        ├── CatalogueError       in the actor catalogue
        ├── PlaceError           in the gazetteer
        └── CueError             in the relation cues

A message says what is wrong, in which file and entry, and what to do about it.
"""

from __future__ import annotations


class DetenteError(Exception):
    """The root of all errors that Détente raises on purpose; its text is fit to be shown to a user."""


class OntologyError(DetenteError):
    """The vocabulary, or another data file of the ontology, can't be used as it stands."""


class CatalogueError(OntologyError):
    """An actor record is malformed, or contradicts another."""


class PlaceError(OntologyError):
    """A line of the gazetteer is malformed, or a place lies in two states."""


class CueError(OntologyError):
    """A relation cue is malformed, or its example does not hold."""
