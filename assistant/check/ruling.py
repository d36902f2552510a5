"""The verdict on each sentence of a draft, as far as words and arithmetic tell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.check.dissent import dissents
from assistant.check.draft import Part, parts
from assistant.check.flag import Flag
from assistant.check.source import Source, prepare
from assistant.check.vouch import vouched
from assistant.check.weigh import Weighed, alarm, weigh
from assistant.checked import CheckVerdict
from assistant.schema import Article, Problem, Quote, Span
from assistant.text.language import ENGLISH, OTHER, language
from assistant.text.locate import quote
from assistant.text.stance import voice

UNKNOWN = 0.49
"""Score of a sentence of which nothing can be said: beside the middle, on the side of silence."""
NOT_COMPARED = "not compared: language"
SILENT = "The rules found nothing against it and do not vouch for it: compare the quote."
PARTLY = "The words of the sources do not carry all of it: compare the quote."
NOWHERE = "Nothing in the sources is about this."
PLURAL = {"does": "do", "has": "have", "gives": "give", "negates": "negate", "says": "say"}
SOURCE = re.compile(r"\b[Tt]he source\b")
SOURCE_WITH_VERB = re.compile(rf"The source ({'|'.join(PLURAL)})\b")
QUOTED_WORD = re.compile(r"“([^”]*)”")


@dataclass(frozen=True, slots=True)
class Sources:
    """The articles that are compared with, together and each by itself; `unread` are in another language."""

    articles: Mapping[str, Article]
    whole: Source
    each: Mapping[str, Source]
    unread: tuple[tuple[Article, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """A sentence of the draft with its verdict, score (0 consistent, 1 inconsistent) and quotes."""

    part: Part
    verdict: CheckVerdict
    why: str
    score: float
    evidence: tuple[Quote, ...] = ()


def gather(articles: Sequence[Article]) -> Sources:
    """Articles made ready to be compared with."""
    spoken = {article.id: language(article.text) or ENGLISH for article in articles}
    read = [article for article in articles if spoken[article.id] == ENGLISH]
    whole = prepare(read)
    each = {read[0].id: whole} if len(read) == 1 else {article.id: prepare([article]) for article in read}
    unread = tuple((article, spoken[article.id]) for article in articles if spoken[article.id] != ENGLISH)
    return Sources({article.id: article for article in read}, whole, each, unread)


def unread(sources: Sources) -> Iterator[Problem]:
    """A line for each article in a language that is not read."""
    for article, spoken in sources.unread:
        yield Problem(article.path, f"{NOT_COMPARED} ({spoken})")


def rule(draft: Article, sources: Sources) -> tuple[Ruling, ...]:
    """The verdict on every sentence of a draft."""
    spoken = language(draft.text) or ENGLISH
    return tuple(_ruling(part, _spoken(part, spoken), sources) for part in parts(draft))


def _spoken(part: Part, whole: str) -> str:
    """The language of a sentence; that of the whole draft where the sentence does not name its own."""
    own = language(part.text)
    return whole if own in ("", OTHER) else own


def _ruling(part: Part, spoken: str, sources: Sources) -> Ruling:
    if part.skip:
        return Ruling(part, "not_checkable", _sentence(part.skip), 0.0)
    if spoken != ENGLISH:
        return Ruling(part, "not_verified", f"{NOT_COMPARED} ({spoken})", UNKNOWN)
    if not sources.articles:
        languages = ", ".join(dict.fromkeys(name for _, name in sources.unread))
        return Ruling(part, "not_verified", f"{NOT_COMPARED} of the sources ({languages})", UNKNOWN)
    if len(sources.each) > 1:
        alone = {id: weigh(part.meant, source) for id, source in sources.each.items()}
        carriers = {id: told for id, one in alone.items() if (told := _vouching(part, one, sources.each[id]))}
        if carriers:
            return _carried(part, alone, carriers, sources)
    return _together(part, sources)


def _together(part: Part, sources: Sources) -> Ruling:
    """The verdict by all sources as one, where none by itself carries the sentence."""
    source = sources.whole
    weighed = weigh(part.meant, source)
    quotes = _quotes(weighed.evidence, source, sources)
    against = alarm(weighed)
    flags = sorted(weighed.flags, key=lambda flag: (-flag.weight, not flag.opposed))
    if against == "contradicted":
        flags.sort(key=lambda flag: not flag.opposed)
        why, quotes = _why(flags, source, sources), _leading(flags[0], quotes, source, sources)
        return Ruling(part, against, why, weighed.score, quotes)
    if against:
        return Ruling(part, against, _why(flags, source, sources) or NOWHERE, weighed.score, quotes)
    if told := _vouching(part, weighed, source):
        quotes = _quotes(told, source, sources)
        return Ruling(part, "supported", f"The quoted words carry it{_said_by(part, quotes)}.", weighed.score, quotes)
    doubt = _why(flags, source, sources)
    return Ruling(part, "not_verified", f"{PARTLY} {doubt}" if doubt else SILENT, weighed.score, quotes)


def _vouching(part: Part, weighed: Weighed, source: Source) -> tuple[int, ...]:
    """The sentence of the evidence that vouches for one against which nothing speaks."""
    if not weighed.carried or alarm(weighed):
        return ()
    if (copied := source.verbatim(part.meant)) >= 0:
        return (copied,)
    told = ((n, text) for n in weighed.evidence for text in (source.sentences[n][3], source.meant[n]))
    return next(((n,) for n, text in told if vouched(part.meant, text)), ())


def _carried(
    part: Part, alone: Mapping[str, Weighed], carriers: Mapping[str, tuple[int, ...]], sources: Sources
) -> Ruling:
    """A sentence that some source carries: supported, unless another says otherwise."""
    held = tuple(q for id, told in carriers.items() for q in _quotes(told, sources.each[id], sources))
    for id, one in alone.items():
        against = [flag for flag in one.flags if dissents(part.meant, flag, sources.each[id])]
        if id not in carriers and against and alarm(one):
            flag = max(against, key=lambda f: f.weight)
            names = [sources.articles[each].label for each in (next(iter(carriers)), id)]
            other = names[1] if names[1] != names[0] else "another report of it"
            told = _told(flag, sources.each[id], sources)
            why = f"The sources disagree: {names[0]} carries it, {other} does not. {told}"
            quotes = _leading(flag, _quotes(one.evidence[:1], sources.each[id], sources), sources.each[id], sources)
            return Ruling(part, "contradicted", why, one.score, (*held, *quotes))
    count = len(carriers)
    whose = f"The quoted words of {count} sources carry it" if count > 1 else "The quoted words carry it"
    score = min(alone[id].score for id in carriers)
    return Ruling(part, "supported", f"{whose}{_said_by(part, held)}.", score, held)


def _said_by(part: Part, quotes: Sequence[Quote]) -> str:
    """Whose words they are, where the draft tells as a fact what the sources only report."""
    speakers = {voice(each.text).speaker for each in quotes}
    speaker = speakers.pop() if len(speakers) == 1 else ""
    return f"; the source reports it as said by {speaker}" if speaker and not voice(part.meant).speaker else ""


def _leading(flag: Flag, quotes: tuple[Quote, ...], source: Source, sources: Sources) -> tuple[Quote, ...]:
    """The quotes with the one that opposes at their head."""
    if flag.evidence < 0:
        return quotes
    opposing = _quotes((flag.evidence,), source, sources)
    return (*opposing, *(each for each in quotes if each not in opposing))


def _quotes(indexes: Sequence[int], source: Source, sources: Sources) -> tuple[Quote, ...]:
    found = (source.sentences[index] for index in indexes)
    return tuple(quote(sources.articles[id], Span(start, end)) for id, start, end, _ in found)


def _why(flags: Sequence[Flag], source: Source, sources: Sources) -> str:
    """What the heaviest flags say, each thing once."""
    said = ""
    for flag in flags[:3]:
        words = QUOTED_WORD.findall(flag.why)
        if flag.why not in said and not (words and said and all(word in said for word in words)):
            said = f"{said} {_told(flag, source, sources)}"
    return said.strip()


def _told(flag: Flag, source: Source, sources: Sources) -> str:
    """What a flag says, of several sources with the name of the one that says otherwise."""
    if len(sources.articles) == 1:
        return flag.why
    if flag.evidence >= 0:
        label = sources.articles[source.sentences[flag.evidence][0]].label
        return SOURCE.sub(lambda _: label, flag.why, count=1)
    verb = SOURCE_WITH_VERB.match(flag.why)
    return f"The sources {PLURAL[verb[1]]}{flag.why[verb.end() :]}" if verb else flag.why


def _sentence(reason: str) -> str:
    return f"{reason[0].upper()}{reason[1:]}."
