"""Which entries of a library are of an article, so that they can be removed."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.library.keeper import SEAL, content, sealed
from assistant.schema import Article
from assistant.text.held import Words, leaves
from assistant.text.sentences import sentences

OF = "."
"""Before the checksum of the text that a vector is of."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose entries are looked for: articles that can be read, words that are known, and what they were called."""

    articles: Sequence[Article]
    words: Words
    named: Callable[[Iterable[str]], bool]


def told_in(rows: Mapping[str, str], wanted: Wanted) -> list[str]:
    """What the parts of articles with one of the names say, should their texts be gone."""
    parts = (made for text in rows.values() if (made := _made(text)) and wanted.named(made.get("about", ())))
    return [said for made in parts for said in leaves([made.get("claims"), made.get("summary")])]


def entries_of(rows: Mapping[str, str], wanted: Wanted) -> list[str]:
    """The keys of entries that were made of an article, and of those of earlier versions, which do not say of which."""
    made = {key: _made(text) for key, text in rows.items()}
    parts = [key for key, data in made.items() if data and "claims" in data and _is_part(data, wanted)]
    contents = {content(article) for article in wanted.articles}
    contents |= {of for key in parts for of in (made[key] or {})["of"]}
    told = [key for key, data in made.items() if data and ("of" not in data or contents & set(data["of"]))]
    vectors = [key for key, data in made.items() if data is None]
    return list(dict.fromkeys([*parts, *told, *_vectors({key: rows[key] for key in vectors}, wanted)]))


def _vectors(rows: Mapping[str, str], wanted: Wanted) -> list[str]:
    """Vectors of the article's sentences; all vectors where its text is gone, for a sentence may have been another."""
    if not wanted.articles:
        return list(rows) if wanted.words.texts else []
    texts = [*(article for article in wanted.articles), *map(_article, wanted.words.texts)]
    seals = {sealed(" ".join(each.text[s.start : s.end].split())) for each in texts for s in sentences(each)}
    return [key for key, text in rows.items() if OF not in text or text.partition(OF)[2] in seals]


def _article(text: str) -> Article:
    return Article("", "", "", "", "", "", text)


def _is_part(data: Mapping[str, Any], wanted: Wanted) -> bool:
    return wanted.named(data.get("about", ())) or wanted.words.within(leaves(data))


def _made(text: str) -> dict[str, Any] | None:
    """An entry; None for a vector, and for what is no entry of ours."""
    try:
        data = json.loads(text[SEAL:])
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else {}
