"""Who somebody is: whether a sentence says what a person is, and does not merely name them."""

import re
from functools import lru_cache

from assistant.text.names import TITLES, names
from assistant.text.offices import ROLE_WORDS

_WHO_IS = re.compile(r"^\W*(?:and\s+)?who(?:['’]s|\s+(?:is|was|are|were))\s+(?P<who>[^?]+?)[\s?.!]*$", re.IGNORECASE)
_TITLE = "|".join(sorted(map(re.escape, {*TITLES, *ROLE_WORDS} - {"mr", "mrs", "ms", "miss"}), key=len, reverse=True))
_BEHIND = (
    r"(?:\s+\([^)]{2,60}\)|,\s+(?:\d+,\s+)?(?:who\b|whose\b|the\s|an?\s|then\s|now\s|[a-z])"
    r"|\s+(?:is|was)\s+(?:an?|the|one)\s)"
)


def named_in(question: str) -> str:
    """The last name of the person whom a question asks to be told of; empty where it asks for something else."""
    found = _WHO_IS.match(question)
    named = names(f"x {found['who']}") if found else ()
    return named[0].text.split()[-1] if found and len(named) == 1 and named[0].text == found["who"].strip() else ""


@lru_cache(maxsize=200)
def _forms(last: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    first = r"(?:[^\W\d_a-z][\w.’'-]*\s+){0,3}"
    title, name = rf"\b(?i:{_TITLE})", rf"{first}{re.escape(last)}\b"
    return (
        re.compile(rf"{title}\.?,?\s+{name}"),
        re.compile(rf"\b{re.escape(last)}{_BEHIND}|{title}\s+(?:of|at|for)\s[^,.;]+,\s+{name}"),
    )


def describes(last: str, text: str) -> bool:
    """Whether a sentence says what the person of that last name is: a title, an office, an aside, "X is a ..."."""
    return any(form.search(text) for form in _forms(last))
