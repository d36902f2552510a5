"""Two wordings are decided once, and as the rules would decide them every time."""

import pytest

from assistant.compare.candidates import Candidates, candidates
from assistant.compare.decided import Decided
from assistant.compare.rules import decide
from assistant.compare.statements import Scales, Statement, statements_of
from assistant.digest import make_digest
from assistant.engines.builtin import Builtin
from assistant.schema import Article

WIRE = (
    "The ferry Marigold struck the Tern sandbank off Oxmere on {day} with {aboard} passengers aboard. "
    "{captain}, the captain of the Marigold, told the coastguard that the beacon had been dark for a week. "
    "The harbour board of Oxmere has not mended the beacon since March, the coastguard said. "
    "Repairs of the beacon would have cost 2 million crowns, according to the coastguard of Oxmere. "
    "Divers will look at the hull of the Marigold at Kelder before the end of the week. "
    "The coastguard called the accident “the worst that the crews of Oxmere have seen in a decade”."
)
Setting = tuple[str, str, str, str]
PLAIN: Setting = ("Monday", "140", "Jory Lund", "2025-03-04")
CHANGED: tuple[Setting, ...] = (
    PLAIN,
    ("Monday", "104", "Jory Lund", "2025-03-04"),
    ("Monday", "140", "Ilse Korn", "2025-03-04"),
    ("Tuesday", "140", "Jory Lund", "2025-03-12"),
    PLAIN,
)
"""Day, passengers, captain and date of publication."""


def held(settings: tuple[Setting, ...]) -> tuple[list[Statement], Scales, Candidates]:
    """The claims of a wire text as so many papers print it, and the pairs worth judging."""
    articles = [
        Article(f"a{n}", f"a{n}", "", "", published, "", WIRE.format(day=day, aboard=aboard, captain=captain))
        for n, (day, aboard, captain, published) in enumerate(settings)
    ]
    claims = [claim for a in articles for claim in make_digest(a, Builtin().digest(a)).claims]
    statements = statements_of(claims, {a.id: a for a in articles})
    scales = Scales(statements)
    return statements, scales, candidates(statements, scales)


@pytest.mark.parametrize("settings", [(PLAIN,) * 4, CHANGED])
def test_what_is_known_is_what_the_rules_say(settings: tuple[Setting, ...]) -> None:
    """A verdict that is taken over is the pair's own: with its figures, its dates, its names of claims."""
    statements, scales, found = held(settings)
    decided = Decided(statements, scales)
    for i, j, _ in found.pairs:
        left, right = statements[i], statements[j]
        assert decided.of(i, j) == decide(left, right, scales.between(left, right))
    assert decided.asked < len(found.pairs)


@pytest.mark.parametrize("copies", [10, 30])
def test_copies_do_not_multiply_the_work(copies: int) -> None:
    """However often a text is printed, the rules see its sentences beside each other once, whole or changed."""
    few, many = (worked((*CHANGED, *[PLAIN] * count)) for count in (0, copies))
    assert many[1] > 5 * few[1]
    assert many[0] < 2 * few[0]


def worked(settings: tuple[Setting, ...]) -> tuple[int, int]:
    """How many pairs the rules are asked about, and how many are decided."""
    statements, scales, found = held(settings)
    decided = Decided(statements, scales)
    for i, j, _ in found.pairs:
        decided.of(i, j)
    return decided.asked, len(found.pairs)
