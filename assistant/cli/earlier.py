"""An earlier result of `brief` or `compare`, read back from its JSON: for `review`, and for what is new since."""

import json
from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import UserError

if TYPE_CHECKING:
    from assistant.schema import Briefing, Comparison

WANTED = "name a result of brief or compare written with -o FILE.json"
NO_RESULT = "is not a result as JSON"
KINDS = {
    "digests": "is a result of digest",
    "answer": "is a result of ask",
    "sentences": "is a result of check",
    "alone": "is a result of stories",
}
"""What a key at the top of another result says of it; an answer has sentences too."""

NAMING = frozenset({"article", "articles"})
"""Fields of the records of a story that hold the id of an article, or several."""


def read_note(path: str | Path, option: str = "") -> "Briefing | Comparison":
    """The result that a file holds, keys of a newer version left aside. Raises UserError for anything else.

    `option` is what named the file on the command line.
    """
    where = f"{option} {path}".strip()
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
        data = json.loads(text)
    except OSError as error:
        raise UserError(f"{where}: {error.strerror}; {WANTED}") from None
    except (ValueError, RecursionError):  # neither UTF-8 nor JSON
        raise UserError(f"{where}: {NO_RESULT}; {WANTED}") from None
    found = _stories(data)
    if found is None:
        kind = next((kind for key, kind in KINDS.items() if isinstance(data, dict) and key in data), "")
        raise UserError(f"{where}: {kind or NO_RESULT}; {WANTED}")
    return _loaded(text, where, brief=any("timeline" in story for story in found))


def _stories(data: Any) -> list[dict[str, Any]] | None:
    """The stories of a briefing or a comparison; None where it is neither."""
    stories = data.get("stories") if isinstance(data, dict) else None
    if not isinstance(stories, list) or not all(isinstance(s, dict) and "discrepancies" in s for s in stories):
        return None
    return stories


def _loaded(text: str, where: str, *, brief: bool) -> "Briefing | Comparison":
    from assistant.render.json import load
    from assistant.schema import Briefing, Comparison

    try:
        result: Briefing | Comparison = load(text, Briefing) if brief else load(text, Comparison)
    except UserError as error:
        _, _, what = str(error).partition(": ")
        raise _changed(where, what) from None
    for missing in _foreign(result.stories, {article.id for article in result.articles}):
        raise _changed(where, f"it holds no article '{missing}'")
    return result


def _changed(where: str, what: str) -> UserError:
    return UserError(f"{where}: is not as it was written ({what}); write it again with -o FILE.json")


def _foreign(record: Any, known: Collection[str]) -> Iterator[str]:
    """The ids by which records name articles that are not known: whoever tells of them would look these up."""
    if isinstance(record, tuple):
        for item in record:
            yield from _foreign(item, known)
    elif is_dataclass(record):
        for field in fields(record):
            value = getattr(record, field.name)
            if field.name in NAMING:
                named = value if isinstance(value, tuple) else (value,)
                yield from (id for id in named if isinstance(id, str) and id not in known)
            else:
                yield from _foreign(value, known)
