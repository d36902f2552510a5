"""The run file: everything that a run found out, as JSON; every report is made from it."""

import json
from dataclasses import asdict
from pathlib import Path

from assistant.errors import UserError
from assistant.evaluate.records import EvalRun
from assistant.render.plain import visible_escapes

FORMAT = 1


def dump(run: EvalRun) -> str:
    """A run as JSON, a line a value; control characters stand in it as escapes only."""
    return visible_escapes(json.dumps(asdict(run), indent=1, ensure_ascii=False)) + "\n"


def load(path: str | Path) -> EvalRun:
    """The run that a file holds. Raises UserError for a file that is none."""
    from pydantic import TypeAdapter, ValidationError

    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UserError(f"{path}: cannot be read ({reason}); name a file that 'assistant eval --json' wrote") from None
    try:
        run = TypeAdapter(EvalRun).validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the text"
        raise UserError(
            f"{path}: is no run file ({place}: {first['msg']}); name a file that 'assistant eval --json' wrote"
        ) from None
    if run.format > FORMAT:
        raise UserError(f"{path}: was written by a newer version of the assistant; update this one")
    return run
