"""English inflection of the lexicon's base forms: every form of a cue, without a lemmatiser at run time."""

from __future__ import annotations

import re
from types import MappingProxyType

# base: (third person, past, participle, -ing)
_IRREGULAR = MappingProxyType(
    {
        word.split()[0]: tuple(word.split()[1:])
        for word in """
        be is was been being|bear bears bore borne bearing|beat beats beat beaten beating
        become becomes became become becoming|bid bids bid bid bidding|sit sits sat sat sitting
        spin spins spun spun spinning|split splits split split splitting|lie lies lay lain lying
        begin begins began begun beginning|bind binds bound bound binding|blow blows blew blown blowing
        break breaks broke broken breaking|breed breeds bred bred breeding|bring brings brought brought bringing
        build builds built built building|buy buys bought bought buying|cast casts cast cast casting
        catch catches caught caught catching|choose chooses chose chosen choosing|come comes came come coming
        cut cuts cut cut cutting|deal deals dealt dealt dealing|do does did done doing|draw draws drew drawn drawing
        drive drives drove driven driving|fall falls fell fallen falling|feed feeds fed fed feeding
        fight fights fought fought fighting|find finds found found finding|flee flees fled fled fleeing
        fly flies flew flown flying|forbid forbids forbade forbidden forbidding
        forgive forgives forgave forgiven forgiving|freeze freezes froze frozen freezing|get gets got got getting
        give gives gave given giving|go goes went gone going|grow grows grew grown growing|have has had had having
        hit hits hit hit hitting|hold holds held held holding|keep keeps kept kept keeping
        know knows knew known knowing|lay lays laid laid laying|lead leads led led leading
        leave leaves left left leaving|lend lends lent lent lending|let lets let let letting
        lose loses lost lost losing|make makes made made making|mean means meant meant meaning
        meet meets met met meeting|pay pays paid paid paying|put puts put put putting|quit quits quit quit quitting
        read reads read read reading|rise rises rose risen rising|run runs ran run running|say says said said saying
        see sees saw seen seeing|seek seeks sought sought seeking|sell sells sold sold selling
        send sends sent sent sending|set sets set set setting|shake shakes shook shaken shaking
        shoot shoots shot shot shooting|show shows showed shown showing|shut shuts shut shut shutting
        sink sinks sank sunk sinking|slay slays slew slain slaying|speak speaks spoke spoken speaking
        spend spends spent spent spending|spread spreads spread spread spreading
        spring springs sprang sprung springing|stand stands stood stood standing|steal steals stole stolen stealing
        strike strikes struck struck striking|swear swears swore sworn swearing|sweep sweeps swept swept sweeping
        take takes took taken taking|teach teaches taught taught teaching|tear tears tore torn tearing
        tell tells told told telling|think thinks thought thought thinking|throw throws threw thrown throwing
        undergo undergoes underwent undergone undergoing|understand understands understood understood understanding
        undertake undertakes undertook undertaken undertaking|uphold upholds upheld upheld upholding
        win wins won won winning|withdraw withdraws withdrew withdrawn withdrawing
        withhold withholds withheld withheld withholding|withstand withstands withstood withstood withstanding
        write writes wrote written writing|overthrow overthrows overthrew overthrown overthrowing
        overrun overruns overran overrun overrunning|besiege besieges besieged besieged besieging
        burn burns burned burned burning|wage wages waged waged waging
        """.replace("\n", "|").split("|")
        if word.strip()
    }
)
_DOUBLED = frozenset(
    (
        "pit ban stop step plan blot bar rob stab trap equip commit admit permit submit occur refer defer deter compel "
        "expel repel rebel control patrol slam bug hug beg drag drop ship strip whip wrap spar chat nod tap trim "
        "rebut regret abet kidnap transfer prefer concur abhor quarrel travel cancel label fuel channel signal "
        "counsel marshal level model program ram gun spot snub shun blog grab jab nab plot vet bet annul confer debar "
        "demur drum dub eavesdrop extol flag funnel gag grovel imperil jam jet lob mar mob pen pin prod prop pummel "
        "airdrop rip rival rub scrap shrug sidestep skip slap slip swap transmit unban unravel war wiretap initial"
    ).split()
)
_PLURALS = MappingProxyType(
    {"child": "children", "foe": "foes", "crisis": "crises", "person": "people", "wife": "wives", "life": "lives"}
    | {"thief": "thieves", "knife": "knives", "half": "halves", "basis": "bases", "thesis": "theses"}
)
_PREFIX = re.compile(r"(?:re-?|over|under|out|un|fore|mis|up|co-)(?=.{2})")
_NOT_PREFIXED = frozenset({"relay", "outlay"})
_ONLY_ISE = frozenset(
    "raise praise promise comprise compromise despise advise chastise disenfranchise franchise liaise rise arise "
    "exercise supervise surprise televise devise revise disguise improvise advertise".split()
)
_NOT_MEN = frozenset({"human", "german", "roman", "ottoman", "shaman", "norman"})


def verb_forms(base: str) -> tuple[str, str, str, str]:
    """Third person, past, past participle and -ing form of a verb's base form (without particle)."""
    if base in _IRREGULAR:
        third, past, done, ing = _IRREGULAR[base]
        return third, past, done, ing
    if base not in _NOT_PREFIXED and (prefix := _PREFIX.match(base)) and base[prefix.end() :] in _IRREGULAR:
        third, past, done, ing = (prefix.group() + form for form in _IRREGULAR[base[prefix.end() :]])
        return third, past, done, ing
    third = _sibilant(base)
    if base.endswith("e"):
        stem = base[:-2] + "y" if base.endswith("ie") else base if base.endswith(("ee", "oe", "ye")) else base[:-1]
        return third, base + "d", base + "d", stem + "ing"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return third, base[:-1] + "ied", base[:-1] + "ied", base + "ing"
    if base.endswith("c"):
        return third, base + "ked", base + "ked", base + "king"
    doubled = base + base[-1] if base in _DOUBLED or base.split("-")[-1] in _DOUBLED else base
    return third, doubled + "ed", doubled + "ed", doubled + "ing"


def plural(noun: str) -> str:
    """The plural of a noun; the last word of a phrase is inflected."""
    head, space, last = noun.rpartition(" ")
    if last.endswith("man") and last not in _NOT_MEN:
        return head + space + last[:-3] + "men"
    return head + space + _PLURALS.get(last, _sibilant(last))


def _sibilant(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith("o") and word in {"veto", "go", "embargo", "echo"}:
        return word + "es"
    return word + "s"


def forms(base: str, pos: str) -> frozenset[str]:
    """Every form of ``base`` as a ``verb``, ``noun`` or ``adjective``, lower case; particles are left off."""
    if pos == "verb":
        head = base.split()[0]
        third, past, done, ing = verb_forms(head)
        every = {head, third, past, done, ing}
        if head in _DOUBLED and head.endswith("l"):
            every |= {head + "ed", head + "ing"}
        return frozenset(every | _other_spelling(head, every))
    if pos == "noun":
        return frozenset({base, plural(base)})
    return frozenset({base})


def _other_spelling(base: str, every: set[str]) -> set[str]:
    """The -ize forms of an -ise verb, and the other way round."""
    if base.endswith("yse"):
        return {form.replace("ys", "yz") for form in every}
    if base.endswith("ise") and base not in _ONLY_ISE:
        return {_swapped(form, len(base), "z") for form in every}
    if base.endswith("ize") and len(base) > 5:
        return {_swapped(form, len(base), "s") for form in every}
    return set()


def _swapped(form: str, length: int, letter: str) -> str:
    return form[: length - 2] + letter + form[length - 1 :]
