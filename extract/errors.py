"""What can go wrong in extraction.

DetenteError
└── ExtractError
    ├── InputError      a document could not be read: says file, line and what to do
    └── ModelMissing    the language model is not installed, or is none that can be used
"""

from __future__ import annotations

from detente.ontology.errors import DetenteError


class ExtractError(DetenteError):
    """Base of this package's errors."""


class InputError(ExtractError):
    """A document could not be read."""


class ModelMissing(ExtractError):
    """The language model is not installed, or is none that can be used."""
