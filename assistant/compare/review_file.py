"""The review file: JSON lines, one finding a line, sorted by id, so that versions of it compare and merge well."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from assistant.compare.reviews import Reviewed
from assistant.errors import UserError

NAME = "reviews.jsonl"
"""Read from the working folder, and made there, where no other file is named."""
UNMERGED = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def read_reviews(path: str | Path) -> list[Reviewed]:
    """The reviews of a file. Raises UserError for a file that cannot be read or a line that is none."""
    return parse(read_text(path), str(path))


def read_text(path: str | Path) -> str:
    """The text of a review file. Raises UserError for a file that cannot be read."""
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UserError(f"{path}: {error.strerror}; name another review file with --reviews") from None
    except UnicodeDecodeError:
        raise UserError(f"{path}: is not text; name another review file with --reviews") from None


def parse(text: str, name: str) -> list[Reviewed]:
    """The reviews of a text. Of two lines on one finding, as a merge may leave them, the later decision holds."""
    held: dict[str, Reviewed] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            review = _review(line, f"{name}, line {number}")
            if review.id not in held or held[review.id].at <= review.at:
                held[review.id] = review
    return [held[id] for id in sorted(held)]


def dump(reviews: Iterable[Reviewed], before: str = "") -> str:
    """The text of a review file.

    A review that stands in the text `before` keeps its line: a later version may have written more into it.
    """
    lines = [line.strip() for line in before.split("\n") if line.strip()]
    kept = {_review(line, ""): line for line in lines}
    ordered = sorted(reviews, key=lambda review: review.id)
    return "".join(f"{kept.get(review) or json.dumps(asdict(review), ensure_ascii=False)}\n" for review in ordered)


def _review(line: str, where: str) -> Reviewed:
    from pydantic import ValidationError

    if line.startswith(UNMERGED):
        raise UserError(f"{where}: a merge was left open; keep the lines of both sides and remove this one")
    try:
        review: Reviewed = _shape().validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise UserError(
            f"{where}: not a review ({place + ': ' if place else ''}{first['msg']}); mend or remove it"
        ) from None
    return review


@cache
def _shape() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Reviewed)
