"""JSON that is still being written: what of it can be read already. Pure functions."""

import json
import re
from typing import Any

_DECODER = json.JSONDecoder(strict=False)  # small models put raw line breaks into strings
_BETWEEN = re.compile(r"[\s,]*")


def finished(text: str, name: str) -> list[dict[str, Any]]:
    """The objects of the list `name` that stand complete in a JSON object, however far it has come.

    What stands before the object or behind the list does not matter. Nothing is guessed: an object whose last brace
    has not come yet is left for later, and so is all that follows one that is broken.
    """
    opened = re.search(rf'(?<!\\)"{re.escape(name)}"\s*:\s*\[', text)
    found: list[dict[str, Any]] = []
    at = opened.end() if opened else len(text)
    while (at := _past(_BETWEEN, text, at)) < len(text) and text[at] != "]":
        try:
            item, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        if isinstance(item, dict):
            found.append(item)
    return found


def _past(form: re.Pattern[str], text: str, at: int) -> int:
    match = form.match(text, at)
    return match.end() if match else at
