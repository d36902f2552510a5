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

SLOT = re.compile(r"<<([a-z_]+)>>")
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
    """Text from outside between marks that it cannot have guessed: they carry its own hash."""
    mark = f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:6]}"
    return f"<{mark}>\n{text}\n</{mark}>"
