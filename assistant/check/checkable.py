"""What in a draft states no fact: questions, greetings, headings, opinion, instructions."""

import re
from collections.abc import Sequence

from assistant.engines.builtin.opinion import EVALUATIVE, LONGEST
from assistant.text.dates import When
from assistant.text.days import WEEKDAYS
from assistant.text.facts import Context, facts_of
from assistant.text.sentences import is_list_item
from assistant.text.stance import QUOTED, REPORTED

CLOSING = "\"'”’) "
HEADING_WORDS = 12
"""A line without a full stop and with fewer words is a heading, unless it gives a number or a date."""
GREETING = re.compile(
    r"(?:good (?:morning|afternoon|evening|night|day)|hello|hi|welcome|dear|thank you|thanks|best regards|"
    r"kind regards|yours (?:sincerely|faithfully)|stay (?:tuned|with us))\b",
    re.IGNORECASE,
)
GREETING_WORDS = 14
STAGE = re.compile(r"[\[(<{][^\])>}]*[\])>}][.:]?$")
"""An instruction in brackets, as scripts have them."""
DATED = re.compile(rf"{'|'.join(WEEKDAYS)}|[\W_]+", re.IGNORECASE)
"""What may stand beside a date in a line that is nothing but a date."""
READING_TIME = re.compile(r"(?:reading time\W+)?\d+(?:\s|-)?(?:min(?:ute)?s?)\b(?: read)?\W*$", re.IGNORECASE)
CONDOLENCE = re.compile(
    r"(?:our|my) (?:thoughts|hearts?|prayers|sympath\w+|condolences)\b[^.]{0,60}\b(?:with|to)\b", re.IGNORECASE
)
MARKUP = re.compile(r"\s*#{1,6}\s")
VIEW = re.compile(
    r"\b(?:i|we) (?:believe|think|feel|hope|fear|suspect|doubt|wish)\b|\bin (?:my|our) (?:view|opinion)\b"
    r"|\b(?:let us|let's)\b",
    re.IGNORECASE,
)
ADVICE = re.compile(r"\b(?:should|must|ought to|needs? to)\b", re.IGNORECASE)
ASKED_OR_SAID = re.compile(r"\b(?:whether|say|says|said|told|calls? for|called for|according)\b", re.IGNORECASE)
"""Advice that somebody gives, or a question that somebody weighs, is a fact."""


def not_checkable(line: str, *, alone: bool) -> str:
    """Why a sentence on one line states nothing that sources could bear out; empty where it does.

    A draft that is one line `alone` is its statement, heading or not.
    """
    if len(line) > LONGEST:
        return "longer than a sentence"
    facts = facts_of(line, Context())
    words = len(facts.tokens)
    numbered = bool(facts.quantities or facts.dates)
    hard = numbered or bool(QUOTED.search(line) or REPORTED.search(line))
    valued = len(facts.stems & EVALUATIVE)
    checks = (
        ("a question", line.rstrip(CLOSING).endswith("?")),
        ("a date line", bool(facts.dates) and not DATED.sub("", _without_dates(line, facts.dates))),
        ("an instruction", bool(STAGE.fullmatch(line))),
        ("a greeting", words < GREETING_WORDS and not numbered and bool(GREETING.match(line))),
        ("a heading", not alone and not numbered and _heading(line, words)),
        ("too short to state anything", words < 2),
        ("a reading time", bool(READING_TIME.match(line))),
        ("a word of sympathy", not numbered and bool(CONDOLENCE.match(line))),
        ("opinion", not hard and bool(VIEW.search(line))),
        ("opinion", not hard and not facts.names and bool(ADVICE.search(line)) and not ASKED_OR_SAID.search(line)),
        ("opinion", not hard and valued >= (3 if facts.names else 2)),
    )
    return next((reason for reason, applies in checks if applies), "")


def _without_dates(line: str, found: Sequence[When]) -> str:
    """What a line says beside dates and clock times."""
    for when in reversed(found):
        line = line[: when.start] + line[when.end :]
    return line


def _heading(line: str, words: int) -> bool:
    if MARKUP.match(line):
        return True
    ends = line.rstrip(CLOSING).endswith((".", "!", "…", ";"))
    return not ends and words < HEADING_WORDS and not is_list_item(line)
