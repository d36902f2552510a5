"""Who is who: the persons of a story, with what each source calls them."""

from collections import Counter
from collections.abc import Sequence

from assistant.brief.persons import Somebody, somebodies
from assistant.schema import Article, Compared, Digest, Person, Role
from assistant.text.lexicon import entry
from assistant.text.locate import quote
from assistant.text.trades import QUALIFIERS, SHORT, kinds_of

WRITTEN_OUT = {f"{short.capitalize()}.": title.capitalize() for short, title in SHORT.items()}
"""Titles that are read more easily in full."""
UNDATED = "9999"
"""Sorts behind every date."""
FEW = 2
"""Independent sources, or mentions, from which somebody without a role is told."""


def people(articles: Sequence[Article], digests: Sequence[Digest], compared: Compared) -> tuple[Person, ...]:
    """The persons of a story, whom most independent sources name first, with their roles as each source gives them.

    Somebody whom no source calls anything is told only where two independent sources name them.
    """
    origin = {article: number for number, each in enumerate(compared.origins) for article in each.articles}
    made: list[tuple[int, int, int, Person]] = []
    for somebody in somebodies(articles):
        sources = {origin.get(m.article.id, m.article.id) for m in somebody.mentions}
        roles = _roles(somebody)
        if _surely(somebody) and (roles or len(sources) >= FEW):
            made.append((-len(sources), -len(somebody.mentions), len(made), Person(_name(somebody), roles)))
    return tuple(person for *_, person in sorted(made, key=lambda each: each[:3]))


def _surely(somebody: Somebody) -> bool:
    """Whether somebody is a person: by an honorific, by what only persons are, or called by the last of the names."""
    if any(mention.told for mention in somebody.mentions):
        return True
    whole = {m.words for m in somebody.mentions if len(m.words) > 1}
    lasts = {words[-1] for words in whole}
    again = any(len(m.words) == 1 and m.words[0] in lasts for m in somebody.mentions)
    called = any(mention.callings for mention in somebody.mentions if len(mention.words) > 1)
    return again and (called or not any(entry(word) for words in whole for word in (words[0], words[-1])))


def _name(somebody: Somebody) -> str:
    """The fullest of the names, of equal ones the most frequent, then the longest, then the one that is told first."""
    shown = Counter(mention.shown for mention in somebody.mentions)
    spoken = {
        name
        for name in shown
        if name.count(" ") > 1 and name.partition(" ")[2] in shown and "v" in kinds_of(name.split()[0].lower())
    }
    named = [name for name in shown if name not in spoken] or shown
    return max(named, key=lambda name: (len(name.split()), shown[name], len(name)))


def _roles(somebody: Somebody) -> tuple[Role, ...]:
    """What each source calls somebody, each wording once an article; what most sources say first, then the earliest."""
    worded: dict[str, dict[str, Role]] = {}
    for mention in sorted(somebody.mentions, key=lambda m: m.article.published or UNDATED):
        for calling in mention.callings:
            by_article = worded.setdefault(_text(calling.text).lower(), {})
            shown = next(iter(by_article.values())).text if by_article else _text(calling.text)
            by_article.setdefault(
                mention.article.id, Role(shown, mention.article.id, (quote(mention.article, mention.sentence),))
            )
    kept = [roles for words, roles in worded.items() if not any(_within(words, other) for other in worded)]
    return tuple(role for roles in sorted(kept, key=len, reverse=True) for role in roles.values())


def _text(words: str) -> str:
    return " ".join(WRITTEN_OUT.get(f"{word.rstrip('.')}.", word) for word in words.split())


def _within(words: str, other: str) -> bool:
    """Whether another wording says the same and more."""
    less, more = set(words.split()), set(other.split())
    return less < more and not (more - less) & (QUALIFIERS | {"candidate", "nominee", "aide", "spokesman"})
