"""Which quoted words are marked as those that the sources differ in."""

import pytest

from assistant.render.note.differing import pieces
from assistant.schema import Article, Discrepancy, Kind, Position
from tests.render_records import quote

CASES: list[tuple[str, Kind, list[tuple[str, str]], list[list[str]]]] = [
    (
        "the unit that all have is no difference",
        "number",
        [("62 people", "The office said 62 people were missing."), ("48 people", "It listed 48 people as missing.")],
        [["62"], ["48"]],
    ),
    (
        "the words of the answer are parted in the quote",
        "number",
        [
            ("9 agreements", "They had nine signed agreements."),
            ("12 agreements", "Twelve agreements were signed."),
        ],
        [["nine"], ["Twelve"]],
    ),
    (
        "what agrees in number is one answer, however it is worded",
        "number",
        [
            ("At least 11 people", "At least 11 people drowned, 3 of them at the mill."),
            ("at least 17 people", "The flood killed at least 17 people."),
            ("17 dead", "Four children are among the 17 dead."),
            ("31", "The number has climbed to 31."),
        ],
        [["11"], ["17"], ["17"], ["31"]],
    ),
    (
        "a unit that differs is marked where the figures are the same",
        "number",
        [("45 million crowns", "It cost 45 million crowns."), ("45 million dollars", "It cost 45 million dollars.")],
        [["crowns"], ["dollars"]],
    ),
    (
        "a name is marked as a whole",
        "identity_role",
        [
            ("Tamsin Orr of the Board of Trade", "Tamsin Orr of the Board of Trade spoke first."),
            ("Piet Lund", "The first speaker was Piet Lund."),
        ],
        [["Tamsin Orr of the Board of Trade"], ["Piet Lund"]],
    ),
    (
        "a date differs in its month as well",
        "date_time",
        [("12 June", "It opened on 12 June at noon."), ("3 July", "On July 3 it opened.")],
        [["12 June"], ["July 3"]],
    ),
    (
        "the day alone where the month is the same",
        "date_time",
        [("12 June", "It opened on 12 June at noon."), ("13 June", "It opened on 13 June.")],
        [["12"], ["13"]],
    ),
    (
        "a small word is all the difference",
        "negation",
        [
            ("arrested", "The keeper was arrested."),
            ("not arrested", "The keeper was not arrested."),
        ],
        [[], ["not"]],
    ),
    (
        "a denial is marked, and not what else is told",
        "negation",
        [
            ("The board has not approved the plan.", "The board has not approved the plan."),
            ("The plan has been approved, said the clerk.", "The plan has been approved, said the clerk."),
        ],
        [["not"], []],
    ),
    (
        "quotes that are nearly alike are told apart by their words",
        "other",
        [
            ("north", "The barge lay at the upper quay."),
            ("south", "The barge lay at the lower quay."),
        ],
        [["upper"], ["lower"]],
    ),
    (
        "an answer that is the whole quote is told apart like it",
        "other",
        [
            ("The barge lay at the upper quay.", "The barge lay at the upper quay."),
            ("The barge lay at the lower quay.", "The barge lay at the lower quay."),
        ],
        [["upper"], ["lower"]],
    ),
    (
        "quotes that have nothing in common are not marked all over",
        "other",
        [("north", "Nobody saw who untied the barge."), ("south", "A fisherman says that it was his brother.")],
        [[], []],
    ),
    (
        "the figure that is the answer, not the same one elsewhere",
        "number",
        [
            ("900", "The number of soldiers was raised on Thursday to 900, from the 600 of the first day."),
            ("600 soldiers", "The government ordered 600 soldiers to the valley, 200 of them by rail."),
        ],
        [["900"], ["600"]],
    ),
    (
        "equal answers have no difference",
        "number",
        [("19", "The toll rose to 19."), ("19", "The toll stands at 19.")],
        [[], []],
    ),
]


def finding(kind: Kind, said: list[tuple[str, str]]) -> Discrepancy:
    """A question that each of the answers is given to in the words behind it."""
    positions = []
    for number, (value, words) in enumerate(said):
        article = Article(f"a{number}", f"{number}.txt", "", "", "", "", words)
        positions.append(Position(article.id, value, (quote(article, words),)))
    return Discrepancy("d", "What?", kind, "contradiction", "major", "They differ", tuple(positions))


@pytest.mark.parametrize(("kind", "said", "marked"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_differs_is_marked_and_nothing_else(
    kind: Kind, said: list[tuple[str, str]], marked: list[list[str]]
) -> None:
    """Position by position; the pieces put together are the quote."""
    dispute = finding(kind, said)
    for position, (_, words), expected in zip(dispute.positions, said, marked, strict=True):
        cut = pieces(position, dispute)
        assert "".join(piece.text for piece in cut) == words
        assert [piece.text for piece in cut if piece.differs] == expected
