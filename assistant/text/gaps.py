"""Where a text says that something is not known: what it says so of, and what kind of answer would tell it."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.schema import Span
from assistant.text.stance import quoted_at

Kind = Literal["who", "where", "when", "how many", "why", "decision", "comment", "other"]
_ASK = r"(?:who|whom|whose|what|when|where|whether|why|how|which|if)"
_NOT = r"(?:\s+(?:not|n[’']t)|n[’']t|not)"
_SOON = (
    r"(?:\s+(?:yet|immediately|publicly|fully|entirely|exactly|still|officially|specifically|directly|formally|"
    r"quite))*"
)
_BE = r"(?:is|are|was|were|remains?|remained|['’]s)"
_TOLD = (
    r"(?:made public|announced|released|disclosed|identified|named|determined|decided|established|confirmed|explained|"
    r"revealed|published|resolved|settled|verified|specified|agreed|scheduled|set)"
)
_TELL = (
    rf"(?:say\s+(?:\w+\s+)?{_ASK}|say(?=[.,;]|$)|specify|explain|disclose|reveal|identify|name|indicate|elaborate on|"
    r"discuss|clarify|release|confirm)\b(?!\s+himself)"
)
_DETAIL = (
    r"(?:details?|figures?|numbers?|reasons?|explanations?|names?|dates?|timetable|timeline|specifics|information|"
    r"motives?|"
    r"estimates?|breakdown|evidence|examples|particulars|totals?|costs?|account)"
)
_FORMS = (
    rf"\b{_BE}(?:\s+(?:still|as yet|so far|also))?{_NOT}{_SOON}\s+(?:clear|known|certain|{_TOLD})(?!\s+(?:to|for|"
    rf"as|by|about|of|that)\b|-)",
    rf"\b{_BE}(?:\s+(?:still|as yet|so far|also|largely|currently))?\s+(?:unclear|unknown|undisclosed|"
    rf"unexplained|undetermined)\b",
    rf"\bit\s+{_BE}\s+(?:still\s+)?(?:uncertain|undecided)\s+{_ASK}\b|\bremains?\s+(?:uncertain|undecided|"
    rf"unresolved|unsolved|unanswered|a mystery|an open question|to be seen)\b",
    rf"\b(?:has|have|had){_NOT}{_SOON}\s+been{_SOON}\s+{_TOLD}\b",
    rf"\b(?:has|have|had){_NOT}{_SOON}\s+(?:said|decided|determined|disclosed|specified|explained|commented)\b",
    rf"\b(?:has|have){_NOT}{_SOON}\s+(?:announced|named|identified|released|revealed|established)\b(?!\s+"
    rf"(?:that|himself|herself)\b)",
    rf"\b(?:did|does|do|would|could|will|can){_NOT}{_SOON}\s+(?:say|know(?!\s+what\s+(?!caused|happened|led))|"
    rf"tell\s+\w+(?:\s+\w+)?|indicate|explain|specify|clarify)\s+(?:\w+\s+)?{_ASK}\b",
    rf"\b(?:did|would|could){_NOT}{_SOON}\s+(?:specify|disclose|reveal|elaborate on|identify|name|clarify)\s+"
    rf"(?!was\b|is\b|were\b|are\b|himself|herself)\w+",
    rf"\b(?:did|would|could|has|have|had){_NOT}{_SOON}\s+(?:provided?|given?|offer(?:ed)?|released?)\s+"
    rf"(?:\w+\s+){{0,3}}?{_DETAIL}\b",
    rf"\b(?:would|could){_NOT}{_SOON}\s+(?:comment|be (?:independently )?(?:verified|confirmed|determined|"
    rf"learned|established|reached))\b",
    r"\b(?:declined|declines|refused|refuses|declining|refusing)\s+(?:\w+ly\s+)?to\s+(?:immediately\s+|"
    r"publicly\s+|directly\s+)?"
    rf"(?:comment|elaborate|{_TELL}|(?:provide|give|offer)\s+(?:\w+\s+){{0,3}}?{_DETAIL})\b",
    rf"\bdid{_NOT}{_SOON}\s+(?:respond|reply|return\s+(?:\w+\s+){{0,3}}?(?:calls?|messages?|requests?|"
    rf"e-?mails?))\b(?=[^.]*\b(?:request|comment|message|call|e-?mail|inquir|quer|question))",
    rf"\b(?:has|have|had)\s+yet\s+to\s+(?:be\s+{_TOLD}|decide|determine|announce|name|say|disclose|release|"
    rf"comment|rule|respond|identify|explain|confirm|publish|reveal|set\s+a)\b",
    rf"\b(?:will|would)(?:{_NOT}|\s+only)\s+be\s+(?:known|{_TOLD}|clear)\s+(?:until|before|for|when|after|once)\b",
    rf"\bno\s+(?:immediate\s+|official\s+|further\s+|other\s+|firm\s+|final\s+)?(?:{_DETAIL}|decision|cause|word|"
    rf"suspects?|price|venue|culprit)\s+"
    rf"(?:was|were|has been|had been|have been|is|are)\s+(?:yet\s+|immediately\s+)?(?:given|made|offered|"
    rf"provided|available|known|reached|taken|found|{_TOLD})\b",
    r"\b(?:there\s+(?:was|is|has been|had been)|with)\s+no\s+(?:immediate\s+|official\s+)?(?:word|comment|"
    r"response|claim of responsibility|explanation)\b",
    rf"\b(?:no\s?-?one|nobody|none|no\s+(?:group|official|\w+))\s+(?:has|had|have|would|could|will|can)\s+"
    rf"(?:yet\s+|so far\s+|immediately\s+)?"
    rf"(?:claimed\s+responsibility|say\b|said\s+{_ASK}|explain(?:ed)?\b|been\s+(?:named|identified|able to say))",
    rf"\b(?:no\s?-?one|nobody)\s+(?:yet\s+|really\s+)?(?:knows?|knew|is saying|was saying)\s+(?:\w+\s+)?{_ASK}\b",
    rf"\bwithout\s+(?:\w+ly\s+)?(?:giving|providing|offering|specifying|disclosing)\s+(?:\w+\s+){{0,2}}?"
    rf"(?:{_DETAIL}|{_ASK})\b",
    rf"\bwithout\s+(?:saying|specifying|explaining)\s+(?:exactly\s+)?{_ASK}\b",
    r"\b(?:still|are|is|were|was)\s+(?:trying|working|seeking|attempting)\s+to\s+(?:determine|establish|find out|"
    r"identify|learn|work out|understand)\s+(?:who|what|when|where|whether|why|how|which|the (?:cause|motive|"
    r"identity))\b",
    r"\b(?:leaves?|left)\s+(?:it\s+|the\s+\w+\s+)?open\b(?=\s*(?:[.,;]|$|whether|who|how|why))",
    r"\b(?:questions?|doubts?)\s+(?:\w+\s+){0,4}?remain(?:s|ed)?\s+(?:open|unanswered)\b",
)
"""How a text says that something is not known, not decided, not disclosed, or that nobody would say."""
CUE = re.compile(
    r"\b(?:not|nor?|none|nobody|cannot|without|unclear|unknown|undisclosed|unexplained|undetermined|uncertain|"
    r"undecided|"
    r"unresolved|unsolved|unanswered|mystery|declin\w+|refus\w+|yet|remains?|trying|working|seeking|attempting|only|"
    r"open)\b|n[’']t\b",
    re.IGNORECASE,
)
"""A word without which none of the forms can match."""
HYPOTHETICAL = re.compile(r"(?:\b(?:if|unless|suppose|lest)\b|\b(?:may|might|should)\s)[^,;:]*$", re.IGNORECASE)
ONCE = re.compile(
    r"\b(?:at first|initially|at the time|at that time|back then|for years|for decades|originally|previously)\b",
    re.IGNORECASE,
)
"""It was not known then; it may be by now."""
UNTIL = re.compile(r"\b(?:was|were|did|had)\b(?:\s+not|n[’']t)\b[^,;]{0,40}\buntil\b", re.IGNORECASE)
FEELING = re.compile(
    r"\b(?:what to (?:say|think|do|expect|make)|how to|whether to (?:laugh|cry)|what (?:else|more) (?:to|I|we)|what "
    r"(?:he|she|you|they)[’']?\w*\s+"
    r"(?:talking|thinking|doing)|where to (?:start|begin))\b",
    re.IGNORECASE,
)
MINE = re.compile(r"\b(?:I|you|my|your)\b[^,;.]{0,30}$")
OUR_OWN = re.compile(
    r"\b(?:we)\b(?:\s+(?:still|just|simply))?\s+(?:do|does|did)(?:\s+not|n[’']t)\s+(?:yet\s+)?know\b",
    re.IGNORECASE,
)
"""Within a quotation only what somebody says for those who should know counts."""
NAMELESS = re.compile(r"\banonym\w+\b", re.IGNORECASE)
NO_GAP = re.compile(
    r"\b(?:sooner)\b|\bbefore\s*(?:[.,;”\"]|$)|\bnot authorized\b|\b(?:whether|if) (?:he|"
    r"she) had\b",
    re.IGNORECASE,
)
"""What tells that something was not known before, that a source is not named, or that a memory fails."""
REPORTED = re.compile(
    r"\b(?:which|that|why|how|who|what)\s+(?:\w+\s+){0,2}$|\b(?:he|she) (?:was|is|were)\s*$|\bhad\s*$", re.IGNORECASE
)
"""Before the words of a gap: it stands in another's question, beside the point, or in the past of the past."""
ALLUDES = re.compile(r"\bname\s+[A-Z]")
"""Not to name somebody whom one means is no secret."""
KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("comment", re.compile(r"\b(?:comment|respond|reply|return\w*|reached|elaborate|response)\b", re.IGNORECASE)),
    (
        "how many",
        re.compile(
            r"\b(?:how (?:many|much|long|often|far|large|big|high|old)|figures?|numbers?|totals?|costs?|price|"
            r"estimates?)\b",
            re.IGNORECASE,
        ),
    ),
    ("when", re.compile(r"\b(?:when|date|timetable|timeline)\b", re.IGNORECASE)),
    ("where", re.compile(r"\b(?:where|venue|whereabouts)\b", re.IGNORECASE)),
    ("why", re.compile(r"\b(?:why|cause[ds]?|reasons?|motives?|explanation|led to|how)\b", re.IGNORECASE)),
    ("decision", re.compile(r"\b(?:decision|decide[ds]?|rule|undecided)\b", re.IGNORECASE)),
    (
        "who",
        re.compile(r"\b(?:who|whom|whose|identi\w+|names?|named|responsibility|suspects?|culprit)\b", re.IGNORECASE),
    ),
)
"""What kind of answer is missing, by the words of the question; looked at in this order."""


STOPS = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|[A-Z])\.")
"""Full stops that end no sentence."""
ASKED = re.compile(rf"\b(?!which\b){_ASK}\s+(?P<rest>[^;.?]+)", re.IGNORECASE)
ASKED_BEFORE = re.compile(
    r"(?<!,\s)\b(?:who|what|when|where|whether|why|how)\s+(?P<rest>[^;.?]+?)(?<!,)\s*$", re.IGNORECASE
)
END = re.compile(r"[,;:.—–]\s")
SAYS = re.compile(r"\b(?:said|says|told|added)\s*(?:that\s*)?$")
ACTIVE = re.compile(
    r"\b(?:declin\w+|refus\w+|specify|disclose|reveal|identify|name|clarify|giv\w+|provid\w+|offer\w*|word|set a)\b",
    re.I,
)
"""Cues behind which stands what is not told."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What a sentence says is not known. `cue` are the words that say so; `kind` what would answer it.

    `asked` are the words that say what of: "the leaders will meet".
    """

    cue: Span
    kind: Kind
    asked: str


def gap(sentence: str) -> Gap | None:
    """What a sentence itself says is not known; None for a denial, a feeling, a condition or a question."""
    sentence = STOPS.sub(lambda stop: f"{stop[0][:-1]} ", sentence)
    if not CUE.search(sentence) or sentence.rstrip("”\"'’ ").endswith("?") or FEELING.search(sentence):
        return None
    for form in _forms():
        for found in form.finditer(sentence):
            if _counts(sentence, found):
                return Gap(Span(found.start(), found.end()), _kind(sentence, found), _asked(sentence, found))
    return None


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Made for the first sentence that has a cue: most texts have none."""
    return tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)


def _counts(sentence: str, found: re.Match[str]) -> bool:
    if HYPOTHETICAL.search(sentence[: found.start()]) or ONCE.search(sentence) or UNTIL.search(sentence):
        return False
    before = sentence[: found.start()]
    if (
        MINE.search(before)
        or NAMELESS.search(sentence)
        or NO_GAP.search(sentence, found.start())
        or REPORTED.search(before)
        or ALLUDES.search(found[0])
    ):
        return False
    return not _quoted(sentence, found.start()) or bool(OUR_OWN.search(sentence))


def _quoted(sentence: str, place: int) -> bool:
    """Whether a place stands in a quotation, also in one that an earlier sentence opened."""
    behind = sentence[place:]
    opened = sentence.count('"') % 2 == 1 and '"' not in sentence[:place]
    return quoted_at(sentence, place) or behind.count("”") > behind.count("“") or opened


def _question(sentence: str, found: re.Match[str]) -> re.Match[str] | None:
    """The clause that asks what is not known: behind the words that say so, else before them."""
    return ASKED.search(sentence, found.start()) or ASKED_BEFORE.search(sentence[: found.start()])


def _kind(sentence: str, found: re.Match[str]) -> Kind:
    """The kind by the word that asks, else by the cue and what it is said of."""
    question = _question(sentence, found)
    parts = (question[0][:14] if question else "", found[0], _asked(sentence, found))
    return next((kind for words in parts for kind, form in KINDS if form.search(words)), "other")


def _asked(sentence: str, found: re.Match[str]) -> str:
    """The clause behind a word that asks, else what is not told, else what it is said of."""
    if question := _question(sentence, found):
        return question["rest"]
    rest = END.split(sentence[found.end() :])[0]
    if len(rest.split()) > 1 and ACTIVE.search(found[0]):
        return rest
    before = sentence[: found.start()]
    clause = END.split(before)[-1]
    return before if SAYS.search(clause) else clause
