"""Invented news for measuring: stories of drawn sizes with copies, whole piles of them, and web pages.

Articles are those of `bench.synthetic`; a copy is another outlet's, cut short at the end, as papers cut.
"""

import random
import re
from dataclasses import replace

from assistant.schema import Article
from bench.scale_world import repeated, sample_sizes, world
from bench.synthetic import stories

CLAIMS = 20
"""Sentences of an invented article."""
SHORTEST = 0.6
"""Share of a text that a copy keeps at least."""
LINKS = 80
"""Links around the report on an invented web page."""


def story(size: int, seed: int) -> list[Article]:
    """An invented story: independent texts, and copies of them in the share of the middle case."""
    chance = random.Random(f"story {seed}")
    own = 1 + sum(chance.random() >= repeated(world("mid")) for _ in range(size - 1))
    found = stories(max(2, own) * CLAIMS, seed=seed, articles=max(2, own), each=CLAIMS)[0].articles[:own]
    texts = list(found)
    while len(texts) < size:
        texts.append(_copy(texts[int(chance.random() ** 2 * len(texts))], chance))
    return [
        replace(article, id=f"{seed}-{number}", path=f"{seed}-{number}", outlet=f"outlet {seed}-{number}")
        for number, article in enumerate(texts)
    ]


def _copy(article: Article, chance: random.Random) -> Article:
    """The same text without its last sentences."""
    sentences = re.split(r"(?<=\.) ", article.text.strip())
    kept = max(1, round(len(sentences) * chance.uniform(SHORTEST, 1)))
    return replace(article, text=" ".join(sentences[:kept]) + "\n")


def pile(articles: int, seed: int = 7) -> list[list[Article]]:
    """Stories of drawn sizes that hold so many articles."""
    sizes = sample_sizes(world("mid"), articles, seed)
    return [story(size, seed * 1_000_000 + number) for number, size in enumerate(sizes)]


def printings(count: int) -> list[Article]:
    """Copies of one text in so many papers."""
    chance, one = random.Random(count), story(1, 5)[0]
    return [replace(_copy(one, chance), id=f"c{n}", path=f"c{n}", outlet=f"paper {n}") for n in range(count)]


def page(article: Article) -> str:
    """A web page of an article as a site makes it: head, menu, paragraphs, teasers, footer."""
    sentences = re.split(r"(?<=\.) ", article.text.strip())
    parts = "".join(f"<p>{' '.join(sentences[n : n + 3])}</p>\n" for n in range(0, len(sentences), 3))
    links = "".join(f'<li><a href="/section/{n}" class="item item-{n}">Section {n}</a></li>\n' for n in range(LINKS))
    head = f'<meta property="article:published_time" content="{article.published}"><title>{sentences[0][:60]}</title>'
    script = f"<script>window.data = {{{', '.join(f'k{n}: {n}' for n in range(800))}}};</script>"
    body = f"<nav><ul>{links}</ul></nav><article><h1>{sentences[0][:60]}</h1>{parts}</article><footer>{links}</footer>"
    return f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8>{head}{script}</head><body>{body}</body></html>"
