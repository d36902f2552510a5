"""A note of articles that mean ill: in each of its stories every text is one trick."""

from assistant.cli.options import ENDINGS
from assistant.render import render_file
from assistant.render.plain import one_line
from assistant.schema import (
    Agreement,
    Article,
    Briefing,
    Copy,
    Coverage,
    Discrepancy,
    Event,
    News,
    Origin,
    Person,
    Position,
    Quote,
    Review,
    Role,
    Run,
    Sentence,
    SingleSource,
    Skipped,
    Story,
    Support,
    Tokens,
    Unanswered,
)
from tests.desk.notes import Note

ELSEWHERE = "hostile.example"
"""Where the tricks lead; nothing may be asked for there, and no link may go there."""
TRICKS = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<!-- <script> </style></title></textarea>",
    f"<img src=https://{ELSEWHERE}/p.png onerror=alert(3)>",
    "<svg onload=alert(4)><title>x</title></svg>",
    "\" autofocus onfocus=alert(5) tabindex=1 x='",
    "' onmouseover='alert(6)' x=\"",
    f"<base href=https://{ELSEWHERE}/><meta http-equiv=refresh content=0;url=https://{ELSEWHERE}/>",
    f"<iframe src=https://{ELSEWHERE}/></iframe><link rel=stylesheet href=https://{ELSEWHERE}/x.css>",
    "</mark></div></main></body></html><h1 id=reader class=cite data-quote=0>Closed</h1>",
    f"[click](https://{ELSEWHERE}/c) and [click](javascript:alert(7))",
    f"![picture](https://{ELSEWHERE}/m.png)",
    f"<https://{ELSEWHERE}/a> `code` *bold* _italic_ ~~gone~~ $x^2$",
    f"[^1] [^99]: https://{ELSEWHERE} [a]: https://{ELSEWHERE} ^[inline]",
    ":smile: a^b^ H~2~O @someone #1 -- ... (c) word:",
    "| a | b | # heading > quote - item 1. item",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://hostile.example/h";"x")',
    "\u202egnp.exe\u202c \u2066isolated\u2069 \u200fright",
    "]]> <![CDATA[ <?xml version='1.0'?> &lt;b&gt; &#60;",
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
    "{\\rtf1\\ansi {\\b bold} \\par}",
    f'{{ HYPERLINK "https://{ELSEWHERE}/f" }} {{ INCLUDETEXT "/etc/passwd" }}',
    "\x1b[31mred\x1b[0m \x9b1m \x1b]8;;https://hostile.example\x07link\x1b]8;;\x07 \x08\x00",
    "\\href{https://hostile.example}{x} \\input{/etc/passwd} #include \\\\ %",
    "${alert(8)} {{ 7 * 7 }} {% raw %} <%= 7 %> #{7}",
    "<para><b>x</b> <font color=red>y</para> & <br/>",
    "line\u2028separator\u2029paragraph\x0bvertical\x0cfeed\r\nend",
)
HARMLESS = str.maketrans("<>&\"'", "()+~~")
"""What HTML reads as its own, replaced."""
_COVERAGE = Coverage(2, 4, 1, 4, 2, 1, 1, 1, (Skipped("about other things", 2),), (Skipped("opinion", 3),))


def shown(trick: str) -> str:
    """What a reader is to see of a trick."""
    return one_line(trick)


def briefing(tricks: tuple[str, ...] = TRICKS) -> Briefing:
    """A story for each trick."""
    told = [_story(number, trick) for number, trick in enumerate(tricks)]
    run = Run(tricks[0], "llm", 3, Tokens(1200, 80), {"digest": "0123456789abcdef"}, "0.1.0")
    return Briefing(tuple(story for story, _ in told), tuple(a for _, both in told for a in both), run)


def write(note: Note, tricks: tuple[str, ...] = TRICKS) -> Note:
    """The note in every format."""
    note.folder.mkdir(exist_ok=True)
    result = briefing(tricks)
    for form, ending in ENDINGS.items():
        note.path(ending.removeprefix(".")).write_bytes(render_file(result, form))
    return note


def _article(number: int, letter: str, trick: str) -> Article:
    text = f"{trick} The toll of {number} {letter} rose {trick} to 19. {trick}\n\nNobody knows {trick} why {trick}."
    return Article(f"{letter}{number}", trick, trick, trick, "2025-11-08", f"javascript:alert('{trick}')", text)


def _quote(article: Article, start: int, end: int) -> Quote:
    return Quote(article.id, start, end, article.text[start:end])


def _story(number: int, trick: str) -> tuple[Story, tuple[Article, Article]]:
    both = _article(number, "a", trick), _article(number, "b", trick)
    north, south = both
    whole = (_quote(north, 0, len(north.text)),)
    toll = north.text.index("The toll"), north.text.index("19.") + 3
    here, there = (_quote(north, *toll),), (_quote(south, *toll),)
    answers = Position(north.id, trick, here, trick), Position(south.id, f"not {trick}", there, trick)
    review = Review("confirmed", trick, trick, "2025-11-09")
    finding = Discrepancy(f"f{number}", trick, "number", "disputed", "major", trick, answers, review)
    cleared = Discrepancy(f"c{number}", trick, "number", "differing_scope", "minor", trick, answers)
    story = Story(
        trick,
        (Sentence(trick, here),),
        (Agreement(trick, 2, 2, (Support(north.id, here), Support(south.id, there))),),
        (finding,),
        (SingleSource(north.id, trick, whole),),
        (Event("2025-11-07", trick, north.id, here, (finding.id,)),),
        (cleared,),
        _COVERAGE,
        (north.id, south.id),
        (Origin((north.id,)), Origin((south.id,), "", (Copy(south.id, north.id, "text", 0.8, trick),))),
        (Person(trick, (Role(trick, north.id, here),)),),
        (Unanswered(trick, north.id, here),),
        (Sentence(trick, here),),
        (News("answer", trick, finding.id, trick, here),),
    )
    return story, both
