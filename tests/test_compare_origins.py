"""Origins and groups: copies of one text are one origin, and groups part what they are given."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.compare.groups import grouped
from assistant.compare.origins import CHANGED, find_origins, noted, number_of
from assistant.compare.overlap import FOOTER, Runs, carried, likely, runs
from assistant.schema import Article, Clutter, Discrepancy, Position

WIRE = (
    "Rising water closed the harbour of Oxmere on Monday and drove 40 families from their homes. "
    "The harbour master, Ana Vell, inspected the quay at noon and ordered all boats to stay ashore. "
    "Repairs to the old lighthouse are to begin as soon as the river falls below the first mark."
)
OWN = (
    "When the river came over the steps on Monday, Jory Lund carried his nets to the church hall. "
    "He was not alone there: half of the lower town had come with blankets, cats and bread. "
    "By evening the wardens had brought stoves, and somebody had found a drum."
)
ADVERT = " Read more about boats, nets and lamps in our weekly letter for friends of the sea and the shore."


STATEMENT = (
    "“We closed the harbour at six because the pilots could no longer see the second mark, and we shall open it "
    "again when they can. Nobody who has slept in the church hall will be asked for money, and the wardens who "
    "brought the stoves have the thanks of the whole town and of everyone who sails from it.”"
)


def article(id: str, text: str, *clutter: Clutter) -> Article:
    """An article of nothing but a text."""
    return Article(id, id, "", "", "", "", text, clutter)


def origins(articles: list[Article]) -> dict[str, int]:
    """A number for the origin of each article."""
    return number_of(find_origins(articles))


@pytest.mark.parametrize(
    ("other", "copied"),
    [
        (WIRE, True),
        (WIRE.replace("40 families", "60 families"), True),
        (f"OXMERE (Tern Wire) - {WIRE} More follows.", True),
        (WIRE.split(". ")[0] + ".", True),
        (OWN, False),
        ("", False),
        ("Rain fell.", False),
    ],
)
def test_copies_have_one_origin(other: str, copied: bool) -> None:
    """A wire report with a changed figure, a frame or cut short is still that report."""
    found = origins([article("a1", WIRE), article("a2", other)])
    assert (found["a1"] == found["a2"]) is copied


def test_shared_clutter_makes_no_copy() -> None:
    """Two reports on pages with the same advert have two origins."""
    texts = {"a1": "Rain fell on the hills all day long." + ADVERT, "a2": "A mayor was chosen in the town." + ADVERT}
    marked = [article(id, t, Clutter(t.index(ADVERT), len(t), "advert")) for id, t in texts.items()]
    bare = [article(id, t) for id, t in texts.items()]
    assert len(set(origins(marked).values())) == 2
    assert len(set(origins(bare).values())) == 1


def test_origins_of_three() -> None:
    """Every article has an origin; a copy of a copy shares it."""
    found = origins([article("a1", WIRE), article("a2", OWN), article("a3", WIRE.upper())])
    assert found["a1"] == found["a3"] != found["a2"]


def test_a_statement_quoted_at_length_makes_no_copy() -> None:
    """Two reports of their own may quote the same words: what stands in quotation marks is not counted."""
    left = article("a1", f"{OWN} The mayor said: {STATEMENT} Boats lay idle all day.")
    quay = "The quay stood empty and the gulls had it to themselves on Monday. "
    council = (
        " So the harbour master put it before the council, which sat by candle light until late. "
        "Two members wanted to know who would pay for the oil that the stoves burn each night."
    )
    right = article("a2", quay + STATEMENT + council)
    assert carried(runs(left), runs(right)) == 0
    assert len(set(origins([left, right]).values())) == 2


def test_a_printed_statement_is_a_copy() -> None:
    """A press release that is hardly more than a statement is compared with it."""
    left = article("a1", f"Harbour master: {STATEMENT}")
    right = article("a2", f"{STATEMENT} A statement of the harbour master.")
    assert len(set(origins([left, right]).values())) == 1


def test_a_report_of_two_texts_does_not_make_them_one() -> None:
    """Who copies two agencies adds no origin, and takes none away."""
    first, second = (
        replace(article("a1", WIRE), published="2025-03-03"),
        replace(article("a2", OWN), published="2025-03-03"),
    )
    both = replace(article("a3", f"{WIRE} {OWN}"), published="2025-03-04")
    found = find_origins([first, second, both])
    assert len(found) == 2
    assert [copy.article for origin in found for copy in origin.copies] == ["a3"]


def test_an_origin_says_which_article_is_tied_to_which_and_why() -> None:
    """The later report is named as the copy, with the share of its own words that stand in the earlier one."""
    early = replace(article("a2", WIRE), published="2025-03-03", outlet="Oxmere Echo")
    late = replace(article("a1", f"{WIRE} {OWN}"), published="2025-03-04", outlet="Tern Post")
    (origin,) = find_origins([late, early])
    (copy,) = origin.copies
    assert (origin.articles, origin.why) == (("a1", "a2"), "copies of one text")
    assert (copy.article, copy.of, copy.basis) == ("a1", "a2", "text")
    assert 0.3 < copy.share < 0.7
    assert copy.why == f"{copy.share:.0%} of its own words stand there too"


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        (("Echo", "OXMERE (AP) — "), ("Post", "OXMERE, March 3 (AP) - "), "reports of one agency"),
        (("Echo", "OXMERE (AP) — "), ("Post", "OXMERE (Reuters) - "), ""),
        (("Echo", ""), ("ECHO", ""), "one outlet"),
        (("", ""), ("", ""), ""),
        (("The Associated Press", ""), ("Post", "OXMERE (AP) — "), "reports of one agency"),
    ],
)
def test_one_agency_or_one_outlet_is_one_origin(left: tuple[str, str], right: tuple[str, str], why: str) -> None:
    """Two reports of one agency are not independent, and neither are two of one outlet."""
    articles = [
        Article("a1", "", "", left[0], "", "", left[1] + WIRE),
        Article("a2", "", "", right[0], "", "", right[1] + OWN),
    ]
    found = find_origins(articles)
    assert [origin.why for origin in found] == ([why] if why else ["", ""])


@settings(deadline=None, max_examples=25)
@given(st.permutations(range(5)), st.integers(0, 2))
def test_origins_do_not_hang_on_the_order(order: list[int], dated: int) -> None:
    """The same articles have the same origins and the same ties however they are named."""
    texts = (WIRE, f"{WIRE} {OWN}", OWN, WIRE.replace("40", "60"), "Rain fell.")
    held = [Article(f"a{n}", "", "", "", f"2025-03-0{n + 1}" if dated == 1 else "", "", t) for n, t in enumerate(texts)]
    plain = {frozenset(o.articles): frozenset(o.copies) for o in find_origins(held)}
    assert {frozenset(o.articles): frozenset(o.copies) for o in find_origins([held[n] for n in order])} == plain


def test_of_many_articles_every_copy_is_met_and_few_others() -> None:
    """A text copied whole is entered once, and its copies still meet it."""
    many: dict[str, Runs] = {}
    for number in range(120):
        own = frozenset(range(1000 * number, 1000 * number + 300))
        before = frozenset(range(1000 * (number - 1), 1000 * (number - 1) + 150))
        many[f"a{number:03}"] = own | before if number % 2 else own
    near = {(a, b) for a, b in combinations(sorted(many), 2) if carried(many[a], many[b]) >= 0.35}
    met = set(likely(many))
    assert len(near) == 60
    assert near <= met
    assert len(met) < 3 * len(near)
    wire = frozenset(range(300))
    copies = list(likely({f"w{number:03}": wire for number in range(500)}))
    assert copies == [("w000", f"w{number:03}") for number in range(1, 500)]


def test_a_run_that_all_articles_end_with_is_not_looked_up_for_each() -> None:
    """A footer that was not marked makes no pairs beyond the first fifty articles."""
    footer = frozenset({-1, -2})
    many = {f"a{n:03}": frozenset(range(100 * n, 100 * n + 5)) | footer for n in range(300)}
    assert all(other < f"a{FOOTER:03}" for other, _ in likely(many))


def position(article: str, value: str) -> Position:
    """A position without its words."""
    return Position(article, value, ())


@pytest.mark.parametrize(
    ("positions", "said"),
    [
        ([position("a1", "40"), position("a2", "60")], True),
        ([position("a1", "40"), position("a2", "40"), position("a3", "60")], False),
        ([position("a1", "40"), position("a1", "60")], False),
    ],
)
def test_a_finding_between_copies_says_so(positions: list[Position], said: bool) -> None:
    """A copy with another value was changed by somebody, and the editor is told."""
    found = find_origins([article("a1", WIRE), article("a2", WIRE.replace("40", "60")), article("a3", OWN)])
    finding = Discrepancy("d1", "How many?", "number", "contradiction", "major", "Both cannot be.", tuple(positions))
    (told,) = noted([finding], found)
    assert told.why == (f"Both cannot be. {CHANGED}" if said else "Both cannot be.")


@pytest.mark.parametrize(
    ("items", "links", "groups"),
    [
        ("abc", [], [["a"], ["b"], ["c"]]),
        ("abc", [("a", "c")], [["a", "c"], ["b"]]),
        ("abcd", [("a", "b"), ("c", "d"), ("b", "c")], [["a", "b", "c", "d"]]),
        ("", [], []),
    ],
)
def test_groups_follow_chains(items: str, links: list[tuple[str, str]], groups: list[list[str]]) -> None:
    """Items are together when a chain of links joins them, in the order given."""
    assert grouped(items, links) == groups


ITEMS = list(range(8))
NUMBER = st.sampled_from(ITEMS)


@settings(deadline=None)
@given(st.lists(st.tuples(NUMBER, NUMBER)))
def test_groups_part_the_items(links: list[tuple[int, int]]) -> None:
    """Every item is in exactly one group, linked ones in the same."""
    groups = grouped(ITEMS, links)
    assert sorted(item for group in groups for item in group) == ITEMS
    place = {item: number for number, group in enumerate(groups) for item in group}
    assert all(place[a] == place[b] for a, b in links)
    assert grouped(ITEMS, links[::-1]) == groups
