"""Lines of the data files: a JSON object each."""

from __future__ import annotations

import json
from typing import Any

from detente.ontology.errors import OntologyError


def read_object(line: str, place: str, fault: type[OntologyError]) -> dict[str, Any]:
    """The object that a line holds; raises ``fault`` where it holds none.

    ``place`` is the file and line, with which the fault's text begins.
    """
    try:
        raw = json.loads(line)
    except json.JSONDecodeError as error:
        raise fault(f"{place}: not JSON: {error}") from error
    if not isinstance(raw, dict):
        raise fault(f"{place}: not a JSON object but {type(raw).__name__}")
    return raw
