"""An earlier result of `brief` or `compare`, read back from its JSON: for `review`, and for what is new since."""

import json
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
        return load(text, Briefing) if brief else load(text, Comparison)
    except UserError as error:
        _, _, what = str(error).partition(": ")
        raise UserError(f"{where}: is not as it was written ({what}); write it again with -o FILE.json") from None
