"""What in a draft states no fact: questions, greetings, headings, opinion, instructions."""

import re

from assistant.engines.builtin.opinion import EVALUATIVE, LONGEST
from assistant.text.days import WEEKDAYS
from assistant.text.facts import Context, facts_of
from assistant.text.sentences import is_list_item
from assistant.text.stance import QUOTED, REPORTED
from assistant.text.words import tokens

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
    dated = [*WEEKDAYS, *(token.lower for when in facts.dates for token in tokens(when.text))]
    checks = (
        ("a question", line.rstrip(CLOSING).endswith("?")),
        ("an instruction", bool(STAGE.fullmatch(line))),
        ("a date", bool(facts.dates) and all(token.lower in dated for token in facts.tokens)),
        ("a greeting", words < GREETING_WORDS and not numbered and bool(GREETING.match(line))),
        ("a heading", not alone and not numbered and _heading(line, words)),
        ("too short to state anything", words < 2),
        ("opinion", not hard and bool(VIEW.search(line))),
        ("opinion", not hard and not facts.names and bool(ADVICE.search(line)) and not ASKED_OR_SAID.search(line)),
        ("opinion", not hard and valued >= (3 if facts.names else 2)),
    )
    return next((reason for reason, applies in checks if applies), "")


def _heading(line: str, words: int) -> bool:
    if MARKUP.match(line):
        return True
    ends = line.rstrip(CLOSING).endswith((".", "!", "…", ";"))
    return not ends and words < HEADING_WORDS and not is_list_item(line)
