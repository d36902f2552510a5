"""Who a sentence says speaks: the subject of a verb of speech, outside quotations."""

import re
from collections.abc import Iterator

from assistant.text.words import STOP

_REPORTS = (
    r"(?:states|alleged|alleges|added|adds|continued|mentioned|noted|notes|note|stressed|stresses|emphasi[sz]ed|"
    r"emphasi[sz]es|claimed|claims|claim|reported|reports|report|suggested|suggests|suggest|expressed|reiterated|urged|"
    r"called|believes?|believed|thinks?|thought|hopes?|hoped|fears?|feared|shows?|showed|found|finds?|indicates?|"
    r"indicated|reveals?|revealed|promised|promises|vowed|pledged|observed|asks|asked|knows?|learned|agreed|agrees|"
    r"agree|hinted|implied|demanded|proposed)"
)
"""Verbs that also serve other ends, and are speech only before what they report or behind a quotation."""
SAID = (
    r"(?:said|says|say|told|tells|tell|stated|declared|declares|announced|announces|argued|argues|"
    r"argue|insisted|insists|insist|warned|warns|warn|explained|explains|confirmed|confirms|conceded|concedes|"
    r"acknowledged|acknowledges|testified|wrote|writes|replied|replies|responded|tweeted|remarked|asserted|asserts|"
    r"maintained|admitted|admits|estimated|estimates|cautioned|cautions|complained|joked|quipped|"
    r"recalled|boasted|lamented|predicted|predicts|concluded|concludes|contended|contends|contend"
    rf"|{_REPORTS}(?=\s*(?:that\b|[,:“\"\0]|\.?$)|\s+(?:whether|if|how|why)\b)|(?<=[\0”\"]\s){_REPORTS})"
)
DENIED = r"(?:denied|denies|deny|denying|rejected|rejects|refuted|refutes|disputed|disputes|dismissed|dismisses)"
CUE = re.compile(rf"\b(?:{SAID}|{DENIED})\b(?!\s+by\b)")
ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Aa]s per|[Pp]er (?=[A-Z]|the |government|official|police))\s*")
TOLD_BY = re.compile(
    r"\b(?:was|were|been|is|are) (?:also |later |repeatedly )?(?:told|informed|warned|advised|assured|asked|urged) by "
)
MASK = "\0"
OPENING = re.compile(r"[“«]|(?:^|(?<=[\s(\[—–]))(?:\"|''|‘(?=[A-Z]))")
CLOSING = re.compile(r"[”»]|(?<=[^\s(])(?:\"|'')|(?<=[,.?!])’")
BRACKETS = re.compile(r"\([^()]*\)")
BOUND = re.compile(
    r"[,;:\0—―]|(?:^|\s)-{1,2}\s|–|\b(?:that|because|whereas|which|although|though|while|when|if|but|as)\b"
)
AUXILIARY = re.compile(
    r"\s+(?:also|earlier|has|had|have|later|then|since|once|again|still|now|soon|first|will|would|did|does|not|"
    r"(?!family|assembly|ally|supply|july|daily|weekly|italy)[a-z]{3,}ly)$"
)
LEADING = re.compile(r"^(?:but|and|or|so|as|yet|still|meanwhile|however|then)\s+", re.IGNORECASE)
_TIME = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|November|December|\d+)"  # noqa: E501
OPENS_WITH_TIME = re.compile(
    rf"^(?:(?:[Oo]n|[Ii]n|[Bb]y|[Ll]ate on|[Ee]arly on)\s+(?:{_TIME}\s+)+|"
    r"[Ii]n an? (?:statement|interview|tweet|speech)\s+)"
)
SETTING = re.compile(
    r"^(?:[Ii]n|[Aa]t|[Oo]n)\s+(?:\S+\s+){1,3}?"
    r"(?P<who>(?:the|an?|its|his|her|their)\s.+|[^\W\d_a-z]\S+(?:\s[^\W\d_a-z]\S+){0,3})$"
)
"""Where or when, before a subject without a comma between: "In Oxmere the mayor said"."""
ENDS_WITH_TIME = re.compile(
    rf"\s+(?:(?:on|in|late|early)\s+)*(?:{_TIME}(?:\s(?:night|morning|evening|afternoon))?|"
    r"(?:this|last) (?:week|month|year)|"
    r"yesterday|today)$"
)
FINITE = re.compile(r"\b(?:is|was|were|are|would|could|cannot|can|must|it|there)\b")
FOLLOWS = re.compile(
    r"[,;:.\0]\s|[,;:.\0]*$|\0|\s(?:on|in|at|after|during|when|while|as|to|before|who|that|about|by|with|from|was|is|"
    r"and he)\s"
    r"|\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
ABBREVIATED = re.compile(r"(?:^|\s)(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|St|Jr|Sr)$")
NO_SPEAKER = frozenset(
    """it this that which who and but been be was were is are having has have had to not what there then also
    as of in on at by for with from or than later earlier where how why whom whoever let's let’s
    anyone everyone nobody someone up out off down""".split()
)
SOME = frozenset("some others many most both few all".split())
PRONOUNS = frozenset("i he she we they you".split())
NO_SUBJECT = frozenset(
    """if when whether because unless since how what where why following after before with despite to for by of
    than rather including until without upon into so like in at on under over between do does did please no
    let more""".split()
)
COMMON = re.compile(r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s|[a-z]")
"""How a noun phrase begins that the name behind it explains: "the mayor, Ann Lee, said"."""
ASIDES = 3
"""Asides between a name and its verb that are stepped over."""
ENDED = re.compile(r"\s*(?:[.,;:\0]|$|(?:on|in|at|after|during)\s)")
LONGEST = 12
"""Words in the subject of a verb of speech; longer ones are taken to be something else."""


def speaker(sentence: str) -> str:
    """Who a sentence says speaks; empty where it names nobody."""
    plain = masked(sentence)
    return next((who for who in _offered(plain) if who), "")


def _offered(plain: str) -> Iterator[str]:
    for form in (ACCORDING, TOLD_BY):
        for match in form.finditer(plain):
            yield _person(_until(plain, match.end(), clause=form is TOLD_BY))
    for cue in CUE.finditer(plain):
        before = plain[: cue.start()].rstrip()
        while short := AUXILIARY.search(before):
            before = before[: short.start()]
        yield _subject(before)
        if before.endswith((",", MASK)) or not before:
            yield _inverted(plain, cue.end(), quoted=before.endswith(MASK))


def _inverted(plain: str, start: int, *, quoted: bool) -> str:
    """The subject behind its verb, as in "..., said Ann Lee"; without a quotation nothing may follow it."""
    who = _person(_until(plain, start, clause=True))
    if not who or who.split()[0].lower() in PRONOUNS:
        return who if len(who.split()) == 1 else ""
    return who if quoted or ENDED.match(plain, plain.find(who, start) + len(who)) else ""


def masked(sentence: str) -> str:
    """The sentence with what stands in quotation marks or brackets blotted out, character by character."""
    if not any(mark in sentence for mark in '“”"«»‘(') and "''" not in sentence:
        return sentence
    spans: list[tuple[int, int]] = []
    start = -1
    for at, end, opens in _marks(sentence):
        if opens and start < 0:
            start = at
        elif not opens and (start >= 0 or not spans):
            spans.append((max(start, 0), end))
            start = -1
    if start >= 0:
        spans.append((start, len(sentence)))
    for first, last in spans:
        sentence = sentence[:first] + MASK * (last - first) + sentence[last:]
    return BRACKETS.sub(lambda m: " " * len(m.group()), sentence)


def _marks(sentence: str) -> list[tuple[int, int, bool]]:
    opening = [(m.start(), m.end(), True) for m in OPENING.finditer(sentence)]
    taken = {start for start, _, _ in opening}
    closing = [(m.start(), m.end(), False) for m in CLOSING.finditer(sentence) if m.start() not in taken]
    return sorted(opening + closing)


def _subject(before: str) -> str:
    """The subject that ends where the verb begins; of "Ann Lee, 54, the mayor, said" the name."""
    if not before.endswith(","):
        return _person(_last_clause(before))
    *earlier, aside = (part.strip() for part in before[:-1].split(","))
    if not earlier or not aside or aside.split()[0].lower() in ("and", "but", "or"):
        return ""
    whom = next((who for part in earlier[: -ASIDES - 1 : -1] if (who := _person(_last_clause(part)))), "")
    if COMMON.match(whom) and all(word[0].isupper() for word in aside.split()):
        return aside
    return whom


def _last_clause(before: str) -> str:
    """What stands behind the last bound of a clause."""
    start = 0
    for bound in BOUND.finditer(before):
        start = bound.end()
    return before[start:].strip()


def _until(plain: str, start: int, *, clause: bool) -> str:
    """The words from a place on, to where a name or noun phrase ends."""
    rest = plain[start:].lstrip()
    if rest.startswith(MASK):
        return ""
    for match in FOLLOWS.finditer(rest):
        word = match.group().strip()
        if word.startswith(".") and ABBREVIATED.search(rest[: match.start()]):
            continue
        if clause or not word.isalpha() or word in ("who", "that", "was", "is"):
            return rest[: match.start()]
    return rest.rstrip(".")


def _person(words: str) -> str:
    """The words as a speaker, without conjunctions and times; empty where they cannot be one."""
    who = LEADING.sub("", words.strip(" .'’“”\0"))
    who = ENDS_WITH_TIME.sub("", OPENS_WITH_TIME.sub("", who)).strip()
    who = SETTING.sub(r"\g<who>", who)
    parts = who.split()
    if not parts or len(parts) > LONGEST or MASK in who or FINITE.search(who):
        return ""
    first, last = parts[0].lower(), parts[-1].lower()
    if last in NO_SPEAKER or first in NO_SUBJECT or last.isdigit() or last.endswith(("n't", "n’t", "'s", "’s")):
        return ""
    return who if len(parts) > 1 or last in PRONOUNS | SOME or last not in STOP else ""
