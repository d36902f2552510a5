"""Feeds and files that point elsewhere: only what a person named is fetched, and of a feed only so much."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject, RectangleObject, TextStringObject

from assistant.cli import main
from assistant.ingest import feed, read, wire
from assistant.ingest.addresses import special
from tests.hearing import hearing
from tests.wild import Wild, page

SAID = "The ferry Astrid sank off Marlow on Friday, and three of her passengers are missing. "
LONG = SAID * 6


def entries(*links: str, text: str = "Short.") -> str:
    """A feed whose entries carry little and link to pages."""
    items = "".join(
        f"<item><title>T</title><link>{link}</link><description>{text}</description></item>" for link in links
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>'


def test_a_feed_makes_us_fetch_only_so_many_pages() -> None:
    """And each once; the others are told, and their own words are read."""
    with Wild({"/p": page(LONG)}) as server:
        links = [*[server.url(f"/p#{n}") for n in range(99)], *[server.url(f"/{n}") for n in range(400)]]
        server.answers["/feed"] = page(entries(*links), kind="application/rss+xml")
        reading = read(server.url("/feed"), allow_private=True)
        assert len(server.requests) == 1 + feed.PAGES and server.paths.count("/p") == 1
    told = [problem for problem in reading.problems if "most for one feed" in problem.reason]
    assert [problem.where for problem in told] == [server.url("/feed")]
    assert told[0].reason.startswith("351 of the pages it links to were not fetched: 50 in 5 minutes")
    assert len(reading.articles) == 499


def test_what_a_feed_links_to_is_checked_like_any_address() -> None:
    """Schemes and hosts that are refused by name are refused there, and never raise."""
    links = ["file:///etc/hostname", "ftp://a.example/", "javascript:alert(1)", "http://[::1", "//127.0.0.1/x"]
    links += [
        "http://jane:secret@127.0.0.1/",
        "data:text/html,x",
        "http://a.example:99999/",
        "http://\x85/",
        "http:///",
    ]
    with Wild() as server, hearing() as heard:
        server.answers["/feed"] = page(entries(*links), kind="application/rss+xml")
        reading = read(server.url("/feed"), allow_private=True)
        tried = [place for event, place in heard if event == "connect"]
        assert server.paths == ["/feed"] and tried == [("127.0.0.1", server.port)]
    assert len(reading.articles) == len(links) and all(one.text == "Short." for one in reading.articles)
    assert not [one.url for one in reading.articles if one.url and not one.url.startswith("http")]


def test_a_public_feed_does_not_lead_into_the_local_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even with --allow-private, which was said of the feed itself; here 127.0.0.1 stands for a public address."""
    monkeypatch.setattr(wire, "special", lambda address: "" if address == "127.0.0.1" else special(address))
    with Wild() as server:
        server.answers["/feed"] = page(entries(server.url("/admin", "127.0.0.2")), kind="application/rss+xml")
        reading = read(server.url("/feed"), allow_private=True)
        assert server.paths == ["/feed"]
    assert "127.0.0.2 is a loopback address" in reading.problems[0].reason


def test_a_page_behind_a_feed_is_not_taken_for_a_feed_again() -> None:
    """A feed of feeds of feeds ends at once."""
    with Wild() as server:
        server.answers["/feed"] = page(entries(server.url("/feed?2")), kind="application/rss+xml")
        server.answers["/feed?2"] = page(entries(server.url("/feed?3")), kind="application/rss+xml")
        assert (
            "is a feed where an article was expected"
            in read(server.url("/feed"), allow_private=True).problems[0].reason
        )
        assert server.paths == ["/feed", "/feed?2"]


def bait_html(base: str) -> str:
    """A page full of what a browser would fetch."""
    return f"""<!DOCTYPE html><html><head><title>Ferry</title><base href="{base}/base/">
<meta http-equiv="refresh" content="0; url={base}/refresh"><link rel="stylesheet" href="{base}/style.css">
<link rel="canonical" href="{base}/canonical"><meta property="og:url" content="{base}/og">
<meta property="og:image" content="{base}/og.png"><link rel="preload" href="{base}/pre">
<script src="{base}/s.js"></script>
<style>@import url({base}/import.css)</style></head><body><article><p>{LONG}</p>
<img src="{base}/i.png" srcset="{base}/2x">
<iframe src="{base}/frame"></iframe><object data="{base}/object"></object><video src="{base}/v"></video>
<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{base}/include" parse="text"/>
<a href="{base}/link" ping="{base}/ping">more</a><p>{SAID}</p></article></body></html>"""


def bait_feed(base: str) -> str:
    """A feed file with links, enclosures, a DTD, an entity, a stylesheet and an inclusion."""
    return f"""<?xml version="1.0"?><?xml-stylesheet href="{base}/style.xsl" type="text/xsl"?>
<!DOCTYPE rss SYSTEM "{base}/rss.dtd" [<!ENTITY e SYSTEM "{base}/entity"><!ENTITY % p SYSTEM "{base}/parameter"> %p;]>
<rss version="2.0" xml:base="{base}/base/"><channel><title>Courier</title><link>{base}/</link>
<image><url>{base}/i.png</url></image><cloud domain="127.0.0.1" path="/rpc" protocol="http-post"/>
<item><title>One &e;</title><link>{base}/one</link><description>{SAID}&e;</description>
<enclosure url="{base}/e.mp3" length="1" type="audio/mpeg"/><source url="{base}/src">S</source></item>
<item><title>Two</title><link>{base}/two</link></item></channel></rss>"""


def bait_docx(base: str, path: Path) -> None:
    """A document with a remote template, picture and frame."""
    document = docx.Document()
    document.add_paragraph(LONG)
    for kind in ("attachedTemplate", "image", "frame", "hyperlink", "oleObject"):
        uri = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
        document.part.relate_to(f"{base}/{kind}", uri, is_external=True)
    document.save(str(path))


def bait_pdf(base: str, path: Path) -> None:
    """A document that opens an address, links to one, and embeds a form to send."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(300, 300)
    writer.add_uri(0, f"{base}/uri", RectangleObject((0, 0, 300, 300)))
    opened = DictionaryObject({NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject(f"{base}/o")})
    writer.root_object[NameObject("/OpenAction")] = opened
    written = io.BytesIO()
    writer.write(written)
    path.write_bytes(written.getvalue())


def baits(folder: Path, base: str) -> list[str]:
    """Files of every format that all point at one server."""
    doctype = f'<!DOCTYPE html SYSTEM "{base}/x.dtd" [<!ENTITY e SYSTEM "{base}/e">]>'
    pictures = f"![x]({base}/i.png) <img src='{base}/j.png'>"
    texts = {
        "a.html": bait_html(base),
        "b.xhtml": f'<?xml version="1.0"?>{doctype}<html><body><p>{LONG}&e;</p></body></html>',
        "c.xml": bait_feed(base),
        "d.md": f"---\ntitle: Ferry\nurl: {base}/front\n---\n{pictures}\n\n{SAID}[a]: {base}/r\n",
        "e.txt": f"{base}/plain\n\n{SAID}{base}/more\n",
        "f.jsonl": f'{{"text": "{SAID}", "url": "{base}/jsonl", "title": "Ferry"}}\n',
        "g.json": f'{{"items": [{{"content_text": "{SAID}", "url": "{base}/json", "image": "{base}/i.png"}}]}}',
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    bait_docx(base, folder / "h.docx")
    bait_pdf(base, folder / "i.pdf")
    return sorted(str(path) for path in folder.iterdir())


VERBS: dict[str, Callable[[str, str], list[str]]] = {
    "digest": lambda files, out: ["digest", files, "-o", f"{out}/d.md"],
    "compare": lambda files, out: ["compare", files, "-o", f"{out}/c.json"],
    "brief": lambda files, out: ["brief", files, "-f", "md,html,json,csv,docx", "-o", f"{out}/"],
    "stories": lambda files, out: ["stories", files, "-o", f"{out}/s.md"],
    "check": lambda files, out: ["check", f"{files}/e.txt", "--against", files, "-o", f"{out}/k.md"],
    "ask": lambda files, out: ["ask", "What sank off Marlow?", files, "-o", f"{out}/a.md"],
}


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_that_a_file_says_is_ever_fetched(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Links, pictures, templates, entities, inclusions: no request, no connection, no name looked up."""
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "ASSISTANT_MODEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ASSISTANT_NO_CACHE", "1")
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    monkeypatch.chdir(outside)
    with Wild() as server, hearing() as heard:
        assert len(baits(inside, server.url(""))) == 9
        code = main([*VERBS[verb](str(inside), str(outside)), "--allow-private"])
        tried = list(heard)
        requests = list(server.requests)
    assert code in (0, 1, 3), capsys.readouterr().err
    assert any(outside.iterdir())
    assert (tried, requests) == ([], [])


def test_a_page_by_address_is_one_request() -> None:
    """What the page itself points at stays where it is."""
    with Wild() as server:
        server.answers["/"] = page(bait_html(server.url("")), kind="text/html")
        assert len(read(server.url("/"), allow_private=True).articles) == 1
        assert server.paths == ["/"]
