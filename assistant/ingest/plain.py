"""Plain text and Markdown."""

import re
from typing import Any

from assistant.ingest import addressed, dates, hidden
from assistant.ingest.decode import decode
from assistant.ingest.document import NOT_TEXT, Document, Parsed
from assistant.schema import Problem

FRONT_MATTER = 64_000  # characters; more than this is no front matter
_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?)\n?^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_ENTRY = re.compile(
    r"(?P<key>[A-Za-z][\w-]{0,60}):(?: +(?:(?P<plain>[A-Za-z0-9](?:[^#:]|:(?=\S))*)"
    r"|\"(?P<double>[^\"\\]*)\"|'(?P<single>[^']*)'))? *",
    re.ASCII,
)
_FIRST_HEADING = re.compile(r"\A\s*#\s+(?P<title>[^\n]{1,200}?)\s*#*\s*$", re.M)
_UNDERLINED = re.compile(r"^(?P<heading>\S[^\n]{0,90})\n(?:=+|-{3,})[ \t]*$", re.M)
_YAML = (".yaml", ".yml")
_LABELS = re.compile(
    r"^story:.*^(?:discrepancies|distractors|agreements|single_source|key_points|qa|claims):", re.S | re.M
)
"""Labels of a story, which `assistant brief story/*` names along with its articles."""
_KEYS = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publication", "site"),
    "published": ("date", "published", "published_at"),
    "url": ("url", "link", "canonical"),
}


def plain(data: bytes, document: Document) -> Parsed | Problem | None:
    """The decoded file as it stands; None when it holds the labels of a story."""
    text = decode(data, document.charset)
    if text is None:
        return Problem(document.path, NOT_TEXT)
    return None if document.path.lower().endswith(_YAML) and _LABELS.search(text) else Parsed(text)


def markdown(data: bytes, document: Document) -> Parsed | Problem | None:
    """What follows the front matter, as it stands; None when the front matter says `kind: notes`."""
    text = decode(data, document.charset)
    if text is None:
        return Problem(document.path, NOT_TEXT)
    matter, start = _front_matter(text)
    if matter.get("kind", "").lower() == "notes":
        return None
    body, pieces = hidden.markdown(text[start:])
    facts = {field: next((matter[key] for key in keys if matter.get(key)), "") for field, keys in _KEYS.items()}
    first = _FIRST_HEADING.search(body)
    return Parsed(
        body,
        title=facts["title"] or (first["title"] if first else ""),
        outlet=facts["outlet"],
        published=dates.iso(facts["published"]),
        url=facts["url"],
        known={match["heading"].strip(): "heading" for match in _UNDERLINED.finditer(body)},
        cautions=(*hidden.cautions(pieces), *addressed.in_fields(_unused(matter))),
    )


def _unused(matter: dict[str, str]) -> dict[str, str]:
    """What a front matter says beside the facts of an article, which are looked at when they are known."""
    used = {key for keys in _KEYS.values() for key in keys}
    return {f"front matter: {key[:40]}": value for key, value in matter.items() if key not in used}


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    """The front matter's plain values and where the text after it begins; nothing when it is malformed."""
    match = _FRONT.match(text, 0, FRONT_MATTER)
    values = _plainly(match["yaml"]) or _by_yaml(match["yaml"]) if match else None
    if not match or not isinstance(values, dict):
        return {}, 0
    texts = {str(key).lower(): value.strip() for key, value in values.items() if isinstance(value, str)}
    return texts, match.end()


def _plainly(matter: str) -> dict[str, str] | None:
    """What most front matter is, one plain or quoted value a line, as YAML reads it; None for anything else.

    It takes a hundredth of the time, and spares most runs the library.
    """
    found = {}
    for line in matter.split("\n"):
        entry = _ENTRY.fullmatch(line) if line.isprintable() else None
        if entry is None:
            return None
        found[entry["key"]] = next(filter(None, entry.group("plain", "double", "single")), "")
    return found


def _by_yaml(matter: str) -> Any:
    """What YAML makes of a front matter; None where it is malformed."""
    import yaml

    try:
        # Every value stays the text it is written as: dates have one parser, "no" is not a boolean.
        return yaml.load(matter, Loader=yaml.BaseLoader)  # nosec B506 # BaseLoader makes texts, lists and mappings only
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
