"""The key: an endpoint that echoes it wherever it can, and a search of everything that is shown or written for it."""

import json
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from assistant.errors import Exit, ModelError, UserError
from assistant.llm.batch_api import Api
from assistant.llm.call import Call, Message
from assistant.llm.embed import Embedder
from assistant.llm.endpoint import open_endpoint
from assistant.llm.live import heard
from assistant.llm.redact import LONG, Redaction, redaction
from assistant.settings import Settings, load_settings
from tests.cli_runner import COMMAND, ONE, ROOT, TWO, Done, Inside, environment
from tests.echo import FILLER, KEY, ODD, PASSWORD, TOKEN, cut, failing, files, known, leaks, redirecting, talking
from tests.eval_story import labelled_story
from tests.loopback import Answer, Loopback, Request
from tests.loopback_batch import BatchLoopback

CALL = Call("http://here/v1", "m", "digest", (Message("user", "text"),))
PACE = 0.001


def secretly(server: Loopback) -> str:
    """The server's address with a user, a password and a token in it."""
    return server.base_url.replace("://", f"://reader:{quote(PASSWORD, safe='')}@") + f"?key={quote(TOKEN, safe='')}"


def settings(server: Loopback, **changes: object) -> Settings:
    """All three secrets, and no patience."""
    return server.settings(**{"api_key": KEY, "base_url": secretly(server), "deadline": 0.2, **changes})


def traced(error: BaseException) -> str:
    """An error's traceback with the variables of every frame but those of this file, which plants the secrets."""
    trace = error.__traceback__
    while trace and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    return "".join(traceback.TracebackException(type(error), error, trace, capture_locals=True).format())


class Everything:
    """What the runs of a test showed."""

    def __init__(self, folder: Path, inside: Inside) -> None:
        self.shown: list[tuple[str, bytes]] = []
        self._folder = folder
        self._inside = inside

    def __call__(self, *arguments: str) -> Done:
        """Run the assistant, and note what it shows."""
        done = self._inside(arguments)
        self.add(" ".join(arguments), done.stdout + done.stderr)
        return done

    def add(self, what: str, text: str) -> None:
        """Note what was shown."""
        self.shown.append((what, text.encode("utf-8", "surrogateescape")))

    def leaking(self) -> dict[str, list[str]]:
        """What of it, and of every file in the folder, holds a secret."""
        told = [*self.shown, *files(self._folder)]
        return {what: found for what, blob in told if (found := leaks(blob + what.encode()))}


@pytest.fixture
def everything(tmp_path: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch) -> Everything:
    """Runs over a labelled story, with the key in the environment and everything kept in the folder."""
    labelled_story(tmp_path)
    given = {"OPENAI_API_KEY": KEY, "ASSISTANT_MODEL": "m", "ASSISTANT_DEADLINE": "0.3"}
    kept = {"ASSISTANT_CACHE_DIR": str(tmp_path / "cache"), "ASSISTANT_DATA_DIR": str(tmp_path / "data")}
    for name, value in {**given, **kept}.items():
        monkeypatch.setenv(name, value)
    return Everything(tmp_path, inside)


def test_nothing_that_is_shown_or_written_holds_a_secret(
    everything: Everything, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every verb that asks a model, against an endpoint whose replies name the key, the password and the token."""
    suite = "parts: [{name: small, kind: stories, data: [lisk-closure], model: m}]\n"
    (tmp_path / "suite.yaml").write_text(suite, encoding="utf-8")
    with BatchLoopback(talking) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", secretly(server))
        story = "lisk-closure"
        codes = [
            everything("doctor").returncode,
            everything(
                "brief", story, "-v", "-f", "docx,json,html,md", "-o", "note/", "--record", "c.jsonl"
            ).returncode,
            everything("brief", story, "--replay", "c.jsonl", "-f", "json").returncode,
            everything("ask", "How many people did the flood kill?", story, "-v").returncode,
            everything("check", "lisk-closure/one.txt", "--against", "lisk-closure/two.txt").returncode,
            everything("eval", "suite.yaml", "--json", "r.json", "--html", "r.html", "--junit", "r.xml").returncode,
            everything("digest", story, "--batch", "submit").returncode,
            everything("cache", "info").returncode + everything("cache", "why", "").returncode,
        ]
        assert len(server.requests) > 5
    assert set(codes) <= {Exit.DONE, Exit.DONE_IN_PART, Exit.FAILED_CHECK}, everything.shown
    assert {"cache.db", "c.jsonl", "note.docx", "r.json", "r.html"} <= {path.name for path in tmp_path.rglob("*")}
    assert everything.leaking() == {}


def test_what_goes_wrong_holds_no_secret_on_the_command_line(
    everything: Everything, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Errors of every kind, a redirect, a recording of them, and the notes that tell of them."""
    with Loopback(talking) as other, Loopback(failing(401)) as denying, Loopback(cut(14)) as bad:
        moved = Loopback(redirecting(307, other.base_url))
        with moved:
            for server in (denying, bad, moved):
                monkeypatch.setenv("OPENAI_BASE_URL", secretly(server))
                for arguments in (["doctor"], ["brief", "lisk-closure", "-v", "-o", "n.json", "--record", "c.jsonl"]):
                    assert everything(*arguments).returncode in (Exit.USER_CAN_MEND, Exit.DONE_IN_PART)
                everything("ask", "How many died?", "lisk-closure", "--embed", "e")
                everything("digest", "--batch", "submit", "lisk-closure")
        assert other.requests == []
        assert all((denying.requests, bad.requests, moved.requests))
    assert everything.leaking() == {}


@pytest.mark.parametrize(
    "answer",
    [*map(failing, (400, 401, 403, 404, 422, 429, 500)), *ODD, *(cut(n) for n in range(11, len(KEY)))],
)
def test_no_error_of_the_endpoint_holds_a_secret(answer: Callable[[Request], Answer]) -> None:
    """Neither its words nor its traceback with all that led to it, wherever the message is cut."""
    with Loopback(answer) as server:
        for ask in (
            lambda: open_endpoint(settings(server), PACE)(CALL),
            lambda: Embedder(settings(server, embed="e"), None)(["text"]),
            lambda: Api(settings(server)).look("b-1"),
        ):
            told = ""
            try:
                told = str(ask())  # a refusal is a reply
            except ModelError as error:
                told = "".join(traceback.format_exception(error))
            assert told
            assert leaks(told.encode()) == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_never_takes_the_key_along(status: int) -> None:
    """The other host gets no request at all, and its address is told without what is secret in it."""
    with Loopback("other") as other, Loopback(redirecting(status, other.base_url)) as server:
        for ask in (
            lambda: open_endpoint(settings(server), PACE)(CALL),
            lambda: Embedder(settings(server, embed="e"), None)(["text"]),
            lambda: Api(settings(server)).create(b"{}\n"),
        ):
            with pytest.raises(ModelError) as caught:
                ask()
            assert leaks(str(caught.value).encode()) == []
        assert other.requests == []
        assert server.requests


def test_who_reads_along_never_sees_the_beginning_of_a_secret() -> None:
    """A stream that parts the key anywhere is told without it at every moment, and whole at its end."""
    seen: list[str] = []
    asked = Call("http://here/v1", "m", "digest", (Message("user", "<article-000000>\nA b c d.\n</article-000000>"),))
    script = Loopback(lambda request: talking(replace(request, body=_named(request.body))))
    with script as server, heard(seen.append):
        given = settings(server)
        reply = open_endpoint(given, PACE)(asked)
    said = json.dumps(known(server.requests[0])) + FILLER
    seen += [redaction(given).growing(said[:n]) for n in range(0, len(said) + 1, 5)]
    assert leaks("\n".join([*seen, reply.text]).encode()) == []
    assert FILLER in reply.text
    assert FILLER[:-9] in seen[-1]


def _named(body: dict[str, object]) -> dict[str, object]:
    return {**body, "response_format": {"json_schema": {"name": "digest"}}}


@pytest.mark.parametrize("key", [f"{KEY}\n{KEY}", f"{KEY}\x00", f"{KEY} x", "schl\u00fcssel-" + KEY, f"{KEY}\u200b"])
def test_a_key_that_cannot_be_sent_is_not_told(key: str) -> None:
    """One line says what to set again, and holds nothing of it."""
    with pytest.raises(UserError, match="OPENAI_API_KEY") as caught:
        open_endpoint(Settings(model="m", api_key=key))
    told = traced(caught.value)
    assert leaks(told.encode()) == []


@pytest.mark.parametrize(
    "url",
    [
        KEY,
        f"reader:{PASSWORD}@host/v1",
        f"http:/reader:{PASSWORD}@host",
        f"http://reader:{PASSWORD}@h o/",
        f"ftp://u:{PASSWORD}@h",
    ],
)
def test_an_address_that_is_none_is_not_told(url: str) -> None:
    """It may be the key itself, in the wrong variable."""
    with pytest.raises(UserError, match="no http") as caught:
        open_endpoint(Settings(model="m", base_url=url))
    assert leaks(str(caught.value).encode()) == []


@pytest.mark.parametrize("proxy", ["ftp://u:{}@127.0.0.1:1", "socks5://u:{}@127.0.0.1:1", "http://u:{}@127.0.0.1:1"])
def test_a_proxy_is_told_without_its_password(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it cannot be used, which the user can mend."""
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("HTTP_PROXY", proxy.format(quote(PASSWORD, safe="")))
    with pytest.raises((UserError, ModelError)) as caught:
        open_endpoint(Settings(model="m", base_url="http://127.0.0.1:9/v1", deadline=0.2), PACE)(CALL)
    assert leaks(str(caught.value).encode()) == []


@pytest.mark.parametrize("where", ["timeout = 'soon'", "colour = 1", "api_key = ", "[[", "x = \udc80"])
def test_a_settings_file_that_is_wrong_is_told_without_the_key(tmp_path: Path, where: str) -> None:
    """Neither the message nor the variables of the traceback show it."""
    text = f'api_key = "{KEY}"\nbase_url = "http://u:{PASSWORD}@h/v1"\n{where}\n'
    (tmp_path / "assistant.toml").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(UserError, match=r"assistant\.toml") as caught:
        load_settings(environ={}, folder=tmp_path)
    frames = traceback.TracebackException.from_exception(caught.value).format()
    assert leaks("".join(frames).encode()) == []
    assert leaks(repr(Settings(api_key=KEY, base_url=f"http://u:{PASSWORD}@h/v1?key={TOKEN}")).encode()) == []


CRASH = """
import faulthandler, sys, traceback
from assistant.engines import open_engine
from assistant.settings import load_settings
settings = load_settings()
engine = open_engine(settings)
try:
    engine.digest(None)
except AttributeError as error:
    traceback.print_exc()
    for line in traceback.TracebackException.from_exception(error, capture_locals=True).format():
        print(line, file=sys.stderr)
faulthandler.dump_traceback()
print(settings, vars(engine), repr(engine))
engine.judge(1)
"""


def test_neither_a_bug_nor_a_library_that_logs_shows_a_secret(tmp_path: Path) -> None:
    """A traceback, one with variables, that of the interpreter, and all that OpenAI's client and OpenTelemetry log."""
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    with Loopback(talking) as server:
        env = environment(
            OPENAI_API_KEY=KEY,
            OPENAI_BASE_URL=secretly(server),
            ASSISTANT_MODEL="m",
            OPENAI_LOG="debug",
            OTEL_TRACES_EXPORTER="console",
            PYTHONFAULTHANDLER="1",
        )
        commands = ([sys.executable, "-c", CRASH], [*COMMAND, "brief", "one.txt", "two.txt", "-v"])
        runs = [subprocess.run(each, cwd=tmp_path, env=env, capture_output=True, check=False) for each in commands]
    crash, logged = runs
    assert crash.returncode == 1
    assert crash.stderr.count(b"Traceback") == 3
    assert b"Settings(" in crash.stdout
    assert b"HTTP Request: POST" in logged.stderr
    assert b'"name": "chat m"' in logged.stderr
    assert leaks(crash.stdout + crash.stderr) == []
    assert leaks(logged.stdout + logged.stderr) == []


def test_a_password_in_the_address_is_sent_as_before() -> None:
    """As Basic, in place of the key; the query goes with every request, and neither is in a URL that is shown."""
    with Loopback("yes") as server:
        open_endpoint(settings(server), PACE)(CALL)
        open_endpoint(settings(server, base_url=server.base_url), PACE)(CALL)
    first, second = server.requests
    assert first.headers["authorization"].startswith("Basic ")
    assert first.path == f"/v1/chat/completions?key={quote(TOKEN, safe='')}"
    assert (second.headers["authorization"], second.path) == (f"Bearer {KEY}", "/v1/chat/completions")


def test_a_short_key_is_an_ordinary_word_in_a_reply() -> None:
    """Local servers take any key, and `ollama` may stand in an article: it is taken out of errors only."""
    local = redaction(Settings(api_key="ollama", base_url="http://h/v1"))
    assert local.data({"text": "ollama, the ollamas"}) == {"text": "ollama, the ollamas"}
    assert local.told("ollama, the ollamas") == "[key], the ollamas"
    assert Redaction(["abc", ""]).told("abc") == "abc"
    assert Redaction(["x" * LONG]).data(["x" * LONG]) == ["[key]"]


def test_the_search_finds_what_is_hidden() -> None:
    """The tests above would fail if something were there."""
    coded = [KEY, quote(KEY, safe=""), json.dumps({"k": KEY}).replace("/", "\\/"), f"cut {KEY[:12]}"]
    import base64

    coded += [base64.b64encode(("y" * n + KEY).encode()).decode() for n in range(3)]
    coded += [base64.urlsafe_b64encode(("y" * n + KEY).encode()).decode() for n in range(3)]
    assert [leaks(each.encode()) for each in coded] == [[KEY]] * len(coded)
    assert leaks(f"{KEY[:6]} and more".encode()) == []


def test_no_file_of_the_project_holds_a_key() -> None:
    """What git tracks has nothing in it that looks like one of the usual kinds, those of these tests aside."""
    import re

    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.split(b"\0")
    usual = re.compile(
        rb"\b(sk-(proj-)?[A-Za-z0-9]{20,}|gh[pousr]_[A-Za-z0-9]{30,}|AKIA[A-Z0-9]{16}|-----BEGIN [A-Z ]*PRIVATE)"
    )
    paths = [ROOT / name.decode() for name in listed if name] or list((ROOT / "assistant").rglob("*.py"))
    assert [path.name for path in paths if path.is_file() and usual.search(path.read_bytes())] == []
