"""Every line of the lexicon is read back: its example, filled with each of its words, gives the claim it promises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from detente.extract import Extractor
from detente.extract.inflection import plural, verb_forms
from detente.extract.model import Claim, Document
from detente.ontology.cue import Cue, load_cues
from detente.ontology.relations import load_relations

ANY_BOND = "bonds."


@dataclass(frozen=True, slots=True)
class Case:
    """One example sentence and what it is to give."""

    cue: Cue
    word: str
    text: str

    def expects(self, claim: Claim) -> bool:
        """Whether ``claim`` is what the cue promises, whichever line of the lexicon found it."""
        if self.cue.frame == "bond":
            return claim.rule.startswith(ANY_BOND)
        ends = (claim.subject.actor, claim.object.actor)
        wanted = (self.cue.subject, self.cue.object)
        either = not load_relations()[self.cue.relation].directed and ends[::-1] == wanted
        return (
            claim.relation == self.cue.relation
            and (ends == wanted or either)
            and claim.negated == self.cue.negated
            and claim.modality == self.cue.modality
            and (claim.claimant.actor if claim.claimant else None) == (self.cue.subject if self.cue.claimed else None)
        )


def _inflect(cue: Cue, word: str) -> dict[str, str]:
    head, _, rest = word.partition(" ")
    third, past, done, ing = (f"{form} {rest}".strip() for form in verb_forms(head))
    return {"word": word, "plural": plural(word), "s": third, "past": past, "done": done, "ing": ing}


def filled(cue: Cue, word: str) -> str:
    """The cue's example with ``word`` in place; "a" and "an" follow the word."""
    text = cue.example.format(**_inflect(cue, word))
    text = re.sub(r"\b([Aa])n? (?=(\w))", lambda m: m[1] + ("n " if m[2] in "aeioAEIO" else " "), text)
    return text[0].upper() + text[1:]


def _cases() -> list[Case]:
    return [Case(cue, word, filled(cue, word)) for cue in load_cues() for word in cue.words]


@pytest.fixture(scope="module")
def claims() -> Mapping[str, tuple[Claim, ...]]:
    """The claims of every example, read once, each as a document of its own."""
    texts = list(dict.fromkeys(case.text for case in _cases()))
    extractions = Extractor().extract_all([Document(text) for text in texts])
    return {text: extraction.claims for text, extraction in zip(texts, extractions, strict=True)}


@pytest.mark.parametrize("cue", load_cues(), ids=lambda cue: cue.id)
def test_every_word_gives_the_claim_of_its_line(cue: Cue, claims: Mapping[str, tuple[Claim, ...]]) -> None:
    cases = [Case(cue, word, filled(cue, word)) for word in cue.words]
    missed = [case.text for case in cases if not any(case.expects(claim) for claim in claims[case.text])]
    assert not missed


@pytest.mark.parametrize("cue", [c for c in load_cues() if c.frame != "bond"], ids=lambda cue: cue.id)
def test_the_line_itself_is_what_finds_its_first_word(cue: Cue, claims: Mapping[str, tuple[Claim, ...]]) -> None:
    case = Case(cue, cue.words[0], filled(cue, cue.words[0]))
    rules = [claim.rule for claim in claims[case.text] if case.expects(claim)]
    assert any(rule.startswith(f"{cue.id}/") for rule in rules), f"{case.text!r} is found by {rules}"


def test_no_relation_type_is_left_to_a_few_words() -> None:
    words: dict[str, set[str]] = {name: set() for name in load_relations()}
    frames: dict[str, set[str]] = {name: set() for name in load_relations()}
    for cue in load_cues():
        if cue.relation:
            words[cue.relation] |= set(cue.words)
            frames[cue.relation].add(cue.frame)
    assert {name for name, listed in words.items() if len(listed) < 10} == set()
    assert {name for name, listed in frames.items() if len(listed) < 2} == set()
