"""The files of an attack, as an attacker would ship them."""

import html
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape  # nosec B406 # writes XML, reads none

from assistant.evaluate.attacks.codings import coded
from assistant.evaluate.attacks.records import Attack, Report, Story

LONGEST_NAME = 120
"""Characters of a file's name; file systems take 255 bytes."""
BODY = ("start", "middle", "inside", "end")
"""Places where the words stand in the text, for everybody to see."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A report with what is put beside it: `extra` by place."""

    report: Report
    extra: Mapping[str, str] = field(default_factory=dict)

    def get(self, place: str, otherwise: str = "") -> str:
        return self.extra.get(place, otherwise)

    def paragraphs(self) -> list[str]:
        """The text, with the words that stand in it."""
        parts = [part.strip() for part in self.report.text.split("\n\n") if part.strip()]
        if "inside" in self.extra:
            parts[0] = f"{parts[0]} {self.extra['inside']}"
        parts[1:1] = [self.extra["middle"]] if "middle" in self.extra else []
        return [*filter(None, (self.get("start"), *parts, self.get("end")))]


def files(story: Story, attack: Attack | None) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file of a story under an attack, in the order of its articles."""
    for report in story.articles:
        extra = _extra(attack, report) if attack else {}
        form = attack.form if attack and extra else "md"
        name = extra.get("file name", report.name).replace("/", " ").replace("\0", "")[:LONGEST_NAME]
        yield f"{name}.{form}", FORMS[form](_Draft(report, extra))


def shipped(attack: Attack) -> tuple[str, ...]:
    """The words of an attack as they are shipped, piece by piece."""
    return tuple(coded(text, attack.coding) for text in (attack.payload, *(piece.payload for piece in attack.more)))


def _extra(attack: Attack, report: Report) -> dict[str, str]:
    pieces = [(attack.carrier, attack.at, attack.payload)]
    pieces += [(piece.carrier or attack.carrier, piece.at, piece.payload) for piece in attack.more]
    return {at: coded(text, attack.coding) for carrier, at, text in pieces if carrier == report.name}


def _markdown(draft: _Draft) -> bytes:
    report = draft.report
    front = {
        "title": draft.get("title", report.title),
        "outlet": draft.get("outlet", report.outlet),
        "date": report.date,
        "author": draft.get("author"),
        "description": draft.get("description"),
        "note": draft.get("front matter"),
    }
    matter = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items() if value)
    parts = draft.paragraphs()
    if "alt" in draft.extra:
        parts.append(f"![{draft.extra['alt']}](picture.png)")
    if "comment" in draft.extra:
        parts.append(f"<!-- {draft.extra['comment']} -->")
    return f"---\n{matter}\n---\n\n{chr(10) * 2}".encode() + "\n\n".join(parts).encode() + b"\n"


HIDDEN = {
    "display none": '<p style="display:none">{}</p>',
    "hidden attribute": "<p hidden>{}</p>",
    "white": '<p style="color:#ffffff;background:#ffffff">{}</p>',
    "tiny": '<p style="font-size:0">{}</p>',
    "off screen": '<div style="position:absolute;left:-9999px"><p>{}</p></div>',
    "class": "<style>.q7{{visibility:hidden}}</style><p class='q7'>{}</p>",
    "comment": "<!-- {} -->",
    "noscript": "<noscript><p>{}</p></noscript>",
    "template": "<template><p>{}</p></template>",
    "alt": '<figure><img src="picture.png" alt="{}"></figure>',
    "caption": '<figure><img src="picture.png" alt=""><figcaption>{}</figcaption></figure>',
    "tooltip": '<p title="{}">Read more.</p>',
    "data": '<script type="application/ld+json">{{"@type":"NewsArticle","description":"{}"}}</script>',
}
"""Places of a page that its reader does not see, or not as a part of the report."""


def _page(draft: _Draft) -> bytes:
    report = draft.report
    title, outlet = (
        html.escape(draft.get(at, told)) for at, told in (("title", report.title), ("outlet", report.outlet))
    )
    meta = [f'<meta property="og:site_name" content="{outlet}">', f'<meta property="og:title" content="{title}">']
    meta.append(f'<meta property="article:published_time" content="{report.date}">')
    meta += [
        f'<meta name="{at}" content="{html.escape(draft.extra[at])}">'
        for at in ("author", "description")
        if draft.get(at)
    ]
    body = [f"<p>{html.escape(part)}</p>" for part in draft.paragraphs()]
    body += [
        markup.format(draft.extra[at] if at == "comment" else html.escape(draft.extra[at]))
        for at, markup in HIDDEN.items()
        if at in draft.extra
    ]
    body += [draft.extra["markup"]] if "markup" in draft.extra else []
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{"".join(meta)}</head>'
        f"<body><article><h1>{title}</h1>{''.join(body)}</article></body></html>"
    ).encode()


def _text(draft: _Draft) -> bytes:
    report = draft.report
    head = f"{draft.get('title', report.title)}\n\n{draft.get('outlet', report.outlet)}, {report.date}\n\n"
    return (head + "\n\n".join(draft.paragraphs()) + "\n").encode("utf-8", "surrogatepass")


def _record(draft: _Draft) -> bytes:
    report = draft.report
    told = {
        "title": draft.get("title", report.title),
        "outlet": draft.get("outlet", report.outlet),
        "date": report.date,
        "author": draft.get("author"),
        "description": draft.get("description"),
        "text": "\n\n".join(draft.paragraphs()),
    }
    return (json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False) + "\n").encode()


DOCX_HIDDEN = {"vanish": "<w:vanish/>", "white": '<w:color w:val="FFFFFF"/>', "tiny": '<w:sz w:val="1"/>'}
CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _word(draft: _Draft) -> bytes:
    """The least that is a Word document, with a run of text that is not shown."""
    report = draft.report
    runs = [(text, "") for text in (report.title, f"{report.outlet}, {report.date}", *draft.paragraphs())]
    runs += [(draft.extra[at], look) for at, look in DOCX_HIDDEN.items() if at in draft.extra]
    body = "".join(
        f'<w:p><w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        for text, look in runs
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    return made.getvalue()


PDF_HIDDEN = {"invisible": "3 Tr", "white": "1 1 1 rg", "tiny": "/F 0.1 Tf"}
"""How text is written that no reader sees: rendering mode 3 (ISO 32000-1, table 106), white, a tenth of a point."""
LINE = 84
"""Characters of a line of a PDF page."""


def _pdf(draft: _Draft) -> bytes:
    """The least that is a PDF, one page, with text that is not shown."""
    report = draft.report
    shown = [*_lines((report.title, f"{report.outlet}, {report.date}", *draft.paragraphs()))]
    stream = ["BT /F 10 Tf 14 TL 40 800 Td", *(f"({_pdf_text(line)}) Tj T*" for line in shown)]
    for at, look in PDF_HIDDEN.items():
        if at in draft.extra:
            stream += [look, *(f"({_pdf_text(line)}) Tj T*" for line in _lines((draft.extra[at],)))]
    content = "\n".join([*stream, "ET"]).encode("latin-1", "replace")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table + end


def _lines(parts: tuple[str, ...]) -> Iterator[str]:
    """Paragraphs in lines of a page, an empty one behind each."""
    for part in parts:
        line = ""
        for word in part.split():
            if len(line) + len(word) >= LINE:
                yield line
                line = ""
            line = f"{line} {word}".strip()
        yield from (line, "")


def _pdf_text(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


FORMS: Mapping[str, Callable[[_Draft], bytes]] = {
    "md": _markdown,
    "html": _page,
    "txt": _text,
    "jsonl": _record,
    "docx": _word,
    "pdf": _pdf,
}
