"""What is fuzzed: bytes in, and nothing out but what the code promises. A broken promise raises.

The first byte of an input chooses what its rest is: a file of which suffix, a part of a Word document, or what an
endpoint sends and in answer to which question.
"""

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from assistant.answered import Passage
from assistant.digest import make_digest
from assistant.engines.llm.answer import answer
from assistant.engines.llm.asking import Asking
from assistant.engines.llm.digest import digest
from assistant.engines.llm.judge import judge
from assistant.engines.llm.shapes import AnswerShape, DigestShape, GradeShape, JudgeShape, MendShape
from assistant.errors import ModelError
from assistant.ingest import read
from assistant.llm.ask import ask, in_shape
from assistant.llm.call import Call, Message, Reply
from assistant.llm.partial import finished
from assistant.llm.stream import Streamed
from assistant.llm.wire import cause, completed, reply, retry_after
from assistant.schema import Article, Claim, Pair, Quote, Reading

Target = Callable[[bytes], None]

SUFFIXES = ("", ".txt", ".md", ".html", ".pdf", ".docx", ".xml", ".jsonl", ".json", ".yaml")
PARTS = ("word/document.xml", "word/styles.xml", "docProps/core.xml", "[Content_Types].xml", "_rels/.rels")
_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override
PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""
_RELATED = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WORD = {
    "[Content_Types].xml": _TYPES,
    "_rels/.rels": f'{_RELATED}<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="b" Type="{_PACKAGE}" Target="docProps/core.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'{_RELATED}<Relationship Id="a" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    "</Relationships>",
    "word/document.xml": f"<w:document {_W}><w:body><w:p><w:r><w:t>Two were hurt.</w:t></w:r></w:p></w:body>"
    "</w:document>",
    "word/styles.xml": f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    "</w:styles>",
    "docProps/core.xml": '<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"><dc:title>T</dc:title>'
    "</cp:coreProperties>",
}


@cache
def _folder() -> Path:
    # In memory where there is such a place: a file is written for every input.
    memory = Path("/dev/shm")
    kept = tempfile.TemporaryDirectory(prefix="fuzz-", dir=memory if memory.is_dir() else None)
    _KEPT.append(kept)
    return Path(kept.name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def ingest(data: bytes) -> None:
    """A file of any suffix, or one part of a Word document: an article or a problem, never an exception."""
    if not data:
        return
    number = data[0] % (len(SUFFIXES) + len(PARTS))
    if number < len(SUFFIXES):
        suffix, content = SUFFIXES[number], data[1:]
    else:
        suffix, content = ".docx", _word(PARTS[number - len(SUFFIXES)], data[1:])
    path = _folder() / f"input{suffix}"
    path.write_bytes(content)
    sound(read(path))


def _word(part: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in _WORD.items():
            archive.writestr(name, content if name == part else text)
    return packed.getvalue()


def sound(reading: Reading) -> None:
    """Hold a reading to what every later step takes for granted."""
    for problem in reading.problems:
        assert problem.where and problem.reason and "\n" not in problem.reason, problem
        f"{problem.where}: {problem.reason}".encode()
    for article in reading.articles:
        _sound(article)


def _sound(article: Article) -> None:
    size = len(article.text)
    assert article.id and article.text.strip() and "\r" not in article.text
    for text in (article.id, article.path, article.title, article.outlet, article.published, article.url, article.text):
        text.encode()  # half a surrogate pair could be written nowhere
    at = 0
    for mark in article.clutter:
        assert at <= mark.start < mark.end <= size and mark.reason, mark
        at = mark.end
    assert list(article.pages) == sorted(article.pages) and all(0 <= start <= size for start in article.pages)
    for caution in article.cautions:
        inside = 0 <= caution.start < caution.end <= size
        assert inside or (caution.start, caution.end) == (-1, -1), caution
        assert caution.count > 0 and caution.where and caution.text, caution


TEXT = "The bridge at Ostheim fell on Monday. Two people were hurt in the fall.\n\nThe mayor was away, said Ina Roth."
SHAPES = (DigestShape, JudgeShape, AnswerShape, MendShape, GradeShape)
CALL = Call("e", "m", "digest", (Message("user", TEXT),))
ARTICLE = Article("a1", "a.txt", "", "", "2026-11-22", "", TEXT)


class _Script:
    """A model that says these things in turn, the last for ever."""

    def __init__(self, said: Sequence[bytes]) -> None:
        self._said = list(said)

    def __call__(self, call: Call) -> Reply:
        """The next reply, out of a body as an endpoint sends it where it is one."""
        body = self._said.pop(0) if len(self._said) > 1 else self._said[0]
        made = reply(body) if body.startswith(b'{"choices"') else Reply(body.decode("utf-8", "replace"))
        if call.schema:
            in_shape(call, made)
        return made


def _stream(data: bytes) -> None:
    """A body of a response, at once and in pieces: the same reply, or none."""
    streamed = Streamed()
    for start in range(0, len(data), 7):
        streamed.feed(data[start : start + 7])
    streamed.close()
    whole = Streamed()
    whole.feed(data)
    whole.close()
    assert (whole.text, whole.whole, whole.ended) == (streamed.text, streamed.whole, streamed.ended)
    _told(lambda: completed(whole.whole))
    _told(lambda: reply(data))


def _error(data: bytes) -> None:
    """An error body and a header: one line, and a number of seconds."""
    text = data.decode("utf-8", "replace")
    try:
        body: Any = json.loads(data)
    except (ValueError, RecursionError):
        body = text
    assert cause(body).isprintable()
    assert retry_after(text[:200]) >= -1


def _partial(data: bytes) -> None:
    """What of a reply can be read before it is whole: never less with more of it."""
    text = data.decode("utf-8", "replace")
    before: list[Any] = []
    for end in sorted({len(text) // 3, 2 * len(text) // 3, len(text)}):
        now = finished(text[:end], "sentences")
        assert json.dumps(now[: len(before)]) == json.dumps(before)
        before = now


def _asked(number: int) -> Target:
    def run(data: bytes) -> None:
        _told(lambda: ask(_Script(data.split(b"\x1e")), CALL, SHAPES[number]))

    return run


def _digest(data: bytes) -> None:
    """A digest of what a model says: every quote stands where it says."""
    draft = digest(Asking(_Script(data.split(b"\x1e")), "e", "m"), ARTICLE, 12_000)
    made = make_digest(ARTICLE, draft)
    for quote in (quote for claim in (*made.claims, *made.summary) for quote in claim.quotes):
        assert TEXT[quote.start : quote.end] == quote.text


def _claim(name: str, text: str) -> Claim:
    return Claim(name, name, text, (Quote(name, 0, len(text), text),), "reported", "Ina Roth")


def _judge(data: bytes) -> None:
    """A verdict for every pair, whatever numbers a model gives."""
    pairs = [Pair(_claim("x", f"{n} were hurt."), _claim("y", f"{n + 1} were hurt.")) for n in (1, 2, 3)]

    def judged() -> None:
        assert len(judge(Asking(_Script(data.split(b"\x1e")), "e", "m"), pairs)) == len(pairs)

    _told(judged)


def _answer(data: bytes) -> None:
    """Sentences that are offered and refused once."""
    passages = [Passage(f"p{n}", Quote("a1", 0, 5, "The b")) for n in (1, 2, 3)]
    refused: list[str] = []

    def offer(text: str, ids: Sequence[str], mends: str = "") -> str:
        refused.append(text)
        return "not in the passages" if len(refused) < 3 else ""

    _told(lambda: answer(Asking(_Script(data.split(b"\x1e")), "e", "m"), "Who was hurt?", passages, offer))


def _told(run: Callable[[], object]) -> None:
    try:
        run()
    except ModelError as error:
        line = str(error)
        assert line and "\n" not in line, line


_REPLIES: tuple[Target, ...] = (
    *(_stream, _error, _partial, _digest, _judge, _answer),
    *(_asked(number) for number in range(len(SHAPES))),
)


def replies(data: bytes) -> None:
    """Whatever an endpoint or a model sends: a value or a ModelError of one line, never another exception."""
    if data:
        _REPLIES[data[0] % len(_REPLIES)](data[1:])


TARGETS: Mapping[str, Target] = {"ingest": ingest, "reply": replies}
