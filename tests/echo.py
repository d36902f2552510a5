"""An endpoint that sends back whatever it is sent to know its client by, wherever a response has room for it."""

import base64
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, unquote

from tests.loopback import Answer, Raw, Request, completion, honest, streamed

KEY = "sk-planted/7Qx+w9Zr4Tt2Lm8Bv0Kd"
PASSWORD = "pl4nted/Pa55+word-Zz81"
TOKEN = "t0ken-planted/9fKw3+Vb7"
FILLER = "and so on, as any text does, to its end"
SEEN = 11
"""Characters of a secret's beginning that tell it: a message that was cut may hold so much."""
ESCAPED = re.compile(r"\\+/")


def known(request: Request) -> str:
    """What the request says of its sender: headers, address, and both again as others write them."""
    told = " ".join([request.headers.get("authorization", ""), request.path, KEY, PASSWORD, TOKEN])
    coded = base64.b64encode(f"x{told}".encode()).decode()
    return f"{told} {quote(told, safe='')} {coded} {told.replace('/', chr(92) + '/')}"


def everywhere(request: Request) -> Mapping[str, str]:
    """Headers of a response that hold it."""
    return {"X-Request-Id": KEY, "Set-Cookie": f"k={KEY}", "Retry-After": KEY, "Content-Type": "application/json"}


def talking(request: Request) -> Answer:
    """An honest reply in which every text names the secrets; a stream parts them."""
    if not request.asked:
        return completion(known(request))
    text = json.dumps(_filled(honest(request), known(request)), ensure_ascii=False)
    return streamed(text, size=7) if request.body.get("stream") else completion(text)


def _filled(value: object, told: str) -> object:
    if isinstance(value, dict):
        return {
            name: f"{each} {told} {FILLER}" if name in ("text", "why", "speaker") else _filled(each, told)
            for name, each in value.items()
        }
    return [_filled(each, told) for each in value] if isinstance(value, list) else value


def failing(status: int) -> Callable[[Request], Answer]:
    """An error whose words end where a message is cut, in the middle of a key."""

    def answer(request: Request) -> Answer:
        said = {"message": f"{known(request)} {'.' * 290}{known(request)}", "param": KEY, "code": KEY, "type": KEY}
        return Raw(status, json.dumps({"error": said}), everywhere(request))

    return answer


def cut(before: int) -> Callable[[Request], Answer]:
    """An error in which the key begins so many characters before the message is cut."""
    return lambda request: Raw(400, json.dumps({"error": {"message": "." * (300 - before) + KEY}}))


def redirecting(status: int, target: str) -> Callable[[Request], Answer]:
    """A redirect to another host whose address holds the secrets."""
    place = f"{target}/{quote(KEY, safe='')}/{KEY}?key={KEY}"
    return lambda request: Raw(
        status, "", {"Location": place.replace("http://", f"http://u:{quote(PASSWORD, safe='')}@")}
    )


ODD: tuple[Callable[[Request], Answer], ...] = (
    lambda request: Raw(body=f"no JSON: {known(request)}"),
    lambda request: Raw(500, f"<html><title>{KEY}</title></html>", everywhere(request)),
    lambda request: Raw(body=json.dumps({"error": {"message": known(request)}})),
    lambda request: Raw(body=json.dumps({"choices": [{"message": {"refusal": known(request)}}]})),
    lambda request: Raw(body=json.dumps({"choices": KEY, "model": KEY})),
)
"""What an endpoint may answer that is no reply."""


def leaks(blob: bytes) -> list[str]:
    """The secrets that can be read from some bytes, as they are or through one of the usual encodings."""
    texts = [each.decode("utf-8", "replace") for each in (blob, *_unzipped(blob))]
    texts += [unquote(unquote(text)) for text in texts if "%" in text]
    texts += [ESCAPED.sub("/", unescape(text)) for text in texts if "&" in text or "\\" in text]
    return [each for each in (KEY, PASSWORD, TOKEN) if any(form in text for form in _coded(each) for text in texts)]


def _unzipped(blob: bytes) -> Iterator[bytes]:
    if blob.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(blob)) as archive:
            yield from map(archive.read, archive.namelist())


def _coded(secret: str) -> Iterator[str]:
    """The beginning of a secret, and those groups of three bytes in it that Base64 makes four letters of."""
    yield secret[:SEEN]
    for start in range(3):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            yield encode(secret[start : start + 9].encode()).decode()


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Everything in a folder: names, and what is in the files."""
    for path in sorted(folder.rglob("*")):
        yield str(path), path.read_bytes() if path.is_file() else b""
