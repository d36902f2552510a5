"""What a question asks for: the kind of answer, what is counted, and the words that say of what."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.text.dates import When
from assistant.text.facts import Context, facts_of
from assistant.text.names import Name
from assistant.text.words import Token

Asks = Literal["count", "amount", "age", "share", "time", "place", "person", "reason", "said", "whether", "thing", ""]
_OPENING = r"^(?:(?:and|but|so|then|in|on|at|by|to|from|for|of|with|about|exactly|roughly|since|until)\s+)*"
_FORMS: tuple[tuple[str, Asks], ...] = (
    (r"how many\b", "count"),
    (r"how old\b", "age"),
    (r"(?:what|which) (?:share|percentage|proportion|fraction|part)\b", "share"),
    (r"how (?:much|long|far|high|large|big|fast|deep|tall|wide|heavy|often|hot|cold|warm|strong)\b", "amount"),
    (r"(?:when|(?:what|which) (?:day|date|time|year|month|hour)|how long ago|how soon)\b", "time"),
    (r"(?:where|(?:what|which) (?:city|town|place|country|village|street))\b", "place"),
    (r"(?:who|whom|whose|who's|who’s|(?:what|which) (?:person|people|man|woman))\b", "person"),
    (r"(?:why|how come|(?:what|which) (?:caused|led to|reason)|for what reason)\b", "reason"),
    (r"what (?:did|does|do|has|have|had) .*\b(?:say|said|tell|told|think|claim|claimed|argue|hold)\b", "said"),
    (
        r"(?:is|are|was|were|did|do|does|has|have|had|will|would|could|can|should|isn[’']t|wasn[’']t|didn[’']t)\b",
        "whether",
    ),
    (r"(?:what|which|name|tell)\b", "thing"),
)
FORMS = tuple((re.compile(_OPENING + form, re.IGNORECASE), kind) for form, kind in _FORMS)
MEASURED = re.compile(r"\bhow (\w+)", re.IGNORECASE)
COUNTED = re.compile(
    r"\bhow (?:many|much)\s+(?:of\s+(?:the|these|those|them)\s+)?(?:more\s+|other\s+)?([^?]*)", re.IGNORECASE
)
FRAME = frozenset(
    """people person persons number total totals figure figures count exact exactly many much long far big large
    latest current currently present official officially source sources article articles paper papers media
    question time moment name amount answer give tell exist""".split()
)
"""Words of a question that say how it is asked, not of what."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question in parts. `words` are what it says beside names, dates and figures; `counted` is what is counted."""

    text: str
    asks: Asks
    words: tuple[Token, ...]
    names: tuple[Name, ...]
    dates: tuple[When, ...]
    counted: tuple[Token, ...] = ()
    measured: str = ""
    """The word behind "how", such as "long"."""


@lru_cache(maxsize=1000)
def read_question(text: str) -> Question:
    """A question read by its form: what opens it tells what it asks for; empty where that is none of the forms."""
    facts = facts_of(text, Context())
    how = MEASURED.search(text)
    asks: Asks = next((kind for form, kind in FORMS if form.match(text.strip())), "")
    taken = [
        *((name.start, name.end) for name in facts.names),
        *((when.start, when.end) for when in facts.dates),
        *((figure.start, figure.end) for figure in facts.quantities),
    ]
    words = tuple(
        token
        for token in facts.tokens
        if token.content
        and token.lower not in FRAME
        and not (how and token.start == how.start(1))
        and not any(a <= token.start < b for a, b in taken)
    )
    counted = COUNTED.search(text) if asks in ("count", "amount") else None
    behind = [t for t in facts.tokens if counted and t.start >= counted.start(1)]
    return Question(text, asks, words, facts.names, facts.dates, tuple(behind[:3]), how[1].lower() if how else "")
