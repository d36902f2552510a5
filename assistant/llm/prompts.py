"""The questions put to a model: one Markdown file each, named, hashed, and filled in one pass.

A file holds `## system` and `## user`; what stands before them is for people. Slots look like
`<<article>>`. No template engine: what is filled in is never read for slots or markup.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from assistant.llm.call import Message
from assistant.llm.marks import harmless

SLOT = re.compile(r"<<([a-z_]+)>>")
DIGITS = 6
"""Digits of its text's hash in the mark of a block, where they are enough."""
SECTION = re.compile(r"^## (system|user)[ \t]*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question. `hash` is the first 12 hexadecimal digits of its file's SHA-256."""

    name: str
    hash: str
    system: str
    user: str

    def messages(self, values: Mapping[str, str]) -> tuple[Message, Message]:
        """The two messages with every slot filled. Raises ValueError unless names and slots agree."""
        slots = set(SLOT.findall(self.system + self.user))
        if slots != set(values):
            raise ValueError(f"prompt {self.name} has slots {sorted(slots)}, not {sorted(values)}")

        def fill(text: str) -> str:
            return SLOT.sub(lambda slot: values[slot[1]], text)

        return Message("system", fill(self.system)), Message("user", fill(self.user))


@cache
def load_prompt(name: str) -> Prompt:
    """The prompt of that name, from the package or from the checkout it stands in.

    Raises FileNotFoundError where there is none and ValueError where a section is missing.
    """
    text = _read(f"{name}.md").replace("\r\n", "\n")
    parts = SECTION.split(text)
    sections = {title: body.strip() for title, body in zip(parts[1::2], parts[2::2], strict=True)}
    if set(sections) != {"system", "user"}:
        raise ValueError(f"prompts/{name}.md needs the sections '## system' and '## user'")
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Prompt(name, digest, sections["system"], sections["user"])


def _read(filename: str) -> str:
    package = resources.files("assistant")
    shipped = package / "prompts" / filename
    if shipped.is_file():
        return shipped.read_text(encoding="utf-8")
    return (Path(str(package)).parent / "prompts" / filename).read_text(encoding="utf-8")


def data_block(kind: str, text: str) -> str:
    """Text from outside between marks that do not stand in it, whoever wrote it.

    A mark carries the hash of the text, so that the same text makes the same call. Six digits can be found by trying,
    by an author who knows what is sent: there are as many more as it takes for the mark not to be in the text. What
    looks like a mark, or like a token of a chat template, is written in other brackets.
    """
    plain = harmless(text)
    whole, low = hashlib.sha256(plain.encode()).hexdigest(), plain.lower()
    marks = (f"{kind}-{whole[:digits]}" for digits in range(DIGITS, len(whole) + 1))
    mark = next(mark for mark in marks if mark not in low)
    return f"<{mark}>\n{plain}\n</{mark}>"
