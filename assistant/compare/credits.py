"""Which agency an article as a whole is credited to: by dateline, byline, source line, sign-off or outlet.

Only what stands where a credit stands counts. "The minister told Reuters" is a fact of the report, and
"additional reporting by AP" or "with inputs from agencies" a partial credit; neither is read as one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.schema import Article

AGENCIES = {
    "AP": "Associated Press|The Associated Press",
    "Reuters": "Thomson Reuters|Reuters News|Reuters News Agency",
    "AFP": "Agence France-Presse|Agence France Presse|Agence-France Presse",
    "dpa": "Deutsche Presse-Agentur|dpa international",
    "PA": "PA Media|Press Association|PA News Agency",
    "UPI": "United Press International",
    "CP": "Canadian Press|The Canadian Press",
    "AAP": "Australian Associated Press",
    "APP": "Associated Press of Pakistan",
    "PTI": "Press Trust of India",
    "ANI": "Asian News International",
    "IANS": "Indo-Asian News Service",
    "UNI": "United News of India",
    "BSS": "Bangladesh Sangbad Sangstha",
    "IRNA": "Islamic Republic News Agency",
    "ISNA": "Iranian Students' News Agency",
    "AA": "Anadolu|Anadolu Agency|Anadolu Ajansi",
    "Xinhua": "Xinhua News Agency",
    "Kyodo": "Kyodo News",
    "Yonhap": "Yonhap News Agency",
    "TASS": "ITAR-TASS",
    "Interfax": "",
    "RIA Novosti": "RIA",
    "Ukrinform": "",
    "EFE": "Agencia EFE",
    "ANSA": "",
    "Belga": "",
    "ANP": "",
    "NTB": "",
    "Ritzau": "",
    "Lusa": "",
    "PAP": "Polish Press Agency",
    "CTK": "ČTK|Czech News Agency",
    "MTI": "",
    "APA": "Austria Presse Agentur",
    "SPA": "Saudi Press Agency",
    "WAM": "Emirates News Agency",
    "QNA": "Qatar News Agency",
    "SANA": "",
    "MENA": "Middle East News Agency",
    "Bernama": "",
    "Antara": "",
    "Bloomberg": "Bloomberg News",
    "PR Newswire": "PRNewswire|/PRNewswire/",
    "Business Wire": "BUSINESS WIRE",
    "GlobeNewswire": "GLOBE NEWSWIRE",
}
"""Short name of an agency, and the other names it goes by."""
_NAMES = {name: short for short, others in AGENCIES.items() for name in (short, *filter(None, others.split("|")))}
KNOWN = {name.casefold(): short for name, short in _NAMES.items()}
_WORD = re.compile(r"\w+")
# As written or in capitals: "By Sana" is somebody, "SANA" an agency.
_WRITTEN = sorted({form for name in _NAMES for form in (name, name.upper())}, key=lambda form: (-len(form), form))
_FIRST: dict[str, list[str]] = {}
"""The names that begin with a word, longer ones first."""
for _form in _WRITTEN:
    _FIRST.setdefault(_WORD.findall(_form)[0], []).append(_form)
_PLACE = r"[^\W\d_a-z][^\n()]{0,60}?"
_DASH = r"(?:—|–|--?)"
HEAD, TAIL = 8, 4
"""Lines with words at the head and at the end of an article where a credit may stand."""
# OXMERE, Maravel (NWA) — : between a place in capitals and a dash even an unknown sign is an agency's
_SIGN = re.compile(rf"(?:[^\W\d_a-z]{{3,}}\b[^\n()]{{0,50}}?)?\((?P<agency>[A-Z]{{2,6}})\)\s*{_DASH}\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms of a credit to one of some agencies: of a dateline, of a line, and behind the last words."""

    datelines: Sequence[re.Pattern[str]]
    lines: Sequence[re.Pattern[str]]
    signed: re.Pattern[str]


@lru_cache(maxsize=500)
def _forms(names: tuple[str, ...]) -> _Forms:
    """The forms for the names that stand in a line: with all that are known, a pattern takes long to be made."""
    agency = rf"(?P<agency>{'|'.join(map(re.escape, names))})"
    return _Forms(
        datelines=(
            re.compile(rf"(?:{_PLACE})?\({agency}\)\s*(?:{_DASH}|:)\s*(?=\S)"),
            # LONDON, March 3 (AFP) The ...
            re.compile(rf"{_PLACE}\({agency}\)\s+(?=[“\"A-Z])"),
            # LONDON, March 3, Reuters — ; AP — ...
            re.compile(rf"(?:{_PLACE}(?:,\s*|\s(?=/)))?{agency}\s*(?:—|–|--|\s-)\s*(?=\S)"),
        ),
        lines=(
            re.compile(
                rf"(?i:by|from)\s+(?i:the\s+)?{agency}(?i:\s+(?:staff|news agency|correspondent|reporters?))?\.?"
            ),
            re.compile(rf"(?i:by)\s+[\w.’' -]{{3,60}}?(?:,\s*|\s*[–—|/]\s*|\s+-\s+|\s+of\s+)(?:[Tt]he\s+)?{agency}\.?"),
            re.compile(rf"\(?(?i:source|agency|credit|via|courtesy)\s*[:|-]\s*(?i:the\s+)?{agency}\.?\)?"),
            re.compile(rf"(?:{_DASH}\s*)?[(\[]?\s*{agency}\s*[)\]]?\.?"),
            re.compile(rf"©\s*(?:\d{{4}}\s+)?(?i:the\s+)?{agency}\b.*"),
        ),
        signed=re.compile(rf"[.!?”\"]\s+(?:{_DASH}\s*{agency}|[(\[]{agency.replace('agency', 'framed')}[)\]])\.?$"),
    )


@lru_cache(maxsize=500)
def _forms_in(line: str) -> _Forms | None:
    """The forms for the agencies that a line names; none where it names none."""
    words = _FIRST.keys() & _WORD.findall(line)
    names = {name for word in words for name in _FIRST[word] if name in line}
    return _forms(tuple(name for name in _WRITTEN if name in names)) if names else None


def is_agency(outlet: str) -> bool:
    """Whether an outlet is itself an agency."""
    return " ".join(outlet.split()).casefold() in KNOWN


def agency_of(article: Article) -> str:
    """Short name of the agency that the article is credited to; `""` where there is none, or more than one."""
    if is_agency(article.outlet):
        return _short(" ".join(article.outlet.split()))
    pictures = [c for c in article.clutter if c.reason in ("picture credit", "photo caption")]
    lines, start = [], 0
    for line in article.text.split("\n"):
        shown = not any(c.start <= start + len(line) - len(line.lstrip()) < c.end for c in pictures)
        lines += [line.strip()] if line.strip() and shown else []
        start += len(line) + 1
    found = {*_datelined(lines), *_credited([*lines[:HEAD], *lines[-TAIL:]]), *_signed(lines)}
    return found.pop() if len(found) == 1 else ""


def _short(name: str) -> str:
    return KNOWN.get(name.casefold(), name)


def _datelined(lines: list[str]) -> set[str]:
    """Of the first lines the one that opens with a dateline."""
    for line in lines[:HEAD]:
        forms = _forms_in(line)
        for form in (_SIGN, *(forms.datelines if forms else ())):
            if found := form.match(line):
                return {_short(found["agency"])}
    return set()


def _credited(lines: list[str]) -> set[str]:
    """Lines that are a credit and nothing else."""
    matches = (form.fullmatch(line) for line in lines if (forms := _forms_in(line)) for form in forms.lines)
    return {_short(found["agency"]) for found in matches if found}


def _signed(lines: list[str]) -> set[str]:
    """The sign behind the last words: `... on Friday. - Reuters`."""
    signs = (forms.signed.search(line) for line in lines[-TAIL:] if (forms := _forms_in(line)))
    return {_short(found["agency"] or found["framed"]) for found in signs if found}
