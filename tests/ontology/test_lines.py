"""A line of a data file that is no object is said, by file and line."""

from __future__ import annotations

import pytest
from detente.ontology.errors import CatalogueError, CueError, OntologyError, PlaceError
from detente.ontology.lines import read_object


def test_an_object_is_read() -> None:
    assert read_object('{"id": "é"}', "file:1", OntologyError) == {"id": "é"}


@pytest.mark.parametrize("fault", [CatalogueError, CueError, PlaceError])
@pytest.mark.parametrize(("line", "said"), [("{", "not JSON: "), ("[1]", "not a JSON object but list")])
def test_what_is_no_object_is_said(line: str, said: str, fault: type[OntologyError]) -> None:
    with pytest.raises(fault, match=f"^cues.jsonl:7: {said}"):
        read_object(line, "cues.jsonl:7", fault)
