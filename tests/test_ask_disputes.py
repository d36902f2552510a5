"""Which findings answer a question: those about what is asked, not those that merely stand in the same sentences."""

from functools import cache
from pathlib import Path

import pytest

from assistant.ask.disputes import disputes_on
from assistant.engines.builtin import Builtin
from assistant.ingest import read
from assistant.pipeline import compare
from assistant.schema import Article, Discrepancy

CORPUS = Path(__file__).parent.parent / "corpus"
FINDINGS = {
    "missing": ("lisk-valley-flood", "contradiction", "How many people are missing?"),
    "found since": ("lisk-valley-flood", "superseded", "How many people are missing?"),
    "deaths": ("lisk-valley-flood", "superseded", "How many people died?"),
    "soldiers": ("lisk-valley-flood", "superseded", "How many soldiers"),
    "term": ("harbour-trust-trial", "contradiction", "How long is the prison term?"),
    "age": ("harbour-trust-trial", "contradiction", "How old is Aldmoor?"),
    "distance": ("lake-sorrel-char", "contradiction", "What distance"),
    "leader": ("lake-sorrel-char", "contradiction", "Who is the leader"),
    "fish": ("lake-sorrel-char", "contradiction", "How many fish"),
    "jobless": ("merrowland-economy", "contradiction", "What is the unemployment rate?"),
    "fund": ("merrowland-economy", "contradiction", "How much money"),
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
"""Cases written after that, which nothing was changed by."""


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
