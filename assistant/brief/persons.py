"""The persons of a story: which names are somebody's, and which of them are one person's."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.schema import Article, Span
from assistant.text.callings import callings, honoured
from assistant.text.full_names import SUFFIXES, own, same
from assistant.text.lexicon import entry, lemma
from assistant.text.names import BODIES, TIME_NAMES, TITLES, Name, capitals, names
from assistant.text.places import SITES, places
from assistant.text.role_words import Calling
from assistant.text.sentences import LONGEST_SENTENCE, sentences
from assistant.text.trades import HEADS, HONORIFICS, KIN, NEVER, OF_TITLE, PARTIES, RANK_PARTS

NO_PERSON = (
    BODIES
    | SITES
    | TIME_NAMES
    | frozenset(
        """news times post journal press tribune herald show street county city state states united kingdom republic
        motors electric league district avenue road island islands mountain valley north south east west act bill law
        code plan deal group company inc corp ltd foundation fund trust media radio television network channel tv
        democrats republicans americans white supreme capitol hill care medicare internet twitter facebook congress
        administration campaign convention conference project coalition alliance organization society institution
        government cabinet caucus super bowl cup award awards day war world international national
        american british french german russian chinese iranian iraqi israeli european african asian english democratic
        republican senate christian catholic muslim jewish islamic federal
        sens reps unit intelligence bible says say said govs dear senators presidents""".split()
    )
    - {"church", "bay", "field", "day", "west", "hill", "hall", "park", "street"}
)
"""Words of names that are not a person's."""
SURNAMES = frozenset(
    """baker butcher carpenter cook gardener shepherd pope king queen prince bishop judge dean priest forester conductor
    marshal driver farmer singer painter warden keeper major miner trainer fellow winner forward banker son
    lord cousin monk cardinal partner champion independent chambers head miss archer""".split()
)
"""What somebody may be and may be called."""
CAPITAL = re.compile(r"[^\W\d_a-z]")
CUT_FIRST = re.compile(
    r"(?:\b(?:Sens?|Reps?|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Dr|Mr|Ms|Mrs|Rev|Prof|Adm)\.)\s+([A-Z][a-z]+)\s+$"
)
"""An abbreviated title is no end of a sentence: the word behind it is a first name."""
OWNER = re.compile(r"[^’']*[’']s\s+(?=\S)|[A-Z]{3,}\s+(?=[A-Z][a-z])")
"""Whose somebody is: "Oxmere's Ann Lee"."""
RUN_IN = (HEADS | TITLES | RANK_PARTS) - SURNAMES
"""Titles that are no part of a name which they stand in."""
WORD = re.compile(r"\S+")
OPENED = re.compile(r"^[“\"'‘]?([A-Z][a-z]+)\s+$")
CUT_LAST = re.compile(r" [A-Z][a-z]+(?=[\s,.;])")
SELDOM = 6
"""Tagged uses of a verb below which a capitalised form of it is taken for a name."""
HEADLINE = 0.7
"""Share of capitalised words from which a sentence is a headline."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in its place, with what the sentence calls it.

    `at` is where it stands in the sentence; `sure` tells that an honorific, an age or a party makes it a person's.
    """

    article: Article
    sentence: Span
    words: tuple[str, ...]
    shown: str
    at: int
    callings: tuple[Calling, ...] = ()
    sure: bool = False

    @property
    def heads(self) -> set[str]:
        """The nouns that it calls them by."""
        return {calling.head for calling in self.callings}

    @property
    def own(self) -> tuple[str, ...]:
        """The words of the name without "Jr."."""
        return own(self.words)

    @property
    def told(self) -> bool:
        """Whether the mention by itself tells that it is a person's."""
        near = self.sure or len(self.words) > 1
        only = [c for c in self.callings if c.alone and (near or (c.end < self.at and c.head not in PARTIES))]
        return self.sure or bool(only)


@dataclass(slots=True)
class Somebody:
    """The mentions that are taken for one person's, with the names and the nouns that sources call them by."""

    mentions: list[Mention] = field(default_factory=list)
    names: set[tuple[str, ...]] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)

    def take(self, mentions: Iterable[Mention]) -> None:
        """Hold further mentions for this person's."""
        for mention in mentions:
            self.mentions.append(mention)
            self.names.add(mention.words)
            self.heads |= mention.heads


def mentions(article: Article) -> Iterator[Mention]:
    """The names of an article that may be a person's, in order, without its headlines."""
    known = capitals(article.text)
    for span in sentences(article):
        text = article.text[span.start : span.end]
        if len(text) > LONGEST_SENTENCE or _headline(text):
            continue
        found = names(text, known)
        sited = {place.start for place in places(text, found)}
        for name in found:
            if name.start not in sited and (made := _mention(article, span, text, name)):
                yield made


def _headline(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3]
    return (
        bool(words) and text[-1] not in '.?!”"' and sum(bool(CAPITAL.match(w)) for w in words) >= HEADLINE * len(words)
    )


def _mention(article: Article, span: Span, text: str, name: Name) -> Mention | None:
    start, shown = name.start, name.text
    behind = _behind_titles(shown)
    start, shown = start + behind, shown[behind:]
    while owner := OWNER.match(shown):
        start, shown = start + owner.end(), shown[owner.end() :]
    start, shown = _whole(text, start, shown)
    words = tuple(_plain(word) for word in shown.split())
    if not words or not _can_be(words, shown):
        return None
    if start > 4 and text[start - 4 : start].lower() == "the ":
        return None
    end = start + len(shown)
    end += words[-1] in SUFFIXES and text.startswith(".", end)
    return Mention(article, span, words, shown, start, tuple(callings(text, start, end)), honoured(text, start, end))


def _behind_titles(shown: str) -> int:
    """Where in a name the person's own begins, behind the last title."""
    *before, _ = words = list(WORD.finditer(shown))
    titles = [at for at, word in enumerate(before, 1) if word[0].lower().removesuffix(".") in RUN_IN]
    return words[titles[-1]].start() if titles else 0


def _whole(text: str, start: int, shown: str) -> tuple[int, str]:
    """A name with the first name that an abbreviated title cut off, and without the title "of" that ran into it."""
    if cut := CUT_FIRST.search(text[:start]):
        shown = text[cut.start(1) : start] + shown
        start = cut.start(1)
    elif (opened := OPENED.search(text[:start])) and _first_name(opened[1].lower()):
        shown = text[opened.start(1) : start] + shown
        start = opened.start(1)
    if behind := CUT_LAST.match(text, start + len(shown)):
        shown += behind[0]
    parts = shown.rsplit(maxsplit=2)
    if (
        len(parts) == 3
        and text[:start].endswith((" of ", " of the "))
        and OF_TITLE.search(text[: start + len(shown) - len(" ".join(parts[1:]))])
    ):
        shown = " ".join(parts[1:])
        start = text.index(shown, start)
    return start, shown


def _first_name(word: str) -> bool:
    """Whether a word that opens a sentence before a name is rather a part of it than a verb: "James", not "Meets"."""
    known, base = entry(word), entry(lemma(word))
    verb = base.kinds.get("v", 0) if base else 0
    return word not in NEVER and verb < SELDOM and (known is None or known.kinds in ({"n": 0}, {"n": 1}))


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in letters if not unicodedata.combining(c) and c != ".").replace("’", "'")


def _can_be(words: Sequence[str], shown: str) -> bool:
    """Whether a name can be a person's by its words: no body, no acronym, no digits."""
    plain = [word for word in words if word not in SUFFIXES]
    if not plain or len(plain) > 5 or {"of", "and", "the", "for"} & set(words) or any(c.isdigit() for c in shown):
        return False
    if len(plain) == 1 and (len(plain[0]) < 2 or shown.isupper()):
        return False
    return not set(plain) & NO_PERSON and not set(plain) & (HEADS | HONORIFICS) - SURNAMES


def somebodies(articles: Iterable[Article]) -> list[Somebody]:
    """Everybody of a story, each with all mentions that are surely theirs; those that fit two persons are left out."""
    told = [list(mentions(article)) for article in articles]
    found = _by_full_name([m for each in told for m in each if len(m.own) > 1])
    by_last = _by_word(found, -1)
    alone: dict[str, list[Somebody]] = defaultdict(list)
    for left in [left for each in told for left in _by_part(each, found)]:
        last = left.mentions[0].own[0]
        fitting = _fitting(left, by_last[last]) or [p for p in alone[last] if _agree(left, p)]
        if len(fitting) == 1:
            fitting[0].take(left.mentions)
        elif not fitting:
            alone[last].append(left)
    for last, each in alone.items():  # who was called the same by none at first may be by now
        for left in list(each):
            if len(called := [p for p in by_last[last] if p.heads & left.heads]) == 1:
                called[0].take(left.mentions)
                each.remove(left)
    return found + [person for each in alone.values() for person in each]


def _by_word(found: Iterable[Somebody], at: int) -> dict[str, list[Somebody]]:
    """The persons by the last (-1) or first (0) words of their full names."""
    words: dict[str, list[Somebody]] = defaultdict(list)
    for person in found:
        for word in {own(name)[at] for name in person.names if len(own(name)) > 1}:
            words[word].append(person)
    return words


def _by_full_name(told: Iterable[Mention]) -> list[Somebody]:
    """The persons that full names tell apart; a name that fits two of them is a person of its own."""
    by_name: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mention in told:
        by_name[mention.words].append(mention)
    found: list[Somebody] = []
    by_part: dict[str, list[Somebody]] = defaultdict(list)
    for words in sorted(by_name, key=lambda words: (-len(words), words)):
        ends = {own(words)[0], own(words)[-1]}
        near = {id(p): p for part in ends for p in by_part[part]}.values()
        fitting = [
            p for p in near if all(same(words, other) for other in p.names) and not _apart(by_name[words], p.mentions)
        ]
        person = fitting[0] if len(fitting) == 1 else Somebody()
        found += [] if len(fitting) == 1 else [person]
        person.take(by_name[words])
        for part in ends:
            by_part[part].append(person)
    return _without_suffix(found)


def _apart(left: Iterable[Mention], right: Iterable[Mention]) -> bool:
    """Whether an article calls both something by their full names, as it does with father and son."""
    return not {m.article.id for m in left if m.callings}.isdisjoint(m.article.id for m in right if m.callings)


def _without_suffix(found: list[Somebody]) -> list[Somebody]:
    """The same with those put together who are one but for "Jr."."""
    for younger in [p for p in found if any(words[-1] in SUFFIXES for words in p.names)]:
        plain = [p for p in found if p is not younger and _one_but_for_suffix(p, younger)]
        if len(plain) == 1:
            younger.take(plain[0].mentions)
            found.remove(plain[0])
    return found


def _one_but_for_suffix(plain: Somebody, younger: Somebody) -> bool:
    """Whether somebody is the same with and without "Jr.": called the same, and no article tells one from the other."""
    if not plain.heads & younger.heads:
        return False
    alike = all(same(own(a), own(b)) for a in plain.names for b in younger.names)
    articles = [{m.article.id for m in person.mentions} for person in (plain, younger)]
    return alike and not articles[0] & articles[1]


def _by_part(told: Sequence[Mention], found: Sequence[Somebody]) -> list[Somebody]:
    """Give each mention by one name to whom the article has named in full before; those of others are left."""
    whose = {words: person for person in found for words in person.names}
    by_last = _by_word(found, -1)
    firsts: dict[str, list[Somebody]] = defaultdict(list)
    lasts: dict[str, list[Somebody]] = defaultdict(list)
    left: dict[str, Somebody] = {}
    for mention in told:
        if len(mention.own) > 1:
            for word, here in ((mention.own[0], firsts), (mention.own[-1], lasts)):
                here[word] += [p for p in [whose[mention.words]] if p not in here[word]]
            continue
        word = mention.own[0]
        first = [p for p in firsts[word] if not mention.heads or p.heads & mention.heads]
        fitting = [p for p in lasts[word] or first if _suffixed(mention, p)]
        if word in left or not fitting or _another(mention, fitting, by_last[word]):
            left.setdefault(word, Somebody()).take([mention])
        else:
            fitting = fitting if len(fitting) == 1 else [p for p in fitting if p.heads & mention.heads]
            for person in fitting if len(fitting) == 1 else ():
                person.take([mention])
    return list(left.values())


def _another(mention: Mention, fitting: Sequence[Somebody], named: Sequence[Somebody]) -> bool:
    """Whether a title tells that a mention is not of those whom the article named, but of one of theirs."""
    if not mention.heads or any(p.heads & mention.heads for p in fitting):
        return False
    return any(p.heads & mention.heads for p in named) or any(p.heads & KIN for p in fitting)


def _suffixed(mention: Mention, person: Somebody) -> bool:
    """Whether somebody has the "Jr." that a mention has."""
    return any(set(name) & SUFFIXES >= set(mention.words) & SUFFIXES for name in person.names)


def _fitting(left: Somebody, named: Sequence[Somebody]) -> Sequence[Somebody]:
    """Whom of another article mentions by one name can be of: who is called the same, else who goes by that name."""
    return [p for p in named if p.heads & left.heads] or (named if len(named) != 1 or _agree(left, named[0]) else [])


def _agree(left: Somebody, person: Somebody) -> bool:
    """Whether mentions by one name can be of somebody who is not called the same in them."""
    goes_by = any(len(own(words)) == 1 for words in person.names)
    return bool(left.heads & person.heads) or not left.heads or (goes_by and not person.heads)
