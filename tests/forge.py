"""A stand-in on loopback for what the CI files ask of GitHub and GitLab: merges, artifacts and comments.

    with Forge() as forge:
        forge.packed = zipped("run.md", b"report")
        ...
    assert forge.comments[0]["body"]

It refuses what those would refuse: a call without its token, and a token where an artifact is stored.
"""

import io
import json
import threading
import zipfile
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

TOKEN = "only-for-the-test"
BOT = {"id": 41, "login": "github-actions[bot]"}
SOMEBODY = {"id": 7, "login": "ada"}
SHA = "5ca1ab1e" * 5
FORK = {"id": 900, "full_name": "ada/assistant", "owner": {"login": "ada"}}
RUN = {
    "id": 7,
    "event": "pull_request",
    "conclusion": "failure",
    "head_sha": SHA,
    "head_branch": "mend & more",
    "head_repository": FORK,
    "html_url": "https://example.org/runs/7",
}
Reply = tuple[int, dict[str, str], bytes]


def zipped(name: str, content: bytes) -> bytes:
    """An artifact with one file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def pull(number: int, **head: Any) -> dict[str, Any]:
    """An open pull request from the fork, whose head is what was evaluated."""
    return {"number": number, "head": {"label": "ada:mend & more", "sha": SHA, "repo": FORK, **head}}


def comment(id: int, author: dict[str, Any], body: str) -> dict[str, Any]:
    """A comment, with its author as both forges name one."""
    return {"id": id, "user": author, "author": author, "body": body}


@dataclass
class Forge:
    """The server; a context manager. `comments` holds what stands on the one merge."""

    pulls: list[dict[str, Any]] = field(default_factory=lambda: [pull(12)])
    artifacts: list[dict[str, Any]] = field(default_factory=list)
    packed: bytes = b""
    comments: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def address(self) -> str:
        """Where its API is."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def keep(self, packed: bytes, **more: Any) -> None:
        """Keep an artifact of the run."""
        self.packed = packed
        made = {"id": 3, "expired": False, "created_at": "2026-01-02T03:04:05Z", "size_in_bytes": len(packed)}
        self.artifacts = [{**made, **more}]

    def reply(self, method: str, target: str, token: str, body: dict[str, Any]) -> Reply:
        """What it says to a request."""
        path, query = urlsplit(target).path, dict(parse_qsl(urlsplit(target).query))
        if path == "/store":
            return (403, {}, b"") if token else (200, {}, self.packed)
        if token != TOKEN:
            return 401, {}, b"{}"
        if path == "/repos/o/r/actions/artifacts/3/zip":
            return 302, {"Location": f"http://localhost:{self._server.server_port}/store"}, b""
        found = self._listed(path, query) if method == "GET" else self._written(method, path, body)
        return (404, {}, b"{}") if found is None else (200, {}, json.dumps(found).encode())

    def _listed(self, path: str, query: dict[str, str]) -> Any:
        size, page = int(query.get("per_page", 30)), int(query.get("page", 1))
        comments = self.comments[size * (page - 1) : size * page]
        return {
            "/repos/o/r/pulls": [each for each in self.pulls if each["head"]["label"] == query.get("head")],
            "/repos/o/r/actions/runs/7/artifacts": {"artifacts": self.artifacts},
            "/repos/o/r/issues/12/comments": comments,
            "/projects/5/merge_requests/12/notes": comments,
            "/user": BOT,
        }.get(path)

    def _written(self, method: str, path: str, body: dict[str, Any]) -> Any:
        place, _, last = path.rpartition("/")
        if (method, path) in (
            ("POST", "/repos/o/r/issues/12/comments"),
            ("POST", "/projects/5/merge_requests/12/notes"),
        ):
            self.comments.append(comment(1000 + len(self.comments), BOT, body["body"]))
            return self.comments[-1]
        if (method, place) in (
            ("PATCH", "/repos/o/r/issues/comments"),
            ("PUT", "/projects/5/merge_requests/12/notes"),
        ):
            (found,) = (each for each in self.comments if str(each["id"]) == last)
            found["body"] = body["body"]
            return found
        return None

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        forge = self

        class Handler(BaseHTTPRequestHandler):
            def do(self) -> None:
                bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
                length = int(self.headers.get("Content-Length", 0))
                body = json.loads(self.rfile.read(length) or b"{}")
                token = bearer or self.headers.get("PRIVATE-TOKEN", "")
                status, headers, data = forge.reply(self.command, self.path, token, body)
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(data))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_PATCH = do_PUT = do

            def log_message(self, *_: Any) -> None:
                """Keep the tests' output quiet."""

        return Handler
