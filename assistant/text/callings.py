"""What a sentence calls somebody: the words for an office, a trade or a tie beside a name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.text import trades
from assistant.text.role_words import (
    ARTICLES,
    OWNERS,
    OWNS,
    Calling,
    bare,
    in_body,
    is_head,
    made,
    modifiers,
    modifies,
    plain_word,
)
from assistant.text.stance import quoted_at
from assistant.text.words import STOP

TOKEN = re.compile(r"\S+")
PARTY = (
    r"(?:\s+of\s+[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)?(?:\s*\([^()]{1,40}\))?"
    r"(?:,\s+[DRI]-[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)?(?:,\s+(?:age\s+|aged\s+)?\d{1,3})?"
)
"""What may stand between a name and what its bearer is: a state, a party, an age."""
BEHIND = re.compile(rf"{PARTY}(?:,\s+|\s+[–—―]\s+)(?:(?:now|currently|also)\s+)?(?=[\w“'’])")
AGE = re.compile(r"(?:,\s+(?:age\s+|aged\s+)?\d{1,3}(?:,|\.|\s+who\b)|\s+\(\d{1,3}\)|\s*\([DRI]-[A-Z])")
WHO_IS = re.compile(
    rf"{PARTY},\s+who\s+(?:(?:now|also|currently|once|previously|already)\s+)?"
    r"(?:is|has been|became|serves as|works as|(?P<past>was|had been|(?:has\s+)?served as|worked as))\s+"
    r"(?=(?:the|an?|its)\s)"
)
WHO_LEADS = re.compile(
    rf"{PARTY},\s+who\s+(?P<does>(?:(?:also|now|once|currently)\s+)?"
    r"(?:leads|led|heads|headed|chairs|chaired|directs|"
    r"runs|founded|oversees|commands|represents|represented|coaches|edits|manages|teaches)"
    r"\s+(?:the\s+|[A-Z])[^,.;:()—–]{2,70})"
    r"(?=[,.;:()—–]|$)"
)
IS = re.compile(
    rf"{PARTY},?\s+(?:(?:is|has been|became|remains|serves as|(?P<past>was|served as))\s+(?:(?:now|also|currently|"
    rf"still)\s+)?"
    r"|(?:was|has been)\s+(?:named|appointed|elected|sworn in as)\s+(?:as\s+)?)"
    r"(?=(?:the|an?)\s|[a-z]+(?:\s[a-z]+)?\s(?:of|from|until|at)\s)"
)
CUT = re.compile(
    r"[;:()“”\"—–―]|\s-\s|[,!?](?=\s|$)|(?<!\b[A-Z])(?<!\bMr)(?<!\bM[sr]s)(?<!\bMs)(?<!\b[DS][rt])(?<!\bLt)"
    r"(?<!\b[GS]en)"
    r"(?<!\bRep)(?<!\bGov)\.(?=\s|$)|\s(?:who|whose|which|that|where|when|while|after|before|because|since|until|if|"
    r"during|as|by|but|than|via|amid)\b|\s(?:on|this|last|next)\s(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|week|"
    r"month|year)"
)
STOPPED = frozenset(".,;:!?)")
FINITE = re.compile(
    r"\s(?:said|says|told|tells|is|was|were|are|has|have|had|will|would|could|may|might|did|does|do|can|added|wrote|"
    r"called|spoke|went|came|made|took|got|announced|declared|warned|argued|asked|promised|denied|began|became)\b"
)
PREPOSITIONS = frozenset("of at for in with from on to under against behind and or".split())
TAIL = re.compile(
    r"\s+(?:for|since|until|in|from|between|on|at)\s+(?:(?:more|less|nearly|almost|about|over)\s+(?:than\s+)?)?"
    r"(?:the\s+(?:past|last)\s+)?(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|many|the time|several)\b.*$"
)
"""How long somebody has been it is not what they are."""
DANGLES = re.compile(r"(?:\s+(?:and|or|of|for|in|the|at|with))+$")
CLAUSE = re.compile(
    r"\s+(?:to\s+(?P<verb>[a-z]+)|[a-z]+ed\s+(?:in|by|at|on|with|to|from)|(?<!\bof\s)(?<!\bfor\s)(?<!\bin\s)"
    r"(?!(?:represent|lead|head|runn|oversee|cover|specializ|specialis|investigat|rank|act|manag|found|outgo|incom)ing)"
    r"[a-z]{2,}ing\s+(?:a|an|the|[a-z]+s|[A-Z]\w*))\b"
)
"""A clause behind a noun that tells more than what somebody is: "to open the door"."""
EXPLAINED = re.compile(
    r"(?P<role>(?:\b[Tt]he|\b(?-i:[A-Z])[\w.]*[’']s|\b(?-i:(?:[A-Z][a-z]+\s+){0,2})(?-i:Chief|Speaker|Head|Director|"
    r"Commander|Secretary)\s+of)"
    r"\s[^,;:.()“”\"–—―]{2,90}),\s+(?P<rank>(?:(?:"
    + "|".join(sorted({*trades.RANKS, *trades.RANK_PARTS}, key=len, reverse=True))
    + r")\.?\s+)*)"
    r"(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?$",
    re.IGNORECASE,
)
ENDS_ASIDE = re.compile(r"(?:[,.;:)](?!\s+(?:and|or)\s)|$|\s(?:who|said)\b)")
LISTED = re.compile(
    r"[^,;.]*\s(?:of|for|on)\s(?:the\s)?(?:[A-Z]\w+\s){0,5}(?:of\s)?[A-Z]\w+(?:,\s+[A-Z]\w+)+,?\s+and\s+[A-Z]\w+"
)
"""A body whose name is a list: "the Board of Docks, Locks and Lights"."""
AND = re.compile(r"\s+(?:and|or)\s+(?P<next>\S+)")
BEFORE_VERB = frozenset("to will would can could may might must should not".split())
LONGEST = 14
"""Words of a role; what is longer is a sentence."""


def callings(text: str, start: int, end: int) -> list[Calling]:
    """What a sentence calls the name that stands at a place of it: before it, behind it, by a verb or a "who"."""
    if quoted_at(text, start):
        return []
    found = [
        *(list(_titled(text, start)) or _before(text, start)),
        *_named_after(text, start, end),
        *_behind(text, start, end),
    ]
    kept = [each for each in found if not _says_too_little(each) and len(each.text.split()) <= LONGEST]
    return list({each.text.lower(): each for each in kept}.values())


def honoured(text: str, start: int, end: int) -> bool:
    """Whether an honorific before a name, or an age or a party behind it, tells that it is a person's."""
    ahead = text[max(0, start - 12) : start].split()
    return bool(
        (ahead and plain_word(ahead[-1]) in trades.HONORIFICS and text[start - 1].isspace()) or AGE.match(text, end)
    )


def _says_too_little(calling: Calling) -> bool:
    words = calling.text.split()
    if calling.head in trades.KIN:
        return not re.search(r"[’']s?\s|\bof\s+(?:the\s+|[A-Z])", calling.text)
    return (
        not words
        or words[0].lower() in ("first", "elder", "older", "younger")
        or (len(words) == 1 and calling.head in trades.BARE)
    )


def _titled(text: str, start: int) -> Iterator[Calling]:
    """A title with "of" right before a name: "Secretary of State"."""
    titled = trades.OF_TITLE.search(text[:start])
    if titled and titled["role"].split()[0].lower() not in trades.NEVER:
        yield made(text, titled.start("role"), titled.start("role") + len(titled["role"].rstrip()), "secretary")


def _before(text: str, start: int) -> Iterator[Calling]:
    """What stands right before a name, the nearest first: "army chief Field Marshal", "the actor"."""
    words = list(TOKEN.finditer(text, max(0, start - 120), start))
    while words and text[start - 1 : start].isspace():
        while words and plain_word(words[-1].group()) in trades.HONORIFICS:
            words.pop()
        if not words or not is_head(words[-1].group()):
            return
        noun = words.pop()
        end, head = noun.end(), plain_word(noun.group())
        if head == "general" and words and plain_word(words[-1].group()) in trades.GENERALS:
            noun = words.pop()
            head = f"{plain_word(noun.group())} general"
        if (
            noun.group().islower()
            and words
            and words[-1].group().lower() in BEFORE_VERB
            and "v" in trades.kinds_of(head)
        ):
            return
        first = modifiers(words, head, capital=noun.group()[0].isupper())
        if in_body(words):
            return
        yield made(text, bare(text, noun.start() if first < 0 else first), end, head)
        if head not in trades.RANKS | trades.TITLED:
            return


def _named_after(text: str, start: int, end: int) -> Iterator[Calling]:
    """A noun phrase before a comma that the name explains: "The mayor of Oxmere, Ann Lee, said"."""
    before = EXPLAINED.search(text[:start])
    if not before or FINITE.search(before["role"]):
        return
    ahead, behind = text[: before.start()], text[end:]
    if before["rank"]:  # "the chief of staff, General Ann Lee": no list of persons gives a rank to one alone
        apart = not re.search(r"[A-Z][\w’']+,\s+$", ahead)
    else:
        apart = bool(ENDS_ASIDE.match(behind)) and not re.search(r",\s+$", ahead)
    parsed = _phrase(text, before.start("role"), before.end("role")) if apart else None
    if parsed and parsed.end == before.end("role"):
        yield parsed


def _behind(text: str, start: int, end: int) -> Iterator[Calling]:
    """What follows a name: an apposition, a "who is", or "is" where the name opens the sentence."""
    if who := WHO_LEADS.match(text, end):
        does = re.split(r"\s+(?:and|as|when|since|for|until|but)\s", who["does"])[0]
        yield Calling(does, who.start("does"), who.start("does") + len(does), "leads", True)
    for form, aside in ((WHO_IS, False), (BEHIND, True), (IS, False)):
        found = form.match(text, end)
        if not found or (form is IS and not _opens(text, start)):
            continue
        listed = LISTED.match(text, found.end())
        cut = CUT.search(text, listed.end() if listed else found.end())
        parsed = _phrase(text, found.end(), cut.start() if cut else len(text))
        if parsed and not (aside and not _closed(text, parsed, cut)):
            yield parsed if aside or not found["past"] else _was(text, parsed, found)
            return


def _was(text: str, calling: Calling, found: re.Match[str]) -> Calling:
    """What somebody was, with the verb that says so."""
    start = found.start("past")
    return replace(calling, text=text[start : calling.end], start=start)


def _opens(text: str, start: int) -> bool:
    """Whether a name opens its sentence, titles before it aside: nobody else says that somebody is something."""
    return all(
        plain_word(word) in trades.HONORIFICS | trades.HEADS | trades.QUALIFIERS or word[0].isupper()
        for word in text[:start].split()[1:]
    )


def _closed(text: str, calling: Calling, cut: re.Match[str] | None) -> bool:
    """Whether an aside ends as one: not in a verb, and not in another name that it belongs to."""
    behind = text[calling.end :]
    if not re.match(r"[,.;:)—–―]|\s+[–—―]|$|\s(?:who|whose|which|that|where|after|as|by|[a-z]+ing)\b", behind):
        return False
    explains = re.match(r",\s+(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w.’'-]+)+\s*[,.]", behind)
    listed = re.match(r",?\s+and\s+", behind) and " " not in calling.text
    return not explains and not listed


def _phrase(text: str, start: int, end: int) -> Calling | None:
    """The noun phrase between two places, where what it turns on is what somebody can be."""
    piece = TAIL.sub("", text[start:end]).rstrip()
    finite = FINITE.search(piece) or trades.HELD.search(piece)
    for joined in AND.finditer(piece):
        if not _goes_on(joined["next"]):
            piece = piece[: joined.start()]
            break
    if (clause := CLAUSE.search(piece)) and not (clause["verb"] and trades.noun_like(clause["verb"])):
        piece = piece[: clause.start()]
    piece = DANGLES.sub("", piece)
    words = list(TOKEN.finditer(piece))
    if finite or not words:
        return None
    core = 0
    while core < len(words) and not _ends_core(words[core].group(), core):
        core += 1
    if (
        not core
        or not is_head(words[core - 1].group())
        or any(plain_word(w.group()) in trades.NEVER - STOP for w in words[:core])
    ):
        return None
    if plain_word(words[0].group()) in STOP - ARTICLES - OWNERS or not all(
        modifies(w.group(), "") or _fits(w.group()) for w in words[:core]
    ):
        return None
    return made(text, start, start + len(piece), plain_word(words[core - 1].group()))


def _goes_on(word: str) -> bool:
    """Whether a noun phrase goes on behind "and"; else a verb does."""
    return (
        word[0].isupper()
        or plain_word(word) in ARTICLES | trades.HEADS | trades.QUALIFIERS
        or (plain_word(word) not in trades.NEVER and trades.noun_like(plain_word(word)))
    )


def _fits(word: str) -> bool:
    low = plain_word(word)
    return low in ARTICLES | OWNERS | trades.HEADS or bool(OWNS.search(word))


def _ends_core(word: str, at: int) -> bool:
    return word in PREPOSITIONS or (
        at > 0 and word not in trades.QUALIFIERS and word.endswith("ing") and word.islower()
    )
