"""Document in, claims out."""

from .model import Claim, Claimant, Document, Extraction, Mention, Period, Span
from .pipeline import Extractor

__all__ = ["Claim", "Claimant", "Document", "Extraction", "Extractor", "Mention", "Period", "Span"]
