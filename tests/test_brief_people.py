"""Who is who: which names are persons, what the sources call them, and who is one with whom."""

from collections.abc import Sequence
from time import process_time

import pytest

from assistant.brief import brief_story
from assistant.brief.people import people
from assistant.schema import Article, Compared, Copy, Coverage, Origin
from assistant.text.callings import callings
from assistant.text.full_names import same

COVERAGE = Coverage(1, 0, 0, 0, 0, 0, 0, 0)


def story(*texts: str, days: Sequence[str] = ()) -> list[Article]:
    """Articles of one story, a day apart unless told otherwise."""
    given = days or [f"2026-05-{number:02}" for number in range(1, len(texts) + 1)]
    return [
        Article(f"a{n}", f"{n}.txt", "", "", day, "", text)
        for n, (text, day) in enumerate(zip(texts, given, strict=True), 1)
    ]


def compared(articles: Sequence[Article], origins: tuple[Origin, ...] = ()) -> Compared:
    """A comparison without findings, each article its own origin unless told otherwise."""
    found = origins or tuple(Origin((article.id,)) for article in articles)
    return Compared("", (), (), (), (), COVERAGE, tuple(a.id for a in articles), found)


def told(*texts: str) -> dict[str, list[str]]:
    """The persons of a story in order, each with the wordings of the roles."""
    articles = story(*texts)
    return {p.name: list(dict.fromkeys(r.text for r in p.roles)) for p in people(articles, (), compared(articles))}


def called(text: str, name: str) -> list[str]:
    """What a sentence calls a name."""
    start = text.index(name)
    return [calling.text for calling in callings(text, start, start + len(name))]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Transport minister Ann Lee spoke.", "Transport minister"),
        ("Former Oxmere Mayor Ann Lee spoke.", "Former Oxmere Mayor"),
        ("The Tarnish president, Ann Lee, spoke.", "Tarnish president"),
        ("The mayor of Oxmere, Ann Lee, spoke.", "mayor of Oxmere"),
        ("Ann Lee, chief engineer of the roads agency, spoke.", "chief engineer of the roads agency"),
        ("Ann Lee, 54, a spokeswoman for Mr. Brack, spoke.", "spokeswoman for Mr. Brack"),
        (
            "Ann Lee, who has been a coxswain in the lifeboat service for 22 years, spoke.",
            "coxswain in the lifeboat service",
        ),
        ("Ann Lee, who leads the harbour board, spoke.", "leads the harbour board"),
        ("Ann Lee is the harbour master's deputy and clerk.", "the harbour master's deputy and clerk"),
        ("Ann Lee is the clerk of the board.", "clerk of the board"),
        ("Ann Lee was treasurer from 2012 until she left.", "was treasurer"),
        ("Ann Lee, who worked as a tax lawyer before, spoke.", "worked as a tax lawyer"),
        ("The agency's chief engineer, Ann Lee, spoke.", "The agency's chief engineer"),
        ("Bram Oster’s lawyer Ann Lee spoke.", "Bram Oster’s lawyer"),
        ("Secretary of State Ann Lee spoke.", "Secretary of State"),
        ("Secretary General Ann Lee spoke.", "Secretary General"),
        ("The recently fired harbour director Ann Lee spoke.", "fired harbour director"),
        ("They met ex-Vice President Ann Lee.", "ex-Vice President"),
        ("The chief of staff of the fleet, Admiral Ann Lee, spoke.", "chief of staff of the fleet"),
        (
            "Ann Lee, director of the Board of Docks, Locks and Lights, spoke.",
            "director of the Board of Docks, Locks and Lights",
        ),
        ("Ann Lee, a bus driver buying potatoes, spoke.", "bus driver"),
        ("Ann Lee, the ranking Democrat on the board, spoke.", "ranking Democrat on the board"),
        ("Union President Ann Lee spoke.", "Union President"),
        ("In it, union President Ann Lee spoke.", "union President"),
    ],
)
def test_a_role_is_told_in_the_words_of_the_source(text: str, role: str | None) -> None:
    """Before the name, behind it, or by a verb; without its article, its length of time, or what follows."""
    found = called(text, "Ann Lee")
    assert role in found if role else found == []


@pytest.mark.parametrize(
    "text",
    [
        "After talks with Ann Lee, the president said that all was well.",
        "“The mayor, Ann Lee, lied,” he said.",
        "They rushed to champion Ann Lee at the polls.",
        "Her counterpart Ann Lee spoke.",
        "They met the mayor, Ann Lee and Bram Oster.",
        "They wrote to Ann Lee, Secretary of State Bram Oster and the fleet.",
        "He said Ann Lee is the founder of a gang.",
        "A businessman president,” Ann Lee said.",
        "Ann Lee, the latest Republican to leave, spoke.",
        "They met Ann Lee, the mayor of Oxmere, Bram Oster, and the clerk.",
    ],
)
def test_what_is_said_of_somebody_else_is_no_role(text: str) -> None:
    """A wrong role is a false statement about a person."""
    assert called(text, "Ann Lee") == []


def test_a_verb_before_a_title_is_no_part_of_it() -> None:
    """Whom a speaker counters is not called so; nor does the credit of a picture belong to a title."""
    assert called("It helped to counter President Ann Lee.", "Ann Lee") == ["President"]
    assert called("said Press Secretary Ann Lee.", "Ann Lee") == ["Press Secretary"]
    assert called("Bo Dell/AP Prime Minister Ann Lee waves.", "Ann Lee") == ["Prime Minister"]


def test_mentions_are_one_person() -> None:
    """By last name, with a middle initial, a short first name, a rank or an honorific."""
    found = told(
        "Robert Brandel, the mayor of Oxmere, spoke. Mr Brandel left. Brandel waved.",
        "Bob T. Brandel, a lawyer, spoke. Dr. Brandel left.",
        "Field Marshal Brandel was there.",
    )
    assert found == {"Bob T. Brandel": ["mayor of Oxmere", "lawyer"], "Brandel": ["Field Marshal"]} or found == {
        "Bob T. Brandel": ["mayor of Oxmere", "lawyer", "Field Marshal"]
    }


def test_two_of_one_family_are_two() -> None:
    """A last name alone goes to neither of them, unless a title tells whose it is."""
    found = told(
        "Mayor Ann Brandel met her brother, the lawyer Tom Brandel. Brandel laughed. Mayor Brandel left.",
        "Tom Brandel Jr., a sailor, spoke. Tom Brandel, a lawyer, left.",
    )
    assert found["Ann Brandel"] == ["Mayor"]
    assert found["Tom Brandel"] == ["lawyer"]
    assert found["Tom Brandel Jr"] == ["sailor"]


def test_a_title_goes_to_no_relative() -> None:
    """A president who is not named in full is not the daughter who is."""
    found = told(
        "The daughters, Mia Brandel and Ida Brandel, were there. President Brandel spoke. The clerk Mia Brandel left."
    )
    assert "President" not in found["Mia Brandel"]


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("ann lee", "ann lee", True),
        ("ann lee", "ann m lee", True),
        ("ann b lee", "ann m lee", False),
        ("j christopher brack", "chris brack", True),
        ("bill brack", "william brack", True),
        ("tom brack", "ann brack", False),
        ("tom brack jr", "tom brack", False),
        ("van brandel", "ann van brandel", True),
        ("ann brandelin", "ann brandelyn", True),
        ("ann lee", "ann leek", False),
    ],
)
def test_full_names_of_one_person(left: str, right: str, one: bool) -> None:
    """What is short for what, and what is somebody else's."""
    assert same(tuple(left.split()), tuple(right.split())) is one
    assert same(tuple(right.split()), tuple(left.split())) is one


def test_father_and_son_called_the_same_in_one_article_are_two() -> None:
    """An article that calls both by their full names tells them apart."""
    found = told("President Jan Brandel began it, and President Jan W. Brandel, his son, ended it.")
    assert list(found) == ["Jan W. Brandel", "Jan Brandel"] or set(found) == {"Jan Brandel", "Jan W. Brandel"}


def test_roles_that_differ_stand_as_each_source_gives_them() -> None:
    """Two holders of one office, and two wordings, are both told; a wording within another of its sources is not."""
    found = told(
        "Tarnish President Ivo Kestrel met the guests. President Kestrel smiled.",
        "Tarnish President Oda Marl met the guests.",
        "Former Tarnish President Oda Marl met the guests.",
    )
    assert found == {
        "Oda Marl": ["Tarnish President", "Former Tarnish President"],
        "Ivo Kestrel": ["Tarnish President"],
    }


def test_what_is_no_person_is_not_told() -> None:
    """Places, bodies, firms, and a name that one source gives without a role."""
    found = told(
        "Oxmere Harbour Trust, the owner of the quay, sued. In New Marl, the mayor, who was away, fell silent. "
        "Republican Tarn voted. Tolland Motors, a partner, agreed. Ida Quell walked by. Quell sang."
    )
    assert found == {}


def test_a_name_without_a_role_needs_two_independent_sources() -> None:
    """Two copies of one report are one source."""
    articles = story("We saw Jorun Quorn. Then Quorn sang.", "We saw Jorun Quorn. Then Quorn sang.")
    assert [p.name for p in people(articles, (), compared(articles))] == ["Jorun Quorn"]
    copied = Origin(("a1", "a2"), "copies", (Copy("a2", "a1", "text", 1.0, "its words stand in the other"),))
    assert people(articles, (), compared(articles, (copied,))) == ()


def test_most_sources_come_first_then_most_mentions() -> None:
    """The order in which a reader meets them."""
    found = told(
        "Mayor Ida Quell met the clerk Bo Marsh and Judge Ann Fell. Marsh wrote. Marsh left.",
        "Judge Ann Fell spoke.",
    )
    assert list(found) == ["Ann Fell", "Bo Marsh", "Ida Quell"]


def test_every_role_has_its_words() -> None:
    """The quote is the sentence that gives the role; each article gives a wording once."""
    articles = story("Rain fell. Mayor Ida Quell spoke. Mayor Ida Quell left.", "It was Mayor Quell.")
    (quell,) = people(articles, (), compared(articles))
    assert [(r.text, r.article, r.quotes[0].text) for r in quell.roles] == [
        ("Mayor", "a1", "Mayor Ida Quell spoke."),
        ("Mayor", "a2", "It was Mayor Quell."),
    ]
    assert all(q.text == articles[0].text[q.start : q.end] for q in quell.roles[0].quotes)


def test_a_briefing_has_its_people() -> None:
    """The story that is rendered carries them."""
    articles = story("Mayor Ida Quell did not say who would pay.")
    made = brief_story(articles, (), compared(articles))
    assert [p.name for p in made.people] == ["Ida Quell"]
    assert [u.article for u in made.unanswered] == ["a1"]


def test_many_articles_are_read_quickly() -> None:
    """Forty articles of fifteen sentences, with two hundred persons."""
    lines = [
        f"Mayor A{chr(97 + n % 26)}na Qu{chr(97 + n // 26)}{chr(97 + n % 26)}l met the clerk, and did not say why."
        for n in range(200)
    ]
    articles = story(*(" ".join(lines[n * 5 : n * 5 + 15]) for n in range(40)), days=["2026-05-01"] * 40)
    start = process_time()
    brief_story(articles, (), compared(articles))
    assert process_time() - start < 3


def test_a_name_that_is_spelled_in_two_ways_is_shown_in_the_first() -> None:
    """One note is the same whenever it is made: nothing hangs on the order of a set."""
    straight, curly = "Mayor Ann O'Dell spoke in Oxmere.", "Mayor Ann O’Dell spoke in Oxmere."
    assert list(told(straight, curly)) == ["Ann O'Dell"]
    assert list(told(curly, straight)) == ["Ann O’Dell"]


def test_a_stretch_longer_than_a_sentence_calls_nobody_anything() -> None:
    """A list or a dump without a full stop is no sentence that a note can quote."""
    assert told("Transport minister Ann Lee spoke.") != {}
    assert told(f"Transport minister Ann Lee spoke {'of the fire, the flood, ' * 70}and left.") == {}
