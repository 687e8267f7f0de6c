"""What the extractor takes from a text, for tests to look at."""

from __future__ import annotations

from functools import cache

from detente.extract import Claim, Document, Extractor

Triple = tuple[str, str, str]


@cache
def extractor() -> Extractor:
    """One extractor for all tests."""
    return Extractor()


def told(
    text: str, *, title: str = "", source: str | None = None, date: str | None = "2024-05-14"
) -> dict[Triple, Claim]:
    """The claims of a text by subject, relation and object; the first where there are several."""
    found: dict[Triple, Claim] = {}
    for claim in extractor().extract(Document(text, title=title, source=source, date=date)).claims:
        found.setdefault((claim.subject.actor, claim.relation, claim.object.actor), claim)
    return found


def only(text: str, relation: str) -> Claim:
    """The one claim of ``relation`` in a text."""
    claims = [claim for (_, found, _), claim in told(text).items() if found == relation]
    assert len(claims) == 1, f"{len(claims)} claims of {relation} in {text!r}"
    return claims[0]
