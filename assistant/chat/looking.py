"""The commands that show what the articles say: sources, conflicts, claims, timeline, why."""

from collections.abc import Generator

from assistant import pipeline
from assistant.chat.answers import abstained, positions
from assistant.chat.lines import BLANK, Line, Parts, Piece, Wait, aside, cited, line
from assistant.chat.place import heading
from assistant.chat.state import Chat
from assistant.compare.origins import find_origins
from assistant.engines.builtin import Builtin
from assistant.errors import UserError
from assistant.render import wording
from assistant.render.plain import one_line, quoted
from assistant.schema import Claim, Copy, Digests, Event
from assistant.sessions import Cited, Stated

MOST = 40
"""Claims or events shown at once."""
READING, COMPARING = "reading the articles", "comparing the articles"


def sources(chat: Chat, _: str) -> Parts:
    """The articles by number, and which of them are not independent."""
    ties = {
        copy.article: copy for o in find_origins(chat.articles) for copy in o.copies if copy.basis != "outlet"
    }  # an outlet's own articles need no note: the outlet is named
    for number, article in enumerate(chat.articles, 1):
        yield from heading(number, article)
        if article.id in ties:
            yield _tie(chat, ties[article.id])
    for problem in chat.sources.reading.problems:
        yield line(Piece(f"not read: {one_line(problem.where)}: {one_line(problem.reason)}", "warn"))


def conflicts(chat: Chat, _: str) -> Parts:
    """What the sources tell differently, with every position."""
    findings = chat.sources.library.findings
    if not findings:
        yield line("No contradiction was found between the sources; that is not proof that there is none.")
    for number, finding in enumerate(findings, 1):
        if number > 1:
            yield BLANK
        yield line(Piece(f"{number}  ", "warn"), Piece(one_line(finding.question), "strong"), hang=3)
        yield line(Piece(wording.judgement(finding), "dim"), indent=3)
        yield from positions(chat, finding, indent=3)


def claims(chat: Chat, name: str) -> Parts:
    """Claims that mention a name, or that a source of that name makes. Raises UserError without a name."""
    if not name:
        raise UserError("say whose: /claims NAME shows the claims that mention a name or come from a source")
    if chat.digests is None:
        chat.digests = yield from _digested(chat)
    key = " ".join(name.split()).casefold()
    found = [
        claim
        for digest in chat.digests.digests
        for claim in digest.claims
        if key in " ".join((claim.text, claim.speaker, chat.article(claim.article).label)).casefold()
    ]
    if not found:
        yield line(f"No claim mentions {quoted(one_line(name))}.")
    article = ""
    for claim in found[:MOST]:
        if claim.article != article:
            article = claim.article
            yield line(Piece(wording.byline(chat.article(article)), "strong"))
        yield _claim(chat, claim)
    yield from _over(len(found), "claim")


def timeline(chat: Chat, _: str) -> Parts:
    """What happened when, as far as the sources give a date."""
    if chat.briefing is None:
        chat.briefing = yield from chat.waited(
            COMPARING,
            lambda: pipeline.brief(
                chat.sources.reading, engine=Builtin(), pool=chat.means.pool, group=chat.sources.group
            ),
        )
    events = sorted((event for story in chat.briefing.stories for event in story.timeline), key=lambda e: e.date)
    if not events:
        yield line("No source gives a date that can be told.")
    for event in events[:MOST]:
        yield _event(chat, event)
    yield from _over(len(events), "event")


def why(chat: Chat, _: str) -> Parts:
    """The words that the last answer stands on. Raises UserError where nothing was asked."""
    said = chat.last
    if said is None:
        raise UserError("nothing has been asked yet; /why shows the words behind an answer")
    yield line(Piece(one_line(said.question), "strong"))
    if said.understood:
        yield aside(f"understood as: {one_line(said.understood)}")
    if not said.sentences:
        yield abstained(said.why)
    for number, sentence in enumerate(said.sentences, 1):
        yield BLANK
        yield from _reason(chat, number, sentence)


def _reason(chat: Chat, number: int, sentence: Stated) -> Parts:
    text = one_line(sentence.text)
    yield line(Piece(f"{number}  ", "dim"), text, hang=3)
    for each in sentence.cited:
        words = one_line(each.text)
        told = Piece("in these words", "dim") if words == text else Piece(quoted(words), "found")
        stale = "" if _stands(chat, each) else " (the article has been changed since)"
        source = ", ".join(filter(None, (each.source, wording.when(each.published.partition("T")[0]))))
        yield line(Piece(f"[{each.mark}]", "mark"), f" {source}", Piece(f"{stale}: ", "dim"), told, indent=3, hang=2)


def _stands(chat: Chat, words: Cited) -> bool:
    """Whether the words stand where they stood when they were cited."""
    return any(
        article.path == words.path and article.text[words.start : words.end] == words.text for article in chat.articles
    )


def _digested(chat: Chat) -> Generator[Wait, None, Digests]:
    return chat.waited(READING, lambda: pipeline.digest(chat.sources.reading, engine=Builtin(), pool=chat.means.pool))


def _claim(chat: Chat, claim: Claim) -> Line:
    # Who is reported to say it stands in the sentence.
    stance = "" if claim.stance in ("asserted", "reported") else f" ({wording.stance(claim)})"
    return line(one_line(claim.text), Piece(stance, "dim"), *cited(chat.marks(claim.quotes)), indent=2)


def _event(chat: Chat, event: Event) -> Line:
    marks = cited(chat.marks(event.quotes))
    return line(Piece(f"{wording.when(event.date)}  ", "strong"), one_line(event.text), *marks, hang=2)


def _tie(chat: Chat, copy: Copy) -> Line:
    return line(Piece(wording.tie(copy, chat.article(copy.of)), "warn"), indent=3)


def _over(count: int, noun: str) -> Parts:
    if count > MOST:
        yield line(Piece(f"and {wording.many(count - MOST, f'more {noun}')}", "dim"))
