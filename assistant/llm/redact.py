"""Takes what is secret out of text that comes from outside: an endpoint may send back what it was sent.

What is looked for is the key, the password or token in the endpoint's address, and passwords of proxies,
as they are and as they are written in addresses, headers, pages and JSON.
"""

import base64
import html
import json
import logging
import os
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, quote_plus, unquote, urlsplit

if TYPE_CHECKING:
    from assistant.settings import Settings

MARK = "[key]"
LONG = 12
"""Characters from which on a secret is no ordinary word: a shorter one is taken out of errors only."""
SHORT = 4
"""Characters below which nothing is looked for."""
CORE = 8
"""Characters of Base64 by which a secret inside a longer text is known."""
NAMED = re.compile(r"key|token|secret|sig|pass|auth|code", re.IGNORECASE)
"""What the name of a query parameter says where its value is secret."""
UNSAID = 20
"""Characters from which on the value of any other parameter counts as secret too."""
LOGGERS = ("openai", "httpx2", "httpcore2")
"""Libraries that log addresses and headers where the user turns that on."""


class Redaction:
    """The secrets of a run, to be taken out of text."""

    def __init__(self, secrets: Iterable[str]) -> None:
        held = sorted({secret for secret in secrets if len(secret) >= SHORT}, key=len, reverse=True)
        words = [rf"(?<!\w){re.escape(secret)}(?!\w)" for secret in held if len(secret) < LONG]
        every = {form for secret in held if len(secret) >= LONG for form in _forms(secret)}
        self._forms = sorted(every, key=len, reverse=True)
        self._data = _either(map(re.escape, self._forms))
        self._told = _either(chain(map(re.escape, self._forms), words))

    def told(self, text: str) -> str:
        """What an error or a log says, without any of them."""
        return self._told.sub(MARK, text)

    def data(self, value: Any) -> Any:
        """JSON as an endpoint sent it, or a text of it, without the long ones, which no article can mean."""
        if isinstance(value, str):
            return self._data.sub(MARK, value)
        if isinstance(value, list):
            return [self.data(each) for each in value]
        if isinstance(value, dict):
            return {self.data(name): self.data(each) for name, each in value.items()}
        return value

    def growing(self, text: str) -> str:
        """The same of a text that is still arriving: an end that may become a secret is held back."""
        clean = str(self.data(text))
        begun = self._begun
        most = min(len(clean), max(map(len, begun), default=0))
        cut = next((n for n in range(most, SHORT - 1, -1) if clean[-n:] in begun), 0)
        return clean[: len(clean) - cut]

    @cached_property
    def _begun(self) -> frozenset[str]:
        """What all of them may begin with."""
        return frozenset(form[:n] for form in self._forms for n in range(SHORT, len(form)))


def redaction(settings: "Settings") -> Redaction:
    """What must not come back from the endpoint that the settings name."""
    return Redaction(chain([settings.api_key.strip()], _in_address(settings.base_url), _of_proxies()))


def hush_logs(known: Redaction) -> None:
    """Take the secrets out of what libraries log, should the user have turned that on (`OPENAI_LOG`)."""
    for name in [*LOGGERS, *logging.root.manager.loggerDict]:
        if name.partition(".")[0] in LOGGERS:
            logger = logging.getLogger(name)
            for old in [each for each in logger.filters if isinstance(each, _Clean)]:
                old.known.append(known)
                break
            else:
                logger.addFilter(_Clean(known))


class _Clean(logging.Filter):
    """Lets every record pass, without the secrets of any run of this process."""

    def __init__(self, known: Redaction) -> None:
        super().__init__()
        self.known = [known]

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record, its traceback too."""
        told = record.getMessage()
        traced = logging.Formatter().formatException(record.exc_info) if record.exc_info else ""
        for known in self.known:
            told, traced = known.told(told), known.told(traced)
        record.msg, record.args = told, ()
        record.exc_text = traced or None
        return True


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or r"(?!)")


def _forms(secret: str) -> Iterator[str]:
    """A secret as it may be written, and as who was sent one of these may write that."""
    once = [secret, *_percent(secret)]
    for form in dict.fromkeys(once):
        inside = json.dumps(form)[1:-1]
        yield from (form, *_percent(form), inside, json.dumps(inside)[1:-1], html.escape(form))
        yield from (inside.replace("/", f"{escape}/") for escape in ("\\", "\\\\"))  # JSON, and JSON in JSON
        for core in _base64(form.encode(errors="surrogateescape")):
            yield from (core, core.translate(str.maketrans("+/", "-_")))


def _percent(text: str) -> Iterator[str]:
    percent = quote(text, safe="")
    yield from (percent, re.sub(r"%..", lambda found: found[0].lower(), percent), quote_plus(text))


def _base64(data: bytes) -> Iterator[str]:
    """What Base64 makes of data for certain, wherever in a text it stands (RFC 4648, section 4)."""
    for before in range(3):
        text = base64.b64encode(bytes(before) + data).decode().rstrip("=")
        whole = (before + len(data)) % 3 == 0
        core = text[before + 1 if before else 0 : None if whole else -1]
        if len(core) >= CORE:
            yield core


def _in_address(address: str) -> Iterator[str]:
    """What is secret in an address: the password, and what its query says by name."""
    try:
        parts = urlsplit(address)
        user, password = parts.username or "", parts.password or ""
    except ValueError:
        return
    for secret in (password or user, f"{user}:{password}" if password else ""):
        yield from (secret, unquote(secret))
    for name, value in parse_qsl(parts.query):
        if NAMED.search(name) or len(value) >= UNSAID:
            yield value


def _of_proxies() -> Iterator[str]:
    for name, value in os.environ.items():
        if name.lower().endswith("_proxy") and name.lower() != "no_proxy":
            yield from _in_address(value if "://" in value else f"http://{value}")
