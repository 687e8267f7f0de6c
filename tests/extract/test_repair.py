"""Mended trees stay trees, whatever the parser gave."""

from __future__ import annotations

from detente.extract import Document, Extractor
from detente.extract.names import Nature
from detente.extract.reading import Named
from detente.extract.repair import repaired
from detente.extract.tree import Tree
from detente.ontology.catalogue import load_catalogue
from hypothesis import given, settings
from hypothesis import strategies as st

_WORDS = ("Oman", "Chad", "Oman", "Chad", ",", ",", "and", "by", "accuses", "claims", "state", "said", "leaders", "in")
_TAGS = ("NNP", "NNP", "NNP", "NNP", ",", ",", "CC", "IN", "VBZ", "NNS", "NN", "VBD", "NNS", "IN")
_DEPS = ("nsubj", "dobj", "pobj", "conj", "appos", "compound", "amod", "prep", "acl", "aux")
_ACTORS = {"Oman": "oman", "Chad": "chad"}


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Any tree over a few words: each token but the first in a random order hangs on one before it in that order."""
    length = draw(st.integers(2, 14))
    picks = draw(st.lists(st.integers(0, len(_WORDS) - 1), min_size=length, max_size=length))
    order = draw(st.permutations(range(length)))
    heads = list(range(length))
    for place in range(1, length):
        heads[order[place]] = order[draw(st.integers(0, place - 1))]
    deps = draw(st.lists(st.sampled_from(_DEPS), min_size=length, max_size=length))
    deps[order[0]] = "ROOT"
    words = [_WORDS[p] for p in picks]
    starts = [6 * place for place in range(length)]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    return Tree(words, [w.lower() for w in words], [_TAGS[p] for p in picks], deps, heads, starts, ends)


@settings(max_examples=1500, deadline=None)
@given(trees())
def test_every_word_of_a_mended_tree_hangs_below_a_root(tree: Tree) -> None:
    catalogue = load_catalogue()
    named = [Named(catalogue.actors[_ACTORS[w]], Nature.NAME) if w in _ACTORS else None for w in tree.words]
    mended = repaired(tree, named)
    for token in range(len(mended)):
        for _ in range(len(mended)):
            if mended.heads[token] == token:
                break
            token = mended.heads[token]
        assert mended.heads[token] == token


def test_a_list_that_the_parser_hangs_on_itself_is_read() -> None:
    text = (
        "The Kingdom of Saudi Arabia, the United Arab Emirates and the Kingdom of Bahrain state that the member "
        "states of the Cooperation Council made great efforts with the State of Qatar. Egypt condemned Qatar."
    )
    claims = Extractor().extract(Document(text)).claims
    assert any((c.subject.actor, c.relation, c.object.actor) == ("egypt", "accuse", "qatar") for c in claims)
