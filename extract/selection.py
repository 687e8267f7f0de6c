"""Which sentences are worth parsing: those with a cue whose words are all there, and with two sides to relate."""

from __future__ import annotations

import re
from collections.abc import Mapping

from detente.extract.lexicon import Entry, Lexicon
from detente.extract.nominals import MODEL
from detente.extract.pronouns import referring_words
from detente.extract.sides import OPPOSING
from detente.ontology.words import load_words

_WORD = re.compile(r"[^\W\d_]+(?:[-'’.‐‑–][^\W\d_]+)*")
_CONTRACTED = re.compile(r"['’](?:s|m|re|ve|d|ll)\b")
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|such)\s+(?:[\w-]+\s+){0,2}?([\w-]+)", re.IGNORECASE)
_OBLIGING = re.compile(
    r"\b(?:must|should|ought|(?:has|have|needs?)\s+to"
    r"|(?:pay|bear|suffer|face)\W+(?:\w+\W+){0,4}?(?:price|consequences?|costs?|retaliation|wrath)|regret"
    r"|(?:be|get)\s+(?:punished|destroyed|annihilated|crushed)"
    r"|go\s+un(?:punished|answered)"
    r"|among the (?:dead|killed|victims|wounded|injured|casualties|hostages)"
    r"|(?:dead|victims|hostages|wounded) included?"
    r"|(?:bore|bears?) (?:\w+ ){0,2}(?:responsibility|blame|guilt)"
    r"|shar(?:e|es|ed|ing) (?:the )?(?:blame|guilt|responsibility)"
    r"|responsible|guilty|culpable|complicit|perpetrators?|culprits?"
    r"|l(?:ied|ying)|cheat(?:ed|ing)|betrayed|violat\w+|breach\w+|deceived|meddl\w+|mastermind(?:s|ed)?|orchestrated|aggressor)\b",
    re.IGNORECASE,
)
"""What relates two actors without a cue of the lexicon: whoever must do something, will pay for it, or is guilty."""

_LIKEWISE = re.compile(
    r"\b(?:follow(?:ed|s|ing)? suit|(?:did|does|do|done) (?:the same|likewise|so too)"
    r"|t(?:ook|aken?|akes) (?:the same|a? ?similar) (?:steps?|decision|action|move|measures?))\b",
    re.IGNORECASE,
)
"""What stands for an act that the sentence before tells: "Chad followed suit"."""
_HALF = re.compile(r"\bthe (?:North|South)\b(?! [A-Z])")

_ANSWER = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?) (?:it|this|that|any"
    r"|(?:all |the )?(?:claim|charge|allegation|accusation)s?"
    r"|(?:any )?(?:involvement|responsibility|wrongdoing|role)|being|having)\b"
    r"|\b(?:respond|retaliate)\b(?! to\b)|\bthose (?:responsible|behind)\b"
    r"|\bamong the (?:dead|killed|victims|hostages)\b"
    r"|\b(?:avenge|punish|pursue|hunt down|bring|find) (?:those|the (?:perpetrators|attackers|killers|culprits))\b",
    re.IGNORECASE,
)
"""What is answered to an accuser or opponent named before: "Chad denies this", "Chad vowed to respond in kind"."""
_PAPER = re.compile(
    r"\b(?:this|these|today['’]s|the|an)\s+(?:executive\s+)?(?:order|proclamation)\b"
    r"|\b(?:these|today['’]s|this)\s+(?:actions?|designations?|measures)\b"
    r"|\b(?:honou?r|pleasure|privilege|great|good|delight) to\b",
    re.IGNORECASE,
)
"""What a statement's issuer does by its paper, or is glad to do: "this order bars", "an honor to welcome"."""
_BEING = frozenset({"is", "are", "was", "were", "be"})
_UNPREPARED = frozenset({"mobilize"})
"""Relations whose frame also finds a target without its preposition: "called up reservists to fight Hamas"."""
Need = tuple[frozenset[str], tuple[frozenset[str], ...]]
"""Words of which all must be there, and sets of which one word each must be."""


class Selection:
    """Chooses sentences by their words, before any model runs."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._needs: Mapping[str, tuple[Need, ...]] = {
            form: tuple(need for entry in listed if (need := _need(entry, lexicon)) is not None)
            for form, listed in lexicon.entries.items()
        }
        self._understood = {
            form: tuple(
                need
                for e in listed
                if _leaves_open(e) and (e.cue.things or e.cue.understood) and (need := _need(e, lexicon))
            )
            for form, listed in lexicon.entries.items()
            if any(_leaves_open(e) and (e.cue.frame in {"prepositional", "demand"} or e.cue.topical) for e in listed)
        }
        self._blame = lexicon.things["accuse.label"]
        groups = "|".join(sorted(load_words().names["armed"] | load_words().names["party"]))
        ours = {form for form, listed in lexicon.entries.items() if any(e.cue.ours for e in listed)}
        self._told = re.compile(
            rf"\b(?:is|was|been|remains?|remained) (?:an?|our) (?:[\w-]+,? ){{0,4}}?(?:{'|'.join(sorted(ours))})\b"
        )
        """Whose ally somebody is goes without saying: "Jordan is a key partner"."""
        self._owned = re.compile(rf"(?:['’]s|\bwhose|\bhis|\bher|\bits)\s(?:[A-Z][\w-]*\s){{0,4}}?(?:{groups})\b")
        """A group named as somebody's, which belongs to them without a cue: "Aung San Suu Kyi's National League"."""
        pairs = dict.fromkeys(lexicon.nouns["pair_references"] | {"we", "us", "our", "ours"}, 2)
        self._referring = {**referring_words(lexicon), **pairs}
        nouns = lexicon.nouns
        self._recalled = (
            lexicon.events | nouns["acts"] | nouns["body_references"] | nouns["representatives"] | nouns["verdicts"]
        )

    def carries(self, sentence: str) -> bool:
        """Whether some cue could apply (its head and the words that must stand with it are there) or none need."""
        if _OBLIGING.search(sentence) or self._owned.search(sentence) or _LIKEWISE.search(sentence):
            return True
        words = words_of(sentence)
        return self._stands(words, self._needs) or (not words.isdisjoint(_BEING) and not words.isdisjoint(self._blame))

    @staticmethod
    def _stands(words: set[str], needs: Mapping[str, tuple[Need, ...]]) -> bool:
        """Whether all that some entry of one of the words asks for is there."""
        for word in words:
            others = words - {word} if word in needs else words
            for every, some in needs.get(word, ()):
                if every <= words and not any(others.isdisjoint(group) for group in some):
                    return True
        return False

    def references(self, sentence: str) -> int:
        """How many actors the sentence may refer to without naming them: by pronoun, description, recalled act, or
        a threat, sanction or claimed attack whose target is understood, or as whose ally another is told of.
        """
        pronouns = sum(self._referring.get(word, 0) for word in _WORD.findall(_CONTRACTED.sub("", sentence.lower())))
        acts = sum(1 for match in _DEFINITE.finditer(sentence) if match.group(1).lower() in self._recalled)
        acts += len(_HALF.findall(sentence)) + bool(_ANSWER.search(sentence)) + bool(_LIKEWISE.search(sentence))
        understood = self._stands(words_of(sentence), self._understood)
        return pronouns + acts + understood + bool(self._told.search(sentence) or _PAPER.search(sentence))


def words_of(sentence: str) -> set[str]:
    """The sentence's words, lower case, hyphenated ones in whole and in parts."""
    found: set[str] = set()
    for word in _WORD.findall(sentence.lower()):
        found.add(word)
        found.update(re.split(r"[-'’.‐‑–]", word))
    if MODEL.search(sentence.lower()):
        found.add("hardware")  # "F-16s"
    return found


def _leaves_open(entry: Entry) -> bool:
    """Whether the target of what a cue tells may be left to be understood."""
    return entry.cue.relation in OPPOSING or entry.cue.claimed or entry.cue.understood or entry.cue.topical


def _need(entry: Entry, lexicon: Lexicon) -> Need | None:
    """What must stand with the head of an entry; None where it carries nothing by itself."""
    if entry.cue.frame == "bond":
        return None
    some = []
    if entry.cue.frame in {"change", "quality"}:
        some.append(lexicon.bonds)
    if things := lexicon.things.get(entry.cue.id):
        some.append(frozenset(part for thing in things for part in (thing, thing.split("-")[-1])))
    elif entry.cue.frame == "prepositional" and entry.cue.relation not in _UNPREPARED and not entry.cue.understood:
        some.append(frozenset(entry.cue.prepositions))
    return frozenset(entry.before + entry.after), tuple(some)
