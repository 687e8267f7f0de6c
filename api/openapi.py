"""The OpenAPI document, as the framework makes it, but for what we answer otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

OURS = ("HTTPValidationError", "ValidationError")
"""Schemas of the framework's own answer to wrong parameters; ours is a problem document with status 400."""


def without_422(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """A replacement for ``app.openapi``: no route answers 422."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        document = made()
        for path in document["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
        for name in OURS:
            document["components"]["schemas"].pop(name, None)
        return document

    return openapi
