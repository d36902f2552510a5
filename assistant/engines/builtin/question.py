"""What a question asks for: the kind of thing, the noun that names it, and the words that an answer stands among."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.text.lexicon import entry, lemma
from assistant.text.names import names
from assistant.text.words import STOP, Token, tokens

Kind = Literal[
    "count", "duration", "age", "share", "figure", "date", "person", "place", "thing", "nature", "reason", ""
]
"""`figure`: a number with a unit; `thing`: a name or noun of a sort; `nature`: what something is; empty: any words."""

ENDS = re.compile(r"(?<=[.?!])[\"”’']?\s+(?=[\"“]?[A-Z0-9])")
QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
_UNITS_OF_TIME = "seconds|minutes|hours|days|nights|weeks|months|years|decades"
_FORMS: tuple[tuple[Kind, str], ...] = (
    ("duration", rf"how long|how many (?:more |additional )?(?:{_UNITS_OF_TIME})"),
    ("age", r"how old|(?:what|which) (?:was |is |were )?(?:the )?(?:[\w-]+ )?age"),
    ("share", r"(?:what|which) (?:percentage|percent|per cent|share|proportion|fraction)"),
    ("count", r"how many|(?:what|which) (?:is |was |were |are )?(?:the )?(?:[\w-]+ )?(?:number|population)"),
    ("figure", r"how (?:much|far|tall|high|large|big|wide|deep|heavy|fast|hot|cold|close|near|strong)"),
    (
        "figure",
        r"(?:what|which) (?:is |was |were |are )?(?:the |a )?(?:[\w-]+ ){0,2}?(?:amount|price|cost|figure|salary|"
        r"magnitude|size|length|height|weight|distance|speed|temperature|value|rate|score|fine|sum|toll)",
    ),
    ("date", r"how soon|how (?:early|late)|(?:what|which) (?:[\w-]+ )?(?:day|date|year|month|decade|century|time)"),
    ("date", r"what (?:is|was) (?:the )?(?:[\w’'-]+ ){0,4}?(?:date|year|birthday)"),
    ("date", r"^\W*when (?=was|is|are|were|did|do|does|will|has|have|had|would|could|can|should|might)"),
    ("reason", r"why|(?:due to|because of) (?:what|which)|what (?:\w+ )?(?:reason|cause|caused|prompted|led)"),
    ("place", r"where"),
    ("person", r"who|whom|whose"),
)
FORMS = tuple((kind, re.compile(rf"\b(?:{form})\b", re.IGNORECASE)) for kind, form in _FORMS)
"""Looked for in this order in the sentence that asks; a form that counts outranks "who" or "where" beside it."""
PHRASE = re.compile(
    r"\b(?:which|what)(?:'s|’s)?\s+(?:of\s+(?:the|these)\s+(?:following\s+)?)?(?=(?P<words>[^?;]+))", re.IGNORECASE
)
IS = re.compile(r"^(?:is|was|are|were|does|do|did|has|have|had|will|would|could|can|might|should)\b", re.IGNORECASE)
OPENS_PHRASE = re.compile(r"^(?:is|was|are|were)\s+(?:the|an?|its|his|her|their|[\w.’'\s-]+?['’]s?)\s+", re.IGNORECASE)
WHAT_IS = re.compile(r"\W*what(?:['’]s|\s+(?:is|was|are|were)|\s+do(?:es)?\b.*\b(?:mean|refer|stand))\b", re.IGNORECASE)
TIES = re.compile(
    r"\b(?:who|what)(?:['’]s|\s+(?:is|was|are|were))\s+(?:the\s+|an?\s+|[\w.’'-]+[’']s?\s+)(?!(?:name|type|kind)\b)",
    re.IGNORECASE,
)
CLOSES = frozenset(
    """of for in on at by to from with that which who whose did does do is are was were will would could can might
    should has have had this these during after before according and or as""".split()
)
EMPTY_HEADS = frozenset("type kind sort form name title part".split())
"""Nouns that hand the question on to what they are of: "what type of music"."""
PERSONS = frozenset(
    """person man woman people director artist singer musician composer author writer actor actress player leader
    president minister king queen husband wife spouse father mother son daughter brother sister architect creator
    founder owner coach winner champion senator governor mayor philanthropist celebrity golfer driver character
    performer producer designer inventor successor predecessor ceo chairman judge justice lawmaker politician
    star superstar athlete individual head rapper quarterback monarch""".split()
)
PLACES = frozenset(
    """country city state nation region town county area island place location continent province village capital
    territory district street venue""".split()
)
NATURES = frozenset(
    """profession occupation job medium genre sport language party position role format function religion
    nationality discipline instrument industry subject species""".split()
)
"""What is told of something by saying what it is: "X is a biologist"."""
WHO_IS = re.compile(
    r"\bwho(?:['’]s|\s+(?:is|was|are|were))\s+(?:the\s+|an?\s+)?(?:[\w.’'-]+[’']s\s+)?(?P<words>[^?]+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart.

    `focus` is the base form of the noun asked for ("which country", "how many agreements"), empty where there is
    none. `words` are the content words of the sentence that asks, `setting` those of the sentences before it; names
    are lower case.
    """

    text: str
    kind: Kind
    focus: str
    words: tuple[Token, ...]
    setting: tuple[Token, ...]
    names: tuple[str, ...]
    titles: tuple[str, ...] = ()
    relation: str = ""


def read_question(text: str) -> Question:
    """What a question asks for, read from its words."""
    parts = [part for part in ENDS.split(text.strip()) if part]
    at = next((i for i, part in reversed(list(enumerate(parts))) if _asks(part)), len(parts) - 1)
    asking = parts[at] if parts else ""
    kind, focus = _sought(asking)
    named = tuple(dict.fromkeys(name.core for name in names(text)))
    return Question(
        text=asking,
        kind=kind,
        focus=focus,
        words=tuple(t for t in tokens(asking) if t.content and not _form_word(t, asking)),
        setting=tuple(t for i, part in enumerate(parts) if i != at for t in tokens(part) if t.content),
        names=named,
        relation=focus if TIES.search(asking) and focus not in NATURES else "",
        titles=tuple(" ".join(found.lower().split()) for found in QUOTED.findall(text)),
    )


def _asks(part: str) -> bool:
    return bool(PHRASE.search(part) or any(form.search(part) for _, form in FORMS))


def _form_word(token: Token, asking: str) -> bool:
    """Whether a word belongs to how the question is put: "how long", "approximately"."""
    behind = asking[: token.start].rstrip().lower()
    return behind.endswith("how") or token.lower in ("approximately", "roughly")


def _sought(asking: str) -> tuple[Kind, str]:
    """The kind of thing that a sentence asks for, and the noun for it."""
    phrase = _phrase(asking)
    for kind, form in FORMS:
        found = form.search(asking)
        if found and not (kind in ("person", "place") and (phrase or _relative(asking, found.start()))):
            return kind, _focus(kind, asking, found.end()) or phrase
    if not phrase:
        return ("nature" if WHAT_IS.match(asking) else ""), ""
    return _kind_of(phrase), phrase


def _kind_of(noun: str) -> Kind:
    if noun in PERSONS:
        return "person"
    if noun in PLACES:
        return "place"
    return "nature" if noun in NATURES else "thing"


def _relative(asking: str, at: int) -> bool:
    """Whether "who" or "where" follows what it speaks of: "the man who"."""
    before = asking[:at].rstrip()
    return bool(before) and (before.endswith(",") or before[-1].isalnum()) and "which" in asking.lower()


def _phrase(asking: str) -> str:
    """The head noun behind "which" or "what", as a base form; empty where a verb follows."""
    best = ""
    for match in PHRASE.finditer(asking):
        words = match["words"]
        if IS.match(words):
            opened = OPENS_PHRASE.match(words)
            words = words[opened.end() :] if opened else ""
            words = "" if words[:1].isupper() else words  # "what is the Halcyon" names no sort of thing
        best = _head(words) or best
    return best


def _head(words: str) -> str:
    """The last noun of a noun phrase that words open with."""
    head = ""
    run = list(tokens(words))
    for before, token in zip((None, *run), run, strict=False):
        parted = before is not None and "," in words[before.end : token.start]
        if parted or token.lower in CLOSES:
            if head in EMPTY_HEADS and token.lower == "of":
                head = ""
                continue
            break
        if token.lower in STOP or token.text[0].isdigit() or token.lower.endswith("ly"):
            continue
        if head and not _may_be_noun(token, 2):
            break
        if _may_be_noun(token, 20) and not (head and token.text[0].isupper()):
            head = _noun(token.lower)
        if head and words.startswith(("'s", "’s"), token.end):
            break
    return head


def _noun(low: str) -> str:
    """The base form of a noun: an owner is not what is more own."""
    return low if low.endswith(("er", "or")) and entry(low) else lemma(low)


def _may_be_noun(token: Token, odds: int) -> bool:
    """Whether a word is a noun at least once in so many times that it is a verb or an adjective."""
    base = _noun(token.lower)
    known = entry(base)
    if known is None or (token.lower.endswith("ed") and base != token.lower):
        return known is None and not token.lower.endswith(("ed", "ing"))
    others = max(known.kinds.get("v", 0), known.kinds.get("a", 0))
    return "n" in known.kinds and odds * known.kinds["n"] >= others


def _focus(kind: Kind, asking: str, end: int) -> str:
    """The noun of "how many baby swings" and of "who is the director of", as a base form."""
    if kind == "count":
        return "population" if "population" in asking.lower() else _head(asking[end:])
    who = WHO_IS.search(asking) if kind == "person" else None
    noun = _head(who["words"]) if who else ""
    return noun if noun in PERSONS else ""
