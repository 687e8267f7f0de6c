"""The error answers that routes document."""

from __future__ import annotations

from typing import Any

from detente.api.models import Problem
from detente.api.problems import MEDIA_TYPE

Responses = dict[int | str, dict[str, Any]]


def documented(status: int, description: str) -> Responses:
    """An OpenAPI response object for a problem document of that status."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {status: {"description": description, "model": Problem, "content": {MEDIA_TYPE: {"schema": schema}}}}


BAD = documented(400, "A parameter is wrong")
MISSING = documented(404, "Nothing in the graph goes by that name")
AMBIGUOUS = documented(409, "Several actors bear that name; `candidates` has their ids")
