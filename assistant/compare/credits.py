"""Which agency an article as a whole is credited to: by dateline, byline, source line, sign-off or outlet.

Only what stands where a credit stands counts. "The minister told Reuters" is a fact of the report, and
"additional reporting by AP" or "with inputs from agencies" a partial credit; neither is read as one.
"""

import re

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
# As written or in capitals: "By Sana" is somebody, "SANA" an agency.
_WRITTEN = sorted({form for name in _NAMES for form in (name, name.upper())}, key=lambda form: (-len(form), form))
_AGENCY = rf"(?P<agency>{'|'.join(map(re.escape, _WRITTEN))})"
_PLACE = r"[^\W\d_a-z][^\n()]{0,60}?"
_DASH = r"(?:—|–|--?)"
HEAD, TAIL = 8, 4
"""Lines with words at the head and at the end of an article where a credit may stand."""
DATELINES = (
    # OXMERE, Maravel (NWA) — : between a place in capitals and a dash even an unknown sign is an agency's
    re.compile(rf"(?:[^\W\d_a-z]{{3,}}\b[^\n()]{{0,50}}?)?\((?P<agency>[A-Z]{{2,6}})\)\s*{_DASH}\s*(?=\S)"),
    re.compile(rf"(?:{_PLACE})?\({_AGENCY}\)\s*(?:{_DASH}|:)\s*(?=\S)"),
    # LONDON, March 3 (AFP) The ...
    re.compile(rf"{_PLACE}\({_AGENCY}\)\s+(?=[“\"A-Z])"),
    # LONDON, March 3, Reuters — ; AP — ...
    re.compile(rf"(?:{_PLACE}(?:,\s*|\s(?=/)))?{_AGENCY}\s*(?:—|–|--|\s-)\s*(?=\S)"),
)
LINES = (
    re.compile(rf"(?i:by|from)\s+(?i:the\s+)?{_AGENCY}(?i:\s+(?:staff|news agency|correspondent|reporters?))?\.?"),
    re.compile(rf"(?i:by)\s+[\w.’' -]{{3,60}}?(?:,\s*|\s*[–—|/]\s*|\s+-\s+|\s+of\s+)(?:[Tt]he\s+)?{_AGENCY}\.?"),
    re.compile(rf"\(?(?i:source|agency|credit|via|courtesy)\s*[:|-]\s*(?i:the\s+)?{_AGENCY}\.?\)?"),
    re.compile(rf"(?:{_DASH}\s*)?[(\[]?\s*{_AGENCY}\s*[)\]]?\.?"),
    re.compile(rf"©\s*(?:\d{{4}}\s+)?(?i:the\s+)?{_AGENCY}\b.*"),
)
SIGNED = re.compile(rf"[.!?”\"]\s+(?:{_DASH}\s*{_AGENCY}|[(\[]{_AGENCY.replace('agency', 'framed')}[)\]])\.?$")


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
        for form in DATELINES:
            if found := form.match(line):
                return {_short(found["agency"])}
    return set()


def _credited(lines: list[str]) -> set[str]:
    """Lines that are a credit and nothing else."""
    matches = (form.fullmatch(line) for line in lines for form in LINES)
    return {_short(found["agency"]) for found in matches if found}


def _signed(lines: list[str]) -> set[str]:
    """The sign behind the last words: `... on Friday. - Reuters`."""
    signs = (SIGNED.search(line) for line in lines[-TAIL:])
    return {_short(found["agency"] or found["framed"]) for found in signs if found}
