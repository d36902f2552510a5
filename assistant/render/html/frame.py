"""How any page is made of its templates: everything escaped and cleaned, style and script let in by their hashes."""

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.render.plain import clean, one_line, quoted

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent.parent / "templates"
"""Where the style of all pages is."""


def framed(*folders: Path) -> "Environment":
    """What fills templates of these folders; `asset` gives a style or script of theirs, `hashed` its hash."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_cleaned,
    )
    texts = {path.name: path.read_text(encoding="utf-8") for folder in folders for path in folder.glob("*.[cj]s*")}
    environment.globals.update(
        asset=lambda name: Markup(texts[name]),  # nosec B704 # a file of this package
        hashed=lambda name: Markup(_hash(texts[name])),  # nosec B704 # a hash
        one_line=one_line,
        quoted=quoted,
    )
    return environment


def _hash(text: str) -> str:
    """The source of a style or script as a policy names it (CSP 3, hash-source)."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _cleaned(value: Any) -> Any:
    return clean(value) if type(value) is str else value
