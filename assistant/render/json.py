"""JSON of every result, and its JSON Schema, both derived from the records in `assistant.schema`."""

import json
from dataclasses import asdict
from typing import Any, TypeVar

from assistant.answered import Answer
from assistant.checked import Check
from assistant.errors import UserError
from assistant.render.plain import visible_escapes
from assistant.render.trace import quotes_in
from assistant.schema import Briefing, Comparison, Digests, Stories

SCHEMAS: dict[str, type] = {
    "digest": Digests,
    "comparison": Comparison,
    "briefing": Briefing,
    "stories": Stories,
    "check": Check,
    "answer": Answer,
}

Record = TypeVar("Record", Digests, Comparison, Briefing, Stories, Check, Answer)


def dump(result: Digests | Comparison | Briefing | Stories | Check | Answer) -> str:
    """Indented JSON; control characters stand in it as escapes only."""
    return visible_escapes(json.dumps(asdict(result), indent=2, ensure_ascii=False)) + "\n"


def schema(kind: type) -> dict[str, Any]:
    """JSON Schema (2020-12) of what `dump` writes for a kind of result."""
    from pydantic import TypeAdapter

    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **TypeAdapter(kind).json_schema(mode="serialization"),
    }


def load(text: str, kind: type[Record]) -> Record:
    """The result that `dump` wrote. Raises UserError if it does not fit or a quote is not its span."""
    from pydantic import TypeAdapter, ValidationError

    try:
        result = TypeAdapter(kind).validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the text"
        raise UserError(f"not the JSON of a {kind.__name__}: {place}: {first['msg']}") from None
    texts = {article.id: article.text for article in result.articles}
    for quote in quotes_in(result):
        if texts.get(quote.article, "")[quote.start : quote.end] != quote.text:
            place = f"{quote.article}, characters {quote.start}-{quote.end}"
            raise UserError(f"not the JSON of a {kind.__name__}: the quote of {place} is not its text")
    return result
