"""Made-up mixed news for speed measurements: four of five sentences name at most one actor of politics."""

from __future__ import annotations

import random
from collections.abc import Sequence

_PEOPLE = ("Maya Lindqvist", "Tom Abara", "Elena Ruiz", "Kofi Danso", "Priya Nandan", "Jonas Weber", "Lucy Okafor")
_TOWNS = ("Millbrook", "Eastport", "San Rafael", "Lakewood", "Northampton", "Bergen", "Osaka", "Mombasa", "Perth")
_FIRMS = ("Halden Foods", "Brightline", "the Corner Bakery chain", "Toyota", "the Riverside Clinic", "Orion Books")
_CLUBS = ("the Rovers", "Eastport United", "the Lions", "Lakewood Athletic", "the women’s eleven")
_STATES = ("Canada", "Brazil", "Japan", "Kenya", "Norway", "Portugal", "India", "Australia")
_DAYS = ("on Monday", "last week", "in the early hours of Friday", "over the weekend", "this spring", "late on Tuesday")
_NUMBERS = ("two", "a dozen", "nearly 40", "310", "about 5,000", "12.5 million")

_FRAMES = (
    "{person} opened a new library in {town} {day}, with room for {number} readers.",
    "Shares of {firm} rose by {number} points after the company published its figures {day}.",
    "{club} beat {other} by three goals to one {day}, and {person} scored twice.",
    "Heavy rain is expected in {town}, where {number} homes were without power {day}.",
    "A court in {town} fined {firm} for selling spoiled milk, {person} reported.",
    "{person}, a biologist from {town}, found {number} unknown beetles in the hills.",
    "Farmers in {state} brought in {number} tonnes of wheat, more than in any year before.",
    "Visitors to the museum in {town} can see {number} paintings that were lost for a century.",
    "The band will play in {town} {day}, but tickets sold out within minutes.",
    "Doctors advise people over sixty to get their shots before the winter, said {person}.",
    "Trains between {town} and the coast were late {day} because of a broken signal.",
    "{firm} hired {number} workers for its plant outside {town}.",
    "The price of coffee fell again; growers in {state} blame a good harvest.",
    "“We had hoped for more people,” said {person}, who runs the festival in {town}.",
    "Police in {town} are looking for the driver of a grey van seen {day}.",
    "Voters in {state} go to the polls {day} to choose {number} mayors.",
    "She said that the bridge would stay closed until engineers had checked every bolt.",
    "It was the warmest night since records began, and many slept on their roofs.",
    "Schools reopened {day} after {number} pupils had caught the flu.",
    "{person} of {state} won the marathon in {town} in a little over two hours.",
)


def filler(draw: random.Random) -> str:
    """One sentence of everyday news."""
    person, other = draw.sample(_PEOPLE, 1)[0], draw.choice(_CLUBS)
    return draw.choice(_FRAMES).format(
        person=person,
        other=other,
        club=draw.choice([club for club in _CLUBS if club != other]).capitalize(),
        town=draw.choice(_TOWNS),
        firm=draw.choice(_FIRMS),
        state=draw.choice(_STATES),
        day=draw.choice(_DAYS),
        number=draw.choice(_NUMBERS),
    )


def mixed(dense: Sequence[str], documents: int, seed: int = 7, sentences: int = 25) -> list[str]:
    """Texts of ``sentences`` sentences, every fifth one of ``dense``; the same for the same seed."""
    draw = random.Random(seed)
    texts = []
    for _ in range(documents):
        lines = [draw.choice(dense) if place % 5 == 2 else filler(draw) for place in range(sentences)]
        texts.append("\n\n".join(" ".join(lines[start : start + 5]) for start in range(0, sentences, 5)))
    return texts
