"""Documents and claims made at random over a small catalogue, so that they meet, repeat and contradict one another."""

from __future__ import annotations

from collections.abc import Iterable

from detente.extract.model import Claim, Claimant, Document, Extraction, Mention, Period, Span
from detente.graph.changes import is_of_the_log
from detente.graph.embedded import EmbeddedStore
from detente.graph.library import ClaimGraph
from detente.graph.terms import Statement, statement
from detente.ontology.actor import Actor, Membership, Role
from detente.ontology.catalogue import Catalogue
from hypothesis import strategies as st
from pyoxigraph import Quad

ACTORS = (
    Actor("russia", "State", "Russia", names=("Russian Federation",), seats=("Kremlin",), iso2="RU", wikidata="Q159"),
    Actor("ukraine", "State", "Ukraine", adjectives=("Ukrainian",), capitals=("Kyiv",), iso2="UA", iso3="UKR"),
    Actor("iran", "State", "Iran", names=("Islamic Republic of Iran",), since="1979-04-01"),
    Actor("taliban", "Movement", "Taliban", names=("Islamic Emirate",), country="iran"),
    Actor("nato", "Organisation", "NATO", members=(Membership("1949", None, "iran", "partner"),)),
    Actor(
        "vladimir-putin",
        "Person",
        "Vladimir Putin",
        ("Putin",),
        roles=(Role("2012-05-07", None, "President", "russia"),),
    ),
)
SMALL = Catalogue((f"actors:{number}", actor) for number, actor in enumerate(ACTORS))
SENTENCES = (
    "The ministry in the capital said on Monday that the talks about the northern border had been resumed at last.",
    "Officials spoke of a harvest lost to the drought and of convoys that had waited for days at the crossing.",
    "A spokesman would not say whether the ceasefire still held after a night of shelling near the river.",
    "Trade between the two neighbours has doubled in a decade, although tariffs rose twice in the same years.",
)
PRINCIPALS = {"vladimir-putin": "russia"}


def memory(extractions: Iterable[Extraction] = ()) -> ClaimGraph:
    """A graph in memory over the small catalogue."""
    graph = ClaimGraph(EmbeddedStore(), SMALL)
    graph.add_many(extractions)
    return graph


def content(graph: ClaimGraph) -> set[Statement]:
    """All that a graph holds, but for the log of how it came to."""
    return contents(graph.store.quads())


def contents(quads: Iterable[Quad]) -> set[Statement]:
    """These quads without those of the log."""
    return {each for each in map(statement, quads) if not is_of_the_log(each)}


DAYS = st.sampled_from(["2001-09-11", "2014-03-18", "2022-02-24", "2024-02-29"])
IDS = st.sampled_from(["russia", "ukraine", "iran", "taliban", "nato", "vladimir-putin", "free-front"])
RELATIONS = st.sampled_from(["accuse", "assault", "warmingTiesWith", "enemyOf", "memberOf"])
MINTED = st.builds(
    Actor,
    id=st.just("free-front"),
    kind=st.sampled_from(["ArmedGroup", "Movement"]),
    label=st.sampled_from(["Free Front", "Front of the Free"]),
    names=st.sampled_from([(), ("FF",), ("The FF", "Front")]),
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(SENTENCES), min_size=0, max_size=4, unique=True).map(" ".join),
    st.permutations(SENTENCES).map(lambda four: " ".join(four[:3])),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)


@st.composite
def periods(draw: st.DrawFn) -> Period | None:
    days = sorted(draw(st.lists(DAYS, min_size=1, max_size=2)))
    start, end = draw(st.sampled_from([(days[0], days[-1]), (None, days[-1]), (days[0], None), (None, None)]))
    return draw(st.sampled_from([None, Period(start, end, "range", draw(st.sampled_from(["", "since then"])))]))


@st.composite
def claims(draw: st.DrawFn, document: Document, position: int) -> Claim:
    subject, object = draw(st.lists(IDS, min_size=2, max_size=2, unique=True))
    who = draw(st.sampled_from([None, "iran", "vladimir-putin"]))
    claimant = Claimant("they", Span(0, 4), who, PRINCIPALS.get(who or "")) if draw(st.booleans()) else None
    return Claim(
        document=document.key,
        subject=Mention(subject, 'a "name"\n', Span(position, position + 4), PRINCIPALS.get(subject)),
        relation=draw(RELATIONS),
        object=Mention(object, "another\\u0041", Span(position + 5, position + 9), PRINCIPALS.get(object)),
        quote=draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=8)),
        span=Span(position, position + 20),
        negated=draw(st.booleans()),
        modality=draw(st.sampled_from(["actual", "actual", "planned", "possible"])),
        claimant=claimant,
        period=draw(periods()),
        confidence=draw(st.integers(0, 10_000)) / 10_000,
        version=draw(st.sampled_from(["", "0.1"])),
        cue=draw(st.sampled_from(["", "accused"])),
        rule=draw(st.sampled_from(["", "accuse/subject-object"])),
    )


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    document = Document(
        text=draw(TEXTS),
        title=draw(st.sampled_from(["", "One", 'Two "2"'])),
        date=draw(st.one_of(st.none(), DAYS, st.sampled_from(["2024", "2024-05", "spring", "2023-02-30"]))),
        source=draw(st.sampled_from([None, "Wire", "Herald"])),
        id=draw(st.sampled_from(["", "7"])),
        metadata=draw(st.sampled_from([{}, {"url": "x", "n": [1, None]}])),
    )
    made = [draw(claims(document, position * 30)) for position in range(draw(st.integers(0, 3)))]
    return Extraction(document, tuple(made), (draw(MINTED),))
