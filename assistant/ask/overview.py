"""Questions for all that the sources tell differently, which no single passage answers: the findings do."""

import re
from functools import lru_cache

from assistant.text.words import Token, tokens

_SOURCES = (
    r"(?:the\s+|these\s+|all\s+|any\s+(?:of\s+the\s+)?)?"
    r"(?:sources?|articles?|reports?|papers?|newspapers|outlets?|accounts?|stories|media|versions?)"
)
_EACH_OTHER = r"(?:\s+(?:with\s+|from\s+)?(?:each\s+other|one\s+another|themselves))?"
_LEAD = r"^\W*(?:(?:and|but|so|then)\s+)*"
_FORMS = tuple(
    re.compile(_LEAD + form, re.IGNORECASE)
    for form in (
        rf"(?:what|where|how|when|on\s+(?:what|which)|about\s+what|which|do|does|did|is|are)\b.*\b{_SOURCES}\s+"
        rf"(?:disagree|differ|contradict|conflict|diverge)s?{_EACH_OTHER}\b(?P<about>.*)$",
        r"(?:what|which|are\s+there|is\s+there|where|list|show)\b[^?]*?\b(?:disagreements?|contradictions?|discrepanc\w+|"
        rf"differences|conflicts|inconsistenc\w+)\s*(?:(?:(?:between|among|in)\s+{_SOURCES})(?P<about>.*)|[?.!]*)$",
        rf"(?:do|does|did)\s+{_SOURCES}\s+(?:all\s+)?agree{_EACH_OTHER}\b(?P<about>.*)$",
        r"what\s+(?:is|are|remains)\s+(?:still\s+)?(?:disputed|contested|in\s+dispute)(?P<about>)[?.!]*$",
    )
)
_TIE = re.compile(r"^\W*(?:(?:on|about|over|in|regarding|as\s+to|when\s+it\s+comes\s+to|concerning)\b)?", re.IGNORECASE)
_AGREED = re.compile(rf"{_LEAD}what\s+do\s+{_SOURCES}\s+(?:all\s+)?agree\b", re.IGNORECASE)
AGREED = "no single passage answers that; assistant brief lists what the sources agree on"


@lru_cache(maxsize=1000)
def asks_for_disputes(question: str) -> tuple[Token, ...] | None:
    """Whether a question asks for what the sources tell differently: about what, empty for anything; else None."""
    found = next((match for form in _FORMS if (match := form.search(question.strip()))), None)
    if not found:
        return None
    return tuple(token for token in tokens(_TIE.sub("", found["about"] or "")) if token.content)


def beyond_passages(question: str) -> str:
    """Why passages cannot answer a question that asks for all that the sources have in common; else empty."""
    return AGREED if _AGREED.match(question) else ""
