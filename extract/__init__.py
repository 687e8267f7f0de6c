"""Document in, claims out."""

from typing import TYPE_CHECKING

from detente.extract.model import Claim, Claimant, Document, Extraction, Mention, Period, Span

if TYPE_CHECKING:
    from detente.extract.pipeline import Extractor

__all__ = ["Claim", "Claimant", "Document", "Extraction", "Extractor", "Mention", "Period", "Span"]


def __getattr__(name: str) -> object:
    """``Extractor`` is loaded when it is asked for: its libraries take half a second, which few commands need."""
    if name == "Extractor":
        from detente.extract.pipeline import Extractor

        return Extractor
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
