"""Feeds that are made to keep a reader busy, or to break it: read in a time that grows with their size, or told."""

import time
from pathlib import Path

import pytest

from assistant.ingest import feed, read
from assistant.schema import Reading

SAID = "The ferry Astrid sank off Marlow on Friday."


def rss(items: str, before: str = "") -> str:
    """A feed with these entries."""
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>'


def item(inside: str) -> str:
    """An entry that says one thing, and holds something else."""
    return f"<item>{inside}<title>Ferry</title><description>{SAID}</description></item>"


MANY = 30_000
ATTRIBUTES = " ".join(f"a{n}=''" for n in range(MANY))
ENTITIES = "".join(f"<!ENTITY a{n} 'x'>" for n in range(3000))
NESTED = "".join(f"<!ENTITY {chr(98 + n)} '{(chr(38) + chr(97 + n) + ';') * 10}'>" for n in range(9))
BUSY = {
    "attributes": rss(item(f"<x {ATTRIBUTES}/>")),
    "author": rss(item(f"<author>{'a' * 3 * MANY}@</author>")),
    "itunes author": rss(item(f"<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>{'a' * MANY}@</dc:creator>")),
    "open comments in markup": rss(item(f"<category>{'&lt;!--' * 2000}</category>")),
    "nested tags": rss(item("<x>" * 3000 + "</x>" * 3000)),
    "entities of entities": rss(item("&j;"), f"<!DOCTYPE rss [<!ENTITY a 'xxxxxxxxxx'>{NESTED}]>"),
    "many entities": rss(item("&a1;"), f"<!DOCTYPE rss [{ENTITIES}]>"),
    "open doctypes": rss(item(""), "<!DOCTYPE a [" * 3000),
    "ampersands": rss(item("<category>" + "&" * MANY + "</category>")),
    "a date of many digits": rss(item(f"<pubDate>{'9' * MANY}-01-01T00:00:00Z</pubDate>")),
    "coordinates": rss(item(f"<g:polygon xmlns:g='http://www.georss.org/georss'>{'1 ' * MANY}</g:polygon>")),
    "many titles": rss(item("<title>a</title>" * 3000)),
    "links that are none": rss(item("<link>http://[::1</link>" * 99)),
    "sources that are none": rss(item("<source/><source url=''>x</source>")),
}


def taken(text: str, folder: Path) -> Reading:
    """A feed file as it is read."""
    path = folder / "a.xml"
    path.write_text(text, encoding="utf-8")
    return read(path)


@pytest.mark.parametrize("case", BUSY)
def test_a_feed_is_read_in_a_time_that_grows_with_its_size(case: str, tmp_path: Path) -> None:
    """What it says is read all the same."""
    start = time.process_time()
    reading = taken(BUSY[case], tmp_path)
    assert time.process_time() - start < 3
    assert reading.problems or SAID in "".join(article.text for article in reading.articles)
    assert all(problem.reason.isprintable() and len(problem.reason) < 400 for problem in reading.problems)


def test_an_entry_that_breaks_the_parser_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    """Markup that HTML's parser raises at, in a title, a body and a summary."""
    bad = "<![CDATA[<![x <![if]]]]>"
    broken = [f"<item><title>T</title><{tag}>{bad}</{tag}></item>" for tag in ("title", "description", "content")]
    reading = taken(rss("".join([*broken, item("")])), tmp_path)
    assert SAID in [article.text for article in reading.articles]
    assert all("[" in problem.where for problem in reading.problems)


def test_a_flood_of_empty_entries_is_a_few_lines(tmp_path: Path) -> None:
    """How many more there are is told."""
    reading = taken(rss("<item/>" * 3000 + item("")), tmp_path)
    assert len(reading.articles) == 1 and len(reading.problems) <= feed.MOST_PROBLEMS + 1
    assert any("more like these" in problem.reason for problem in reading.problems)
