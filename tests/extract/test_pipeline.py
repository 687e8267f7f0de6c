"""The extractor as a whole: offsets, repeatability, odd input, selection."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from detente.extract import Document, Extraction, Extractor, pipeline
from detente.extract.explain import as_text, explain
from detente.extract.language import load_parser
from detente.extract.model import Mention, Span
from detente.extract.reader import Statement
from detente.extract.status import Status
from detente.ontology.catalogue import load_catalogue
from detente.ontology.relations import load_relations

GOLDEN = Path(__file__).parent.parent / "golden"
TEXTS = (
    "Kyiv’s allies gather\n\nRussia’s invasion of Ukraine has soured relations between Moscow and the European Union. "
    "“We will not recognise the annexation,” Polish Prime Minister Donald Tusk said on Monday. He accused Vladimir "
    "Putin of threatening NATO, but the Kremlin denied it.",
    "The Taliban (TTP’s ally, according to Pakistan) met with Chinese officials in Kabul last month. Both sides signed "
    "an agreement; it was condemned by ISIS-K, the group’s sworn enemy, which had attacked the Chinese embassy in "
    "2022.",
    "In 2004, Estonian Foreign Minister Kristiina Ojuland met Georgian State Minister Tamar Beruchashvili. "
    "Ojuland promised Tbilisi aid. "
    "The Blue River Liberation Army (BRLA) attacked Chad. The BRLA is backed by Libya.",
    "Iran, Iraq and Syria did not sign; Israel may bomb Iran if it attacks. "
    "Will Egypt mediate between Hamas and Israel?",
    "Question: Will you help Ukraine?\nPresident Emmanuel Macron: We stand with Ukraine. We have given it tanks.\n"
    "Chancellor Olaf Scholz: Germany supports France.",
)
DOCUMENTS = tuple(
    Document(text, title="A title about Turkey", date="2024-03-26", source="Example Wire", id=str(number))
    for number, text in enumerate(TEXTS)
)
BLANK = Span(0, 0)
"""Where a mention stands that the text doesn't spell out, such as the "we" of a whole statement."""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def results(extractor: Extractor) -> tuple[Extraction, ...]:
    return tuple(extractor.extract(document) for document in DOCUMENTS)


def golden_documents() -> list[Document]:
    return [
        Document(case["text"], date=case.get("date"), id=case["id"])
        for file in sorted(GOLDEN.glob("*.jsonl"))
        for case in map(json.loads, file.read_text("utf-8").splitlines())
    ]


def mentions(extraction: Extraction) -> Iterable[Mention]:
    for claim in extraction.claims:
        yield claim.subject
        yield claim.object


def check(extraction: Extraction) -> None:
    """The laws that every extraction keeps."""
    text = extraction.document.text
    known = {actor.id for actor in extraction.minted} | set(load_catalogue().actors)
    assert [c.key for c in extraction.claims] == list(dict.fromkeys(c.key for c in extraction.claims))
    for claim in extraction.claims:
        assert text[claim.span.start : claim.span.end] == claim.quote != ""
        assert claim.document == extraction.document.key
        assert claim.relation in load_relations()
        assert claim.subject.actor != claim.object.actor
        assert 0 < claim.confidence <= 1
        assert claim.cue
        assert "/" in claim.rule
        if claim.claimant is not None:
            assert claim.claimant.text
            assert claim.claimant.actor is None or claim.claimant.actor in known
            span = claim.claimant.span
            cut = text[span.start : span.end]
            assert claim.claimant.text == cut or claim.claimant.actor is not None, (
                "only a named actor goes by its label"
            )
    for mention in mentions(extraction):
        assert {mention.actor, mention.principal or mention.actor} <= known
        assert 0 <= mention.span.start <= mention.span.end <= len(text)
        assert mention.span == BLANK or text[mention.span.start : mention.span.end] == mention.text


def test_offsets_cut_out_exactly_what_is_quoted(results: tuple[Extraction, ...]) -> None:
    assert all(extraction.claims for extraction in results)
    for extraction in results:
        check(extraction)


def test_the_golden_texts_keep_the_laws_too(extractor: Extractor) -> None:
    for extraction in extractor.extract_all(golden_documents()):
        check(extraction)


def test_claims_stand_in_text_order(results: tuple[Extraction, ...]) -> None:
    for extraction in results:
        assert [c.span for c in extraction.claims] == sorted(c.span for c in extraction.claims)


def test_the_same_again_whatever_the_company(extractor: Extractor, results: tuple[Extraction, ...]) -> None:
    assert tuple(extractor.extract_all(DOCUMENTS)) == results
    assert tuple(extractor.extract_all(reversed(DOCUMENTS))) == results[::-1]
    assert tuple(extractor.extract_all(DOCUMENTS, batch=2)) == results
    assert tuple(Extractor().extract_all(DOCUMENTS, batch=1)) == results


def test_documents_are_taken_as_they_come(extractor: Extractor) -> None:
    taken: list[int] = []

    def endless() -> Iterable[Document]:
        while True:
            taken.append(1)
            yield DOCUMENTS[0]

    found = extractor.extract_all(endless(), batch=3)
    next(found)
    assert len(taken) == 3


def test_those_whom_a_new_actor_acts_for_come_along(extractor: Extractor) -> None:
    found = extractor.extract(
        Document("Pakistan accused the Wazir commander Maulvi Nazir of murder. The Wazir are many.")
    )
    principals = {mention.principal for mention in mentions(found)} - {None}
    assert principals
    assert principals <= {actor.id for actor in found.minted} | load_catalogue().actors.keys()


def test_minted_actors_come_along_when_used(results: tuple[Extraction, ...]) -> None:
    used = {mention.actor for mention in mentions(results[2])}
    minted = {actor.id: actor for actor in results[2].minted}
    assert minted.keys() <= used
    assert used <= minted.keys() | load_catalogue().actors.keys()
    assert {(actor.kind, actor.label, actor.principal) for actor in minted.values() if actor.kind == "Person"} == {
        ("Person", "Kristiina Ojuland", "estonia"),
        ("Person", "Tamar Beruchashvili", "georgia"),
    }
    assert any(actor.label == "Blue River Liberation Army" for actor in minted.values())


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n ",
        "?",
        "Russia",
        "Russia attacked",
        "attacked",
        "\u200bRussia\u200b attacked \u202eUkraine\u202c.",
        "🇷🇺 Russia 💥 attacked 🇺🇦 Ukraine!!! 🧨🧨",
        "Rüssïa àttäckèd Ukraïne; Россия напала на Украину. 俄罗斯袭击了乌克兰。",
        "Russia\u2028attacked\u0085Ukraine\u00a0today.",
        "e\u0301 Russia’s\u00ad attack on Ukraine",
        "RUSSIA ATTACKS UKRAINE",
        "russia attacks ukraine",
        "Russia—Ukraine—Poland–Belarus/Lithuania-Latvia: attacked",
        "((((Russia)))) [attacked] {Ukraine} \"“'‘«Poland",
        "--- --- Russia - - attacked -- Ukraine",
        'Russia. Attacked. Ukraine. " " " ” “ “ “',
        "anti-Russia, pro-, -backed, Iran- backed, US-led-led-led forces attacked",
    ],
)
def test_odd_texts_break_nothing(extractor: Extractor, text: str) -> None:
    check(extractor.extract(Document(text, date="not a date")))


def test_a_very_long_text(extractor: Extractor) -> None:
    text = "\n\n".join(TEXTS * 20)
    extraction = extractor.extract(Document(text, date="2024-03-26"))
    check(extraction)
    assert len(extraction.claims) > 20


@pytest.mark.parametrize(
    "line",
    [
        "Russia attacked Ukraine and " * 200,
        "word " * 20_000,
        "x" * 100_000,
        "Iran, " * 200 + "attacked Israel",
        "“" * 800 + "Iran attacked Israel" + "”" * 800,
        "(" * 800 + "Iran attacked Israel",
    ],
    ids=lambda line: line[:12],
)
def test_a_huge_line(extractor: Extractor, line: str) -> None:
    check(extractor.extract(Document(line)))


def test_choosing_sentences_loses_no_claim(extractor: Extractor) -> None:
    everything = Extractor(select=False)
    documents = [*DOCUMENTS, *golden_documents()]
    for chosen, whole in zip(extractor.extract_all(documents), everything.extract_all(documents), strict=True):
        assert chosen.claims == whole.claims, chosen.document.text


def test_a_threshold_leaves_out_the_less_certain(results: tuple[Extraction, ...]) -> None:
    every = [claim.confidence for extraction in results for claim in extraction.claims]
    middle = sorted(every)[len(every) // 2]
    kept = [c.confidence for e in Extractor(threshold=middle).extract_all(DOCUMENTS) for c in e.claims]
    assert kept
    assert len(kept) < len(every)
    assert min(kept) >= middle


def test_an_explanation_holds_the_claims_and_every_sentence(
    extractor: Extractor, results: tuple[Extraction, ...]
) -> None:
    for extraction in results:
        document = extraction.document
        sentences = explain(document, extractor)
        assert tuple(claim for sentence in sentences for claim in sentence.claims) == extraction.claims
        assert "".join("".join(s.text for s in sentences).split()) == "".join(document.text.split())
        for sentence in sentences:
            assert document.text[sentence.span.start : sentence.span.end] == sentence.text
            assert sentence.skipped == "" or not sentence.claims


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Cats sleep.", "no cue in it"),
        ("Russia attacked.", "fewer than two actors"),
        ("Attacked, Russia and Ukraine wept.", "no "),
        ("Russia and Ukraine watched the accused.", "no "),
        ("Russia’s army attacked Russia and Ukraine.", "accepted"),
    ],
)
def test_an_explanation_says_why(extractor: Extractor, text: str, verdict: str) -> None:
    (sentence,) = explain(Document(text), extractor)
    assert any(said.startswith(verdict) for said in (sentence.skipped, *(cue.verdict for cue in sentence.cues)))
    assert any(text in line for line in as_text((sentence,)))


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the steps, in the order in which they come to be taken."""
    names: list[str] = []

    def noting(step: pipeline.BatchStep | pipeline.SentenceStep) -> pipeline.BatchStep | pipeline.SentenceStep:
        def take(*given: Any) -> Any:
            names.append(step.name)
            return step.take(*given)

        return type(step)(step.name, take)

    monkeypatch.setattr(pipeline, "STEPS", tuple(map(noting, pipeline.STEPS)))
    return names


def test_a_document_takes_the_steps_in_the_order_of_the_list(extractor: Extractor, taken: list[str]) -> None:
    (claim,) = extractor.extract(Document("Russia attacked Ukraine.")).claims
    assert claim.relation == "assault"
    assert taken == ["sentences", "mentions", "trees", "references", "predicates", "status", "claims"]


@pytest.mark.parametrize("left_out", ["references", "status"])
def test_what_is_not_in_the_list_is_not_done(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch, left_out: str
) -> None:
    document = Document("Russia sent troops to the border. It may attack Ukraine.")
    (whole,) = extractor.extract(document).claims
    assert (whole.subject.actor, whole.relation, whole.modality) == ("russia", "assault", "possible")
    plain = pipeline.SentenceStep("status", lambda _, __, found: (Statement(f, Status(), None) for f in found))
    shorter = [step for step in pipeline.STEPS if step.name != left_out]
    if left_out == "status":
        shorter.insert(-1, plain)
    monkeypatch.setattr(pipeline, "STEPS", tuple(shorter))
    found = extractor.extract(document).claims
    assert [claim.modality for claim in found] == ([] if left_out == "references" else ["actual"])


@pytest.mark.parametrize("name", ["Daesh-K", "ISIS-K", "IS-K", "Islamic State", "al-Shabaab"])
def test_a_name_is_one_token_before_parsing(extractor: Extractor, name: str) -> None:
    (work,) = extractor.prepare([Document(f"{name}’s fighters attacked the anti-{name} forces of Kenya.")])
    (sentence,) = work.sentences
    assert sentence.tree.words == [
        name,
        "’s",
        "fighters",
        "attacked",
        "the",
        "anti",
        "-",
        name,
        *"forces of Kenya .".split(),
    ]
    assert [token for token, named in enumerate(sentence.named) if named] == [0, len(sentence.tree) - 2]
    assert list(sentence.prefixed) == [7]


def test_the_tokeniser_alone_would_split_names() -> None:
    parser, text = load_parser(), "ISIS-K attacked."
    assert [token.text for token in parser.tokens(text, [])] != ["ISIS-K", "attacked", "."]
    assert [token.text for token in parser.tokens(text, [Span(0, 6)])] == ["ISIS-K", "attacked", "."]
