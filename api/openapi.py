"""The OpenAPI document, as the framework makes it, but for what we answer otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI

OURS = ("HTTPValidationError", "ValidationError")
"""Schemas of the framework's own answer to wrong parameters; ours is a problem document with status 400."""


def completed(app: FastAPI, paths: Mapping[str, dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    """A replacement for ``app.openapi``: with the ``paths`` that the framework doesn't know, and no answer 422."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        document = made()
        document["paths"] |= paths
        for path in document["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
        for name in OURS:
            document["components"]["schemas"].pop(name, None)
        return document

    return openapi
