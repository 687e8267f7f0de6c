"""IRIs that come from outside."""

from __future__ import annotations

import re

from detente.api.errors import BadRequest

ABSOLUTE = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f<>"{}|^`\\\ud800-\udfff]*""")


def absolute_iri(text: str) -> str:
    """``text``, where it is an absolute IRI that can stand in an update; raises :class:`BadRequest` where it isn't."""
    if not ABSOLUTE.fullmatch(text) or not _known_to_engine(text):
        raise BadRequest(f"{text!r} is not an absolute IRI")
    return text


def _known_to_engine(text: str) -> bool:
    from pyoxigraph import NamedNode

    try:
        NamedNode(text)
    except ValueError:
        return False
    return True
