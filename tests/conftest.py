"""What several folders of tests use: documents of our own writing, with the claims that they make."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from detente.extract.model import Claim, Claimant, Document, Extraction, Mention, Period, Span

BORDER = Document(
    title="Shelling along the border",
    date="2024-03-26",
    source="Example Wire",
    id="border",
    text="Russia accused Ukraine of shelling the border town. Kyiv rejected the charge made by Moscow. "
    "Experts said Iran may threaten Israel. China has ever warmer ties with the Taliban.",
)
SUMMIT = Document(
    title="A summit in Beijing",
    date="2023-05-10",
    source="Example Herald",
    id="summit",
    metadata={"language": "en"},
    text="Vladimir Putin consulted China before the vote. Russia did not attack Georgia last year. "
    "Russia accused Ukraine again in 2022.",
)


def span_of(text: str, words: str, start: int = 0) -> Span:
    """Where ``words`` stand in ``text``, from ``start`` on; raises ``ValueError`` where they don't."""
    begin = text.index(words, start)
    return Span(begin, begin + len(words))


def claim_of(
    document: Document,
    quote: str,
    subject: tuple[str, str],
    relation: str,
    object: tuple[str, str],
    *,
    principal: str | None = None,
    claimant: str | None = None,
    **status: object,
) -> Claim:
    """A claim of ``document``; actors are (id, the words in the quote)."""
    span = span_of(document.text, quote)

    def mention(actor: tuple[str, str], principal: str | None = None) -> Mention:
        return Mention(actor[0], actor[1], span_of(document.text, actor[1], span.start), principal)

    who = Claimant(claimant, span_of(document.text, claimant, span.start)) if claimant else None
    return Claim(
        document=document.key,
        subject=mention(subject, principal),
        relation=relation,
        object=mention(object),
        quote=quote,
        span=span,
        claimant=who,
        version="test",
        **status,  # type: ignore[arg-type]
    )


@pytest.fixture(scope="session")
def make_claim() -> Callable[..., Claim]:
    """:func:`claim_of`, for tests that need claims of their own."""
    return claim_of


@pytest.fixture(scope="session")
def extractions() -> tuple[Extraction, ...]:
    """Two documents: seven claims, plain, negated, possible, attributed and dated."""
    border = (
        claim_of(
            BORDER,
            "Russia accused Ukraine of shelling the border town.",
            ("russia", "Russia"),
            "accuse",
            ("ukraine", "Ukraine"),
        ),
        claim_of(
            BORDER, "Kyiv rejected the charge made by Moscow.", ("ukraine", "Kyiv"), "reject", ("russia", "Moscow")
        ),
        claim_of(
            BORDER,
            "Experts said Iran may threaten Israel.",
            ("iran", "Iran"),
            "threaten",
            ("israel", "Israel"),
            modality="possible",
            claimant="Experts",
        ),
        claim_of(
            BORDER,
            "China has ever warmer ties with the Taliban.",
            ("china", "China"),
            "warmingTiesWith",
            ("taliban", "Taliban"),
        ),
    )
    summit = (
        claim_of(
            SUMMIT,
            "Vladimir Putin consulted China before the vote.",
            ("vladimir-putin", "Vladimir Putin"),
            "consult",
            ("china", "China"),
            principal="russia",
        ),
        claim_of(
            SUMMIT,
            "Russia did not attack Georgia last year.",
            ("russia", "Russia"),
            "assault",
            ("georgia", "Georgia"),
            negated=True,
        ),
        claim_of(
            SUMMIT,
            "Russia accused Ukraine again in 2022.",
            ("russia", "Russia"),
            "accuse",
            ("ukraine", "Ukraine"),
            period=Period("2022-01-01", "2022-12-31", "year", "in 2022"),
        ),
    )
    return Extraction(BORDER, border), Extraction(SUMMIT, summit)
