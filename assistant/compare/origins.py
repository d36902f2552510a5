"""Which articles of a story are one source: copies of one text, reports of one agency, one outlet's own.

Three things make one origin of two articles. They carry the same text, wherever it came from; both are
credited, as a whole, to the same agency; or they stand in the same outlet. A statement that both quote
at length makes none: what stands in quotation marks is not counted. Neither does a partial credit
("with inputs from agencies"): how much was taken over shows in the text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from assistant.compare.credits import agency_of, is_agency
from assistant.compare.groups import grouped
from assistant.compare.overlap import carried, likely, runs
from assistant.schema import Article, Basis, Copy, Discrepancy, Origin

COPIED = 0.35
"""Share of the shorter article's own words that the other must carry to be of the same origin. In 234
pairs of real reports on one event by three outlets it was 0.03 at most, with quotations counted 0.24."""
CHANGED = "These stand in copies of one text, so one of them was changed."
STRENGTH: dict[Basis, int] = {"text": 2, "agency": 1, "outlet": 0}
WHY: dict[Basis, str] = {"text": "copies of one text", "agency": "reports of one agency", "outlet": "one outlet"}


def find_origins(articles: Sequence[Article]) -> tuple[Origin, ...]:
    """The independent origins of a story's articles, each article in exactly one, in the articles' order.

    An article is tied to one earlier report at most, to that with which it has most in common: a
    report that draws on two others does not make those two one.
    """
    links: dict[str, Copy] = {}
    for link in (*_same_text(articles), *_same_agency(articles), *_same_outlet(articles)):
        links[link.article] = max(link, links.get(link.article, link), key=_strength)
    groups = grouped([a.id for a in articles], [(link.article, link.of) for link in links.values()])
    return tuple(_origin(group, [links[id] for id in group if id in links]) for group in groups)


def _origin(group: Sequence[str], copies: Sequence[Copy]) -> Origin:
    held = {copy.basis for copy in copies}
    return Origin(tuple(group), ", ".join(why for basis, why in WHY.items() if basis in held), tuple(copies))


def number_of(found: Sequence[Origin]) -> dict[str, int]:
    """A number for each article; articles of one origin have the same."""
    return {article: number for number, origin in enumerate(found) for article in origin.articles}


def noted(findings: Sequence[Discrepancy], found: Sequence[Origin]) -> list[Discrepancy]:
    """The findings, those between copies of one text saying so: a copy with a changed figure is news."""
    copies = [(c.article, c.of) for origin in found for c in origin.copies if c.basis == "text"]
    texts = grouped(list(dict.fromkeys(id for pair in copies for id in pair)), copies)
    text_of = {id: number for number, group in enumerate(texts) for id in group}
    return [replace(f, why=f"{f.why} {CHANGED}".strip()) if _between_copies(f, text_of) else f for f in findings]


def _between_copies(finding: Discrepancy, text_of: Mapping[str, int]) -> bool:
    """Whether two copies of one text have different values."""
    held = [(text_of[p.article], p.article, p.value.casefold()) for p in finding.positions if p.article in text_of]
    return any(a[0] == b[0] and a[1] != b[1] and a[2] != b[2] for a, b in combinations(held, 2))


def _strength(link: Copy) -> tuple[int, float]:
    return STRENGTH[link.basis], link.share


def _same_text(articles: Sequence[Article]) -> Iterator[Copy]:
    """Pairs of which the shorter stands in the other."""
    found = {article.id: runs(article) for article in articles}
    by_id = {article.id: article for article in articles}
    for a, b in likely(found):
        if carried(found[a], found[b]) >= COPIED:
            first, copy = sorted((by_id[a], by_id[b]), key=_age)
            share = len(found[a] & found[b]) / len(found[copy.id])
            yield Copy(copy.id, first.id, "text", round(share, 2), f"{share:.0%} of its own words stand there too")


def _same_agency(articles: Sequence[Article]) -> Iterator[Copy]:
    credited = {article.id: agency_of(article) for article in articles}
    for article, first, name in _namesakes(articles, credited):
        yield Copy(article, first, "agency", 0.0, f"both are credited to {name}")


def _same_outlet(articles: Sequence[Article]) -> Iterator[Copy]:
    outlets = {article.id: " ".join(article.outlet.split()) for article in articles}
    for article, first, name in _namesakes(articles, outlets):
        yield Copy(article, first, "outlet", 0.0, f"both stand in {name}")


def _namesakes(articles: Sequence[Article], names: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each article with the first that has the same name, and the name."""
    first: dict[str, str] = {}
    for article in sorted(articles, key=_age):
        name = names[article.id]
        held = first.setdefault(name.casefold(), article.id)
        if name and held != article.id:
            yield article.id, held, name


def _age(article: Article) -> tuple[bool, str, int, str]:
    """Sorts an agency's own report first, then the earliest, then the longest."""
    return (not is_agency(article.outlet), article.published or "9", -len(article.text), article.id)
