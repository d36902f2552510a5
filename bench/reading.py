"""Reading articles, by format, beside the library alone that a user would call instead.

    python -m bench ingest

Made-up articles of some 400 words: as a page of a news site with what surrounds a report there, as a PDF (set by
Typst), as a Word document (written by python-docx), as Markdown, and as a feed with whole texts. Every file is read
once to warm up, then turn by turn. Seconds are of one processor. Ours also finds title, outlet and date, keeps
offsets, marks what is clutter, and looks for what is hidden or addressed to a machine; what the libraries give is the
text. So beside the time stands what comes out: the share of the article's sentences that are in the text, and of the
surrounding lines that are left in it, those not counted that ours marks as clutter."""

import html
import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assistant import read
from bench.records import Better, Figure, Samples, against
from bench.rounds import Size, computed, interleaved
from bench.search import filler

WORDS = 20
"""Sentences of an article: some 400 words."""
AROUND = (
    "Subscribe to our newsletter for the morning briefing",
    "Read more about the harbour and the people who work there",
    "We use cookies to keep the site running; accept all or choose",
    "Share this page with your friends by mail or on other networks",
    "Most read today in the region",
    "All rights reserved, the publisher is not liable for linked pages",
)
NAVIGATION = ("Home", "News", "Politics", "Business", "Sport", "Weather", "Contact")
Reader = Callable[[Path], str]


@dataclass(frozen=True, slots=True)
class Told:
    """A made-up article."""

    title: str
    date: str
    sentences: tuple[str, ...]

    @property
    def paragraphs(self) -> list[str]:
        """Four sentences each."""
        return [" ".join(self.sentences[n : n + 4]) for n in range(0, len(self.sentences), 4)]


def articles(count: int) -> list[Told]:
    """So many, always the same."""
    lines = filler(count * WORDS)
    chance = random.Random(7)
    return [
        Told(
            f"Report {n} on {chance.choice(lines).rstrip('.')[:50]}",
            f"2025-08-{chance.randint(1, 28):02d}",
            tuple(lines[n * WORDS : (n + 1) * WORDS]),
        )
        for n in range(count)
    ]


def page(told: Told) -> str:
    """A page of a news site."""
    links = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in NAVIGATION)
    around = [html.escape(line) for line in AROUND]
    body = "".join(f"<p>{html.escape(each)}</p>\n" for each in told.paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(told.title)}</title>'
        f'<meta property="article:published_time" content="{told.date}T08:00:00Z">'
        f'<meta property="og:site_name" content="The Made-up Gazette"></head><body>'
        f'<header><nav><ul>{links}</ul></nav></header><div class="cookie-banner"><p>{around[2]}</p></div>'
        f"<main><article><h1>{html.escape(told.title)}</h1><p class='byline'>By A Reporter</p>\n{body}</article>"
        f'<aside class="related"><h2>{around[4]}</h2><ul><li><a href="/a">{around[1]}</a></li></ul></aside>'
        f'<div class="newsletter"><p>{around[0]}</p></div><div class="share">{around[3]}</div></main>'
        f"<footer><p>{around[5]}</p></footer></body></html>"
    )


def write_html(told: Told, path: Path) -> None:
    """As a page."""
    path.write_text(page(told), encoding="utf-8")


def write_pdf(told: Told, path: Path) -> None:
    """As a PDF of one or two pages."""
    import typst

    source = f"= #{_typed(told.title)}\n\n{told.date}\n\n" + "\n\n".join(f"#{_typed(each)}" for each in told.paragraphs)
    path.write_bytes(typst.compile(source.encode()))


def _typed(text: str) -> str:
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))


def write_docx(told: Told, path: Path) -> None:
    """As a Word document."""
    import docx

    document = docx.Document()
    document.add_heading(told.title)
    for each in told.paragraphs:
        document.add_paragraph(each)
    document.save(str(path))


def write_md(told: Told, path: Path) -> None:
    """As Markdown."""
    path.write_text(f"# {told.title}\n\n{told.date}\n\n" + "\n\n".join(told.paragraphs) + "\n", encoding="utf-8")


def write_feed(told: Sequence[Told], path: Path) -> None:
    """All of them as one feed with whole texts."""
    entries = "".join(
        f"<item><title>{html.escape(each.title)}</title><link>https://gazette.example/{n}</link><guid>{n}</guid>"
        f"<description>{html.escape(''.join(f'<p>{p}</p>' for p in each.paragraphs))}</description></item>"
        for n, each in enumerate(told)
    )
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Made-up Gazette</title>'
        f"<link>https://gazette.example/</link><description>x</description>{entries}</channel></rss>",
        encoding="utf-8",
    )


def by_trafilatura(path: Path) -> str:
    """A page's text."""
    import trafilatura

    return trafilatura.extract(path.read_text(encoding="utf-8")) or ""


def by_pypdf(path: Path) -> str:
    """A PDF's text."""
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def by_docx(path: Path) -> str:
    """A Word document's text."""
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def by_python(path: Path) -> str:
    """A file's text."""
    return path.read_text(encoding="utf-8")


def by_feedparser(path: Path) -> str:
    """The texts of a feed, with their tags."""
    import feedparser

    return "\n".join(entry.summary for entry in feedparser.parse(path.read_bytes()).entries)


def ours(path: Path) -> str:
    """The texts of a file without what is marked as clutter."""
    found = []
    for article in read(path).articles:
        kept, end = [], 0
        for span in article.clutter:
            kept.append(article.text[end : span.start])
            end = max(end, span.end)
        found.append("".join([*kept, article.text[end:]]))
    return "\n".join(found)


WAYS: dict[str, tuple[str, Reader, Callable[[Told, Path], None]]] = {
    "html": ("trafilatura", by_trafilatura, write_html),
    "pdf": ("pypdf", by_pypdf, write_pdf),
    "docx": ("python-docx", by_docx, write_docx),
    "md": ("Path.read_text", by_python, write_md),
}


def measured(form: str, told: Sequence[Told], folder: Path, size: Size) -> list[Figure]:
    """Articles a second and what comes out, for one format."""
    reader: Reader
    if form == "feed":
        library, reader = "feedparser", by_feedparser
        paths = [folder / "feed.xml"]
        write_feed(told, paths[0])
    else:
        library, reader, write = WAYS[form]
        paths = [folder / f"{n}.{form}" for n in range(len(told))]
        for each, path in zip(told, paths, strict=True):
            write(each, path)
    readers = {"ours": ours, library: reader}
    texts = {name: [_flat(step(path)) for path in paths] for name, step in readers.items()}
    speed = interleaved(
        {name: partial(_rate, step, paths, len(told)) for name, step in readers.items()}, size.pick(5, 2)
    )
    if form == "feed":
        texts = {name: each * len(told) for name, each in texts.items()}
    lines: list[tuple[str, dict[str, Samples], Better]] = [
        ("articles a second", speed, "higher"),
        ("% of its sentences", {name: Samples([_share(each, told)]) for name, each in texts.items()}, "higher"),
    ]
    if form == "html":
        left = {name: Samples([_left(each)]) for name, each in texts.items()}
        lines.append(("% of what surrounds it", left, "lower"))
    return against(f"{form}, {len(told)} articles", lines)


def _rate(step: Reader, paths: Sequence[Path], count: int) -> float:
    return count / computed(lambda: [step(path) for path in paths])


def _flat(text: str) -> str:
    return " ".join(text.split())


def _share(texts: Sequence[str], told: Sequence[Told]) -> float:
    asked = [(_flat(line), text) for each, text in zip(told, texts, strict=True) for line in each.sentences]
    return 100 * sum(line in text or html.escape(line) in text for line, text in asked) / len(asked)


def _left(texts: Sequence[str]) -> float:
    return 100 * sum(line in text for text in texts for line in AROUND) / (len(texts) * len(AROUND))


def figures(size: Size) -> list[Figure]:
    """All formats."""
    told = articles(size.pick(100, 10))
    made: list[Figure] = []
    for form in (*WAYS, "feed"):
        with tempfile.TemporaryDirectory() as folder:
            made += measured(form, told, Path(folder), size)
    return made
