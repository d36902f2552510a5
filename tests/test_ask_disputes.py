"""Which findings answer a question: those about what is asked, not those that merely stand in the same sentences."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from assistant.ask.disputes import disputes_on
from assistant.compare.reviews import Reviewed, Stated, respected_in
from assistant.engines.builtin import Builtin
from assistant.ingest import read
from assistant.pipeline import compare
from assistant.schema import Article, Discrepancy, Reading

CORPUS = Path(__file__).parent.parent / "corpus"
FINDINGS = {
    "missing": ("lisk-valley-flood", "contradiction", "How many people are missing?"),
    "found since": ("lisk-valley-flood", "superseded", "How many people are missing?"),
    "deaths": ("lisk-valley-flood", "superseded", "How many people died?"),
    "soldiers": ("lisk-valley-flood", "superseded", "How many soldiers"),
    "term": ("harbour-trust-trial", "contradiction", "How long is the prison term?"),
    "age": ("harbour-trust-trial", "contradiction", "How old is Aldmoor?"),
    "distance": ("lake-sorrel-char", "contradiction", "How much farther north"),
    "leader": ("lake-sorrel-char", "contradiction", "Who is the leader"),
    "fish": ("lake-sorrel-char", "contradiction", "How many fish"),
    "jobless": ("merrowland-economy", "contradiction", "What is the unemployment rate?"),
    "fund": ("merrowland-economy", "contradiction", "How large is the fund"),
    "blame": ("merrowland-economy", "disputed", "Is it so"),
    "growth": ("merrowland-economy", "superseded", "How much did the economy grow?"),
    "president": ("pakistan-iran-reports", "contradiction", "Who is the president of Iran?"),
    "foul": ("provincial-cup-final", "disputed", "Is it so"),
    "signed": ("ulmeria-dovrania-talks", "contradiction", "How many agreements"),
    "planned": ("ulmeria-dovrania-talks", "superseded", "How many agreements"),
    "boats": ("ulmeria-dovrania-talks", "disputed", "Is it so"),
}
"""The findings of the corpus that cases speak of: story, verdict, and how the question opens."""
SHOWN = [
    ("lisk-valley-flood", "How many people are missing?", "missing, found since"),
    ("lisk-valley-flood", "How many people died in the flood?", "deaths"),
    ("lisk-valley-flood", "What is the death toll in Senn?", "deaths"),
    ("lisk-valley-flood", "How many soldiers were sent to the valley?", "soldiers"),
    ("lisk-valley-flood", "How many people died in 1987?", ""),
    ("lisk-valley-flood", "How many homes have no electricity?", ""),
    ("lisk-valley-flood", "How many children died?", ""),
    ("lisk-valley-flood", "Who is the director of the Civil Protection Office?", ""),
    ("harbour-trust-trial", "How long was Aldmoor jailed for?", "term"),
    ("harbour-trust-trial", "How old is Corin Aldmoor?", "age"),
    ("harbour-trust-trial", "Who sentenced Aldmoor?", ""),
    ("harbour-trust-trial", "How many counts was Aldmoor convicted of?", ""),
    ("lake-sorrel-char", "Who leads the institute's lake programme?", "leader"),
    ("lake-sorrel-char", "How long is Lake Sorrel?", ""),
    ("lake-sorrel-char", "How many fish were tagged?", "fish"),
    ("merrowland-economy", "What was unemployment in December?", ""),
    ("merrowland-economy", "How much is the winter fuel fund worth?", "fund"),
    ("pakistan-iran-reports", "Who is Iran's president?", "president"),
    ("pakistan-iran-reports", "How long was the meeting?", ""),
    ("provincial-cup-final", "Was Farrant fouled before the winning goal?", "foul"),
    ("provincial-cup-final", "Who scored the winner?", ""),
    ("ulmeria-dovrania-talks", "How many agreements were signed?", "signed, planned"),
    ("ulmeria-dovrania-talks", "How many patrol boats does Dovrania have?", ""),
    ("ulmeria-dovrania-talks", "Did Dovrania promise to halve its patrol boats?", "boats"),
]
"""Cases that the rule was written with."""
ASIDE = [
    ("lisk-valley-flood", "how many are still unaccounted for", "missing, found since"),
    ("lisk-valley-flood", "How many lives were lost in the Lisk valley?", "deaths"),
    ("lisk-valley-flood", "How many troops are in the valley?", "soldiers"),
    ("lisk-valley-flood", "How many people are in shelters?", ""),
    ("lisk-valley-flood", "When did the government declare a state of emergency?", ""),
    ("lisk-valley-flood", "Who read out the number of missing people?", ""),
    ("lisk-valley-flood", "What share of the dead were children?", ""),
    ("lisk-valley-flood", "When did the number of dead reach 31?", ""),
    ("harbour-trust-trial", "What sentence did the treasurer receive?", "term"),
    ("harbour-trust-trial", "What is the treasurer's age?", "age"),
    ("harbour-trust-trial", "How old is Edmund Vane?", ""),
    ("harbour-trust-trial", "For how many years was Aldmoor treasurer?", ""),
    ("harbour-trust-trial", "What did the judge say about the sentence?", ""),
    ("lake-sorrel-char", "How far north have the spawning grounds moved?", "distance"),
    ("lake-sorrel-char", "Who heads the lake programme at Dunmarrow?", "leader"),
    ("lake-sorrel-char", "How many fish did Hanne Dorrick's grandfather catch?", ""),
    ("lake-sorrel-char", "How much warmer is the lake in autumn?", ""),
    ("merrowland-economy", "What is the jobless rate?", "jobless"),
    ("merrowland-economy", "How fast did the economy grow in the fourth quarter?", "growth"),
    ("merrowland-economy", "Why did prices rise?", "blame"),
    ("merrowland-economy", "How many households did the fuel fund help?", ""),
    ("merrowland-economy", "What was the growth rate for 2024 as a whole?", ""),
    ("merrowland-economy", "Who is the governor of the National Bank?", ""),
    ("pakistan-iran-reports", "Who was president of Iran at the time of the visit?", "president"),
    ("pakistan-iran-reports", "Who is the president of Pakistan?", ""),
    ("pakistan-iran-reports", "Which speaker came to Islamabad?", ""),
    ("provincial-cup-final", "What did Halloran say about the foul?", "foul"),
    ("provincial-cup-final", "Who is the coach of Kelder?", ""),
    ("ulmeria-dovrania-talks", "How many accords did the two countries sign?", "signed, planned"),
    ("ulmeria-dovrania-talks", "Who signed the agreements?", ""),
    ("ulmeria-dovrania-talks", "Where were the agreements signed?", ""),
    ("ulmeria-dovrania-talks", "Would Dovrania withdraw half of its patrol boats?", "boats"),
]
"""Cases that were written with the others and kept aside; the rule was mended by what it did with them."""
FRESH = [
    ("lisk-valley-flood", "How many people were killed?", "deaths"),
    ("lisk-valley-flood", "How many victims has the flood claimed so far?", "deaths"),
    ("lisk-valley-flood", "Are people still missing?", "missing, found since"),
    ("lisk-valley-flood", "How many people live in Senn?", ""),
    ("lisk-valley-flood", "What did Ilse Marrant say about the missing?", ""),
    ("lisk-valley-flood", "When were the soldiers sent?", ""),
    ("lisk-valley-flood", "How many bridges fell?", ""),
    ("lisk-valley-flood", "How much aid did President Velt promise?", ""),
    ("harbour-trust-trial", "How many years in prison did Corin Aldmoor get?", "term"),
    ("harbour-trust-trial", "What prison term was Aldmoor given?", "term"),
    ("harbour-trust-trial", "How much money did Aldmoor take?", ""),
    ("harbour-trust-trial", "Where is Aldmoor held in prison?", ""),
    ("harbour-trust-trial", "Who is the chairwoman of the trust?", ""),
    ("harbour-trust-trial", "Did Aldmoor appeal against his sentence?", ""),
    ("lake-sorrel-char", "Who is the leader of the lake programme?", "leader"),
    ("lake-sorrel-char", "How many kilometres north do the char now spawn?", "distance"),
    ("lake-sorrel-char", "How many authors does the paper have?", ""),
    ("lake-sorrel-char", "Who is the chairwoman of the Anglers' Federation?", ""),
    ("lake-sorrel-char", "How many fish did the institute track?", "fish"),
    ("merrowland-economy", "How high is unemployment in Merrowland?", "jobless"),
    ("merrowland-economy", "How many people are out of work?", ""),
    ("merrowland-economy", "How big is the winter fuel fund?", "fund"),
    ("merrowland-economy", "What is the inflation rate?", ""),
    ("merrowland-economy", "Did the pay deal push up prices?", "blame"),
    ("pakistan-iran-reports", "Is Ebrahim Raisi the president of Iran?", "president"),
    ("pakistan-iran-reports", "When did the president of Iran visit Pakistan?", ""),
    ("provincial-cup-final", "How many people watched the final?", ""),
    ("provincial-cup-final", "Was there a foul on Farrant?", "foul"),
    ("provincial-cup-final", "When did Farrant score?", ""),
    ("ulmeria-dovrania-talks", "Has Dovrania agreed to withdraw patrol boats?", "boats"),
    ("ulmeria-dovrania-talks", "How many agreements were planned?", "signed, planned"),
    ("ulmeria-dovrania-talks", "How long is the border?", ""),
]
"""Cases written after that: 29 of the 32 were right at first sight; the form "how high" was mended since."""


@cache
def story(name: str) -> tuple[tuple[Discrepancy, ...], dict[str, Article]]:
    """The findings of a story of the corpus and its articles."""
    compared = compare(read(CORPUS / name), engine=Builtin())
    return compared.stories[0].discrepancies, {article.id: article for article in compared.articles}


def told(name: str, question: str) -> list[str]:
    """The findings that a question is answered with, by their names in this file."""
    findings, articles = story(name)
    return sorted(
        next(
            key for key, known in FINDINGS.items() if (name, d.verdict) == known[:2] and d.question.startswith(known[2])
        )
        for d in disputes_on(question, findings, articles)
    )


def names(expected: str) -> list[str]:
    """Names of findings that a case lists."""
    return sorted(filter(None, expected.split(", ")))


@pytest.mark.parametrize(("name", "question", "expected"), [*SHOWN, *ASIDE])
def test_a_finding_is_told_where_it_is_asked_for(name: str, question: str, expected: str) -> None:
    """And a question about something else in the same sentences gets none."""
    assert told(name, question) == names(expected)


def test_nothing_false_is_told_of_cases_that_were_kept_aside() -> None:
    """Of fresh questions hardly one misses its finding, and none is told of another."""
    got = [(set(told(name, question)), set(names(expected))) for name, question, expected in FRESH]
    assert not [shown - wanted for shown, wanted in got if shown - wanted]
    assert sum(len(wanted - shown) for shown, wanted in got) <= 2


def test_a_question_on_one_story_meets_no_finding_of_another() -> None:
    """What is asked of a flood is no matter of a trial."""
    cases = [*SHOWN, *ASIDE, *FRESH]
    for name in {case[0] for case in cases}:
        findings, articles = story(name)
        assert not [q for other, q, _ in cases if other != name and disputes_on(q, findings, articles)]


def test_a_false_alarm_is_not_told_unless_an_answer_has_come_in_since() -> None:
    """A person has decided on the answers that were there then."""
    finding = next(f for f in story("harbour-trust-trial")[0] if f.question == "How long is the prison term?")
    stated = tuple(Stated("x.txt", p.quotes[0].text, p.value) for p in finding.positions)
    known = (finding.question, finding.kind, finding.verdict, finding.severity, finding.why)
    review = Reviewed(finding.id, "false_alarm", "", "Ada", "2025-11-09", *known, stated)
    assert respected_in([finding], [review]) == ()
    (kept,) = respected_in([finding], [replace(review, positions=stated[:1])])
    assert kept.review.outdated
    assert respected_in([finding], []) == (finding,)


LAMP = (
    "The council will open the new harbour pool on 4 June 2025, the mayor said. "
    "The fire started in the boat yard at Astin on Monday night. "
    "Marlo Dentry scored the winning goal in the cup final on Saturday."
)
POST = LAMP.replace("on 4 June", "on 11 June").replace("Astin", "Kelder").replace("Marlo Dentry", "Jude Okell")


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("When will the new harbour pool open?", ["date_time"]),
        ("Where did the fire start?", ["place"]),
        ("Who scored the winning goal?", ["identity_role"]),
        ("When did the fire start?", []),
        ("Where was the cup final?", []),
        ("Where is the new harbour pool?", []),
        ("When was the winning goal scored?", []),
        ("Who said the pool will open?", []),
    ],
)
def test_where_when_and_who_it_was(question: str, kinds: list[str]) -> None:
    """A finding that asks no more than that goes by what its sources say happened."""
    pair = enumerate((("The Lamp", LAMP), ("Harbour Post", POST)))
    news = tuple(Article(f"a{n}", f"a{n}.txt", "", outlet, "2025-05-20", "", text) for n, (outlet, text) in pair)
    compared = compare(Reading(news), engine=Builtin())
    findings = compared.stories[0].discrepancies
    assert sorted(f.kind for f in findings) == ["date_time", "identity_role", "place"]
    assert [f.kind for f in disputes_on(question, findings, {each.id: each for each in news})] == kinds
