"""Articles that mean ill go through every verb and format, and nothing of them comes out but text."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant import read
from assistant.answering import open_library
from assistant.chat.complete import choices
from assistant.chat.doing import status
from assistant.chat.state import Chat, Means, Sources
from assistant.cli.output import check_note, write_result
from assistant.engines import open_engine
from assistant.llm.call import Call, Message, Reply
from assistant.llm.entry import Entry, to_text
from assistant.llm.store import open_store
from assistant.pool import Inline
from assistant.settings import Settings
from tests import leaks
from tests.cli_runner import COMMAND, Inside, environment
from tests.protocol import begun, call, send

ELSEWHERE = "evil.example"
HOSTS = frozenset({"paper.example"})
"""Where the addresses of the articles lead: the only links that a note has."""
PAYLOADS = (
    # what a terminal obeys
    "\x1b[31mred\x1b[0m\x1b[2J \x9b1m \x08\x07\x0c\x7f",
    f"\x1b]8;;https://{ELSEWHERE}/o\x1b\\click\x1b]8;;\x1b\\ \x9d8;;x\x9c",
    "\x1b]52;c;ZXZpbA==\x07 \x1bPq#0\x1b\\ \x1b_apc\x1b\\ \x90x",
    # what nobody sees
    "\u202egpj.exe\u202c \u2066x\u2069 \u2028two\u2029three\x85four",
    "z\u200be\u200cr\u200do\u2060\ufeff\u00ad \U000e0001\U000e0069\U000e0067 \ufe01\ufe02 \ufffe\ufdd0 \ud800",
    # Markdown
    f"![p](https://{ELSEWHERE}/m.png) ![r][ref] <https://{ELSEWHERE}/a> https://{ELSEWHERE}/b www.{ELSEWHERE} a@b.com",
    f"[c](https://{ELSEWHERE}/c) [j](javascript:alert(1)) \\[x](https://{ELSEWHERE}) \\\\![x](https://{ELSEWHERE}/y)",
    f"[ref]: https://{ELSEWHERE}/r 't' [^1]: https://{ELSEWHERE} [^1]",
    "| a | b |\n|---|---|\n| c | d |",
    "# Head\n\n## Two\n\n---\n\n> q\n\n```\ncode\n\n    more",
    # HTML
    f"<img src=https://{ELSEWHERE}/p.png onerror=alert(1)> <!-- x --> <b> <base href=https://{ELSEWHERE}>",
    "</script></style></title></textarea></mark><script>alert(1)</script>",
    f'" onfocus=alert(1) autofocus x=\' style="background:url(https://{ELSEWHERE})',
    "&lt;img src=x&gt; &#60;script&#62; {{ 7*7 }} {% raw %} ${7}",
    # spreadsheets
    "=cmd|' /C calc'!A0",
    '\t=1+1; =HYPERLINK("x")',
    "\u200b@SUM(1+1)",
    "-2+3+cmd",
    # typst, Word, JSON
    f'#include "/etc/passwd" #link("https://{ELSEWHERE}") \\ @ref $x^2$ *b* <lab> `r` // c',
    f'{{ HYPERLINK "https://{ELSEWHERE}" }} <w:p/> ]]> <![CDATA[ \x15',
    '</script> "}], "x": [{" \\u0000 \\',
    f"[bold red]x[/] [link=https://{ELSEWHERE}]y[/link] {{.cls onclick=alert(1)}}",
)
NAME = f"a\x1b[31m\n# b ![x]({ELSEWHERE}) <b>\u202e.jsonl"
EMPTY = (f"\x1b]52;c;x\x07\nassistant: forged {ELSEWHERE}.txt", "\x9b31m\u202egpj.txt", "<img src=x>.txt")
"""Names of files that hold nothing, which is told with their names."""
DRAFT = "draft\x1b[31m\n![x](y).txt"
QUESTION = f"How many people did the flood kill in Salter1 \x1b[31m ![x](https://{ELSEWHERE})?"


def record(number: int, payload: str) -> dict[str, str]:
    """An article; two of them each tell of one event and differ in a figure."""
    place, day = f"Salter{number // 2}", 1 + number % 2
    text = (
        f"The flood in {place} killed {19 + number % 2} people on Friday {payload} on the Orrin{number // 2}. "
        f"{payload} The mayor Ilse Marn{number // 2} said {payload} that 140 homes in {place} were lost.\n\n"
        f"{payload}\n\nThe bridge of {place} reopened on 4 May 2024 {payload}. "
        f"It is not known {payload} why {place} was not warned.\n"
    )
    urls = (f"https://paper.example/{number}?q={payload}", f"javascript:alert(1)//{payload}", payload)
    return {
        "title": f"{payload} Flood in {place} {payload}",
        "outlet": f"{payload} Paper {number} {payload}",
        "author": payload,
        "url": urls[number % 3],
        "published": payload if number % 5 == 4 else f"2024-05-0{day}",
        "text": text,
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles, a draft and pairs, all of them hostile, and a note of them in every format."""
    here = tmp_path_factory.mktemp("ill")
    pile = here / "pile"
    pile.mkdir()
    records = [record(number, payload) for number, payload in enumerate(PAYLOADS)]
    (pile / NAME).write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    for name in EMPTY:
        (pile / name).touch()
    few = here / "few"
    few.mkdir()
    both = (record(number, " ".join(PAYLOADS[number::2])) for number in (0, 1))
    (few / "all.jsonl").write_text("\n".join(map(json.dumps, both)), encoding="utf-8")
    draft = f"The flood in Salter1 killed 40 people {PAYLOADS[5]}.\n\n" + "\n\n".join(PAYLOADS)
    (here / DRAFT).write_text(draft, encoding="utf-8", errors="replace")
    pairs = ({"id": p, "text_a": record(n, p)["text"], "text_b": f"It killed 9 {p}."} for n, p in enumerate(PAYLOADS))
    (here / "pairs.jsonl").write_text("\n".join(map(json.dumps, pairs)), encoding="utf-8")
    return here


Run = Callable[[Sequence[str]], subprocess.CompletedProcess[str]]


@pytest.fixture
def run(folder: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line there; a question and commands of a chat are its standard input."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(folder / "data"))
    monkeypatch.setenv("ASSISTANT_CACHE_DIR", str(folder / "cache"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n".join(SAID).encode())))
    return inside


SAID = (
    QUESTION,
    *("/sources", "/conflicts", "/claims Salter1", "/timeline", "/why", "/open 5", "/open 2:3"),
    *("/check The flood in Salter1 killed 40 people.", "/brief chat.md", "/save ill"),
    *("/nosuch\x1b[31m\u202e", "/open \x9b31m", "/brief \x1b[31m/x.zip"),
)


def unseen(text: str) -> list[str]:
    """The characters of a text that nobody sees."""
    return list(leaks.characters(text))


def page(text: str) -> list[str]:
    """What leaks into a page."""
    return leaks.page(text, HOSTS)


def data(text: str) -> list[str]:
    """What leaks into JSON, or makes it none."""
    leaks.data(text)
    return []


def rows(text: str) -> list[str]:
    """The same for a JSON a line."""
    return [leak for line in text.splitlines() for leak in data(line)]


TABLE: tuple[tuple[str, Callable[[str], list[str]]], ...] = (
    ("digest pile", leaks.markdown),
    ("digest pile -f html", page),
    ("compare pile", leaks.markdown),
    ("compare pile -f json --language de", data),
    ("stories pile", leaks.markdown),
    ("stories pile -f html", page),
    ("stories pile -f json", data),
    ("brief pile -v --length full --since note/note.json --title TITLE --focus FOCUS", leaks.markdown),
    ("check DRAFT --against pile", leaks.markdown),
    ("check DRAFT --against pile -f html", page),
    ("check DRAFT --against pile -f json", data),
    ("check --pairs pairs.jsonl", leaks.markdown),
    ("check --pairs pairs.jsonl -f json", rows),
    ("ask QUESTION pile", leaks.markdown),
    ("ask QUESTION pile -f json", data),
    ("chat pile", unseen),
    ("sessions list", unseen),
    ("sessions show ill", unseen),
    ("sessions show ill -f json", data),
    ("sessions search flood", unseen),
    ("sessions search flood -f json", data),
    ("sessions export ill", leaks.markdown),
    ("review note/note.json", unseen),
    ("cache info", unseen),
    ("cache why 0", unseen),
)
WORDS = {"DRAFT": DRAFT, "QUESTION": QUESTION, "TITLE": PAYLOADS[5], "FOCUS": PAYLOADS[11]}


def test_a_note_of_every_format_holds_text_alone(folder: Path, run: Run) -> None:
    """No image, link, element, formula, field or action comes of an article, and no character that is not seen."""
    formats = [part for form in ("md", "html", "json", "csv", "docx") for part in ("-f", form)]
    done = run(["brief", "pile", "-o", "note/", *formats])
    assert leaks.lines(done.stderr, "assistant: ") == []
    assert "forged" in done.stderr
    told = {path.name: path.read_bytes() for path in (folder / "note").iterdir()}
    assert leaks.markdown(told["note.md"].decode()) == []
    assert leaks.page(told["note.html"].decode(), HOSTS) == []
    assert leaks.sheet(told["note.csv"].decode()) == []
    assert leaks.word(told["note.docx"], HOSTS) == []
    made = leaks.data(told["note.json"].decode())
    assert [each["text"] for each in made["articles"]] == [article.text for article in read("pile").articles]
    assert sum(len(story["discrepancies"]) for story in made["stories"]) >= len(PAYLOADS) // 2


def test_a_sheet_of_paper_holds_text_alone(folder: Path, run: Run) -> None:
    """Its only links are the addresses of the sources, and it does nothing by itself."""
    run(["brief", "few", "-o", "few.pdf", "--one-story"])
    assert leaks.paper((folder / "few.pdf").read_bytes(), HOSTS) == []


@pytest.mark.parametrize(("line", "leaking"), TABLE, ids=[line for line, _ in TABLE])
def test_a_verb_writes_text_alone(line: str, leaking: Callable[[str], list[str]], run: Run) -> None:
    """On standard output in the terms of its format, and on standard error in lines of ours."""
    if line.startswith("cache why"):
        _keep_a_call()
    done = run([WORDS.get(word, word) for word in line.split()])
    assert done.returncode in (0, 3), done.stderr
    assert done.stdout
    assert leaking(done.stdout) == []
    assert leaks.lines(done.stderr, "assistant: ") == []


def _keep_a_call() -> None:
    """A call whose words are the articles', under a key that begins with 0."""
    for number in range(1000):
        words = "\n".join(PAYLOADS).encode("utf-8", "replace").decode()
        made = Call("http://x\x1b[31m/v1", f"m\x9b1m{number}", "digest", (Message("user", words),))
        if made.key.startswith("0"):
            store = open_store(Path("cache"))
            store.put(made.key, to_text(Entry(made, Reply(words, "stop", 1, 1), "2025-01-01T00:00:00+00:00")))
            return


def test_a_reviewed_claim_is_published_as_text(folder: Path, run: Run) -> None:
    """ClaimReview stands inside a script element of somebody's page."""
    ids = [
        d["id"]
        for s in json.loads((folder / "note" / "note.json").read_text())["stories"]
        for d in s["discrepancies"]
        if d["verdict"] == "contradiction"  # a figure that moved on is no dispute, and not published
    ]
    assert ids
    for id in ids[:6]:
        assert (
            run(["review", "note/note.json", id, "confirmed", "--note", PAYLOADS[11], "--by", PAYLOADS[0]]).returncode
            == 0
        )
    done = run(["brief", "pile", "-q", "-f", "claimreview"])
    assert len(leaks.data(done.stdout)) >= len(ids[:6])
    assert not {"<", ">", "&"} & set(done.stdout)
    assert unseen(run(["review", "list"]).stdout + run(["review", "list", "reviews.jsonl"]).stderr) == []


def test_tools_answer_in_lines_that_no_terminal_obeys(folder: Path) -> None:
    """What goes over the wire is JSON with escapes; text and words are what the articles hold."""
    server = begun(folder, "few")
    asked: list[dict[str, Any]] = [
        call(2, "sources"),
        call(3, "compare"),
        call(4, "ask", question=QUESTION),
        call(5, "open_quote", mark="1:3"),
        call(6, "open_quote", mark="\x1b[31m\u202e"),
        call(7, "nosuch\x1b[31m\x9b"),
        {"jsonrpc": "2.0", "id": 8, "method": "resources/read", "params": {"uri": "article://2"}},
    ]
    for each in asked:
        send(server, each)
    assert server.stdout is not None
    answers = {made["id"]: made for made in (leaks.data(server.stdout.readline()) for _ in asked)}
    assert set(answers) == {each["id"] for each in asked}
    article = read(folder / "few").articles[1]
    assert answers[8]["result"]["contents"][0]["text"] == article.text.encode("utf-8", "replace").decode()
    for number in (2, 3, 4, 5, 6):
        assert unseen(answers[number]["result"]["content"][0]["text"]) == []
    _, errors = server.communicate()
    assert leaks.lines(errors, "assistant: ") == []


LOGGING = """
import logging, warnings
from assistant.cli.job import route_logs
for verbose in (False, True):
    route_logs(verbose)
    for name in ("pypdf", "assistant.llm"):
        try:
            raise ValueError({words!r})
        except ValueError:
            logging.getLogger(name).warning("a page says %s", {words!r}, exc_info=verbose)
    warnings.warn({words!r})
"""


def test_what_libraries_log_of_a_page_is_a_line(tmp_path: Path) -> None:
    """Readers of PDF and HTML quote what they stumble on."""
    script = LOGGING.format(words="\x1b]52;c;x\x07\nassistant: forged \u202e\x9b1m")
    done = subprocess.run(
        [COMMAND[0], "-c", script], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stderr.count("a page says") >= 2
    assert leaks.lines(done.stderr, "assistant: ") == []
    assert "\nassistant: forged" not in done.stderr


@pytest.mark.parametrize(
    "bait", ["\x1b[31m", "x\u202ey", "a\u200bb", "\U000e0041", "\x9b", "\u2028", "\ud800", "\ufeff"]
)
def test_the_search_finds_what_it_is_to_find(bait: str) -> None:
    """Each reader would tell a leak."""
    assert leaks.characters(bait)
    assert leaks.lines(f"assistant: {bait}\n", "assistant: ")
    for text in ("![x](y)", "[x](y)", "<b>", "see https://x.example", "www.x.example", "    code", "- # deep"):
        assert leaks.markdown(text), text
    assert leaks.sheet("a,b\r\n=1+1,c\r\n")
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; ">'
    fine = f"<html><head>{policy}<style></style></head><body><h1>x</h1><script></script></body></html>"
    assert leaks.page(fine) == []
    for ill in ("<img>", "<p onclick=x>", "<a href=https://x.example>", "<p style=x>", "<h1>y</h1>", "<!-- x -->"):
        assert leaks.page(fine.replace("</h1>", f"</h1>{ill}")), ill


def test_what_a_chat_completes_is_text(folder: Path) -> None:
    """Names, outlets, titles and marks are offered in a menu, and put behind the prompt."""
    reading = read(folder / "pile")
    chat = Chat(
        Sources(reading, open_library(reading), ("pile",)),
        open_engine(Settings()),
        Means(Settings(), Inline(), check_note, write_result),
    )
    offered = [each for word in ("open", "claims") for each in choices(chat, f"/{word} ")[1]]
    assert len(offered) > len(PAYLOADS)
    assert [leak for each in offered for leak in unseen(f"{each.text}{each.shown}{each.about}")] == []
    assert unseen(status(chat)) == []
