"""The commands that make something or change who works: brief, check, model, cost."""

import io
from dataclasses import replace
from decimal import Decimal

from assistant import checking, pipeline
from assistant.chat.lines import Line, Parts, Piece, Style, cited, line, trouble
from assistant.chat.state import Chat
from assistant.checked import CheckedSentence
from assistant.engines import Engine, Usage, open_engine
from assistant.engines.seam import run_of
from assistant.errors import UserError
from assistant.ingest import read
from assistant.places import expanded
from assistant.render import wording
from assistant.render.plain import one_line
from assistant.schema import Problem, Tokens
from assistant.settings import Settings

BUILTIN = "builtin"
VERDICTS: dict[str, tuple[str, Style]] = {
    "contradicted": ("contradicted", "bad"),
    "unsupported": ("unsupported", "warn"),
    "not_verified": ("not verified", "warn"),
    "supported": ("supported", "good"),
    "not_checkable": ("states no fact", "dim"),
}


def brief(chat: Chat, name: str) -> Parts:
    """Write a briefing note to a file. Raises UserError where it cannot be written, before the work begins."""
    if not name or name.endswith("/"):
        raise UserError("name a file: /brief note.md, or .html, .docx, .pdf, .json or .csv")
    target = expanded(name)
    chat.means.check_target(target, chat.sources.paths)
    sources = chat.sources
    made = yield from chat.waited(
        "writing a note",
        lambda: pipeline.brief(sources.reading, engine=chat.engine, pool=chat.means.pool, group=sources.group),
    )
    chat.means.write(made, target)
    yield from _missing(made.run.problems, sources.reading.problems)
    yield line(f"written to {one_line(str(target))}")


def check(chat: Chat, text: str) -> Parts:
    """Compare a text with the articles, sentence by sentence. Raises UserError without a text."""
    if not text:
        raise UserError("say what to check: /check TEXT")
    draft = read("-", stdin=io.BytesIO(text.encode("utf-8", "replace")))
    made = yield from chat.waited(
        "checking",
        lambda: checking.check(draft, chat.sources.reading, engine=chat.engine, pool=chat.means.pool),
    )
    yield from _missing(made.run.problems, chat.sources.reading.problems)
    for sentence in made.sentences:
        yield from _checked(chat, sentence)


def model(chat: Chat, name: str) -> Parts:
    """Say who answers, or change it. The old engine stays where the new one cannot be opened (UserError)."""
    if name and name != chat.engine.model:
        chat.engine = open_engine(_renamed(chat.means.settings, name, spent(chat)))
        chat.used.append(chat.engine)
    yield line("answers come from ", Piece(called(chat.engine), "strong"))


def cost(chat: Chat, _: str) -> Parts:
    """Calls, tokens and money so far."""
    usage = spent(chat)
    if not usage.calls:
        yield line("nothing to pay: no model was asked")
        return
    tokens = f"{usage.tokens.input:,} tokens in and {usage.tokens.output:,} out"
    yield line(f"{wording.many(usage.calls, 'call')}, {tokens}, {_price(chat, usage)}")


def called(engine: Engine) -> str:
    """What answers, in words."""
    return "the built-in engine" if engine.name == BUILTIN else engine.model


def spent(chat: Chat) -> Usage:
    """What all engines of this chat, and the vectors of its passages, have used; no cost where one is not known."""
    runs = [run_of(engine, ()) for engine in chat.used]
    runs[0] = chat.sources.library.counted(runs[0])
    paid = [run for run in runs if run.calls]
    tokens = Tokens(sum(run.tokens.input for run in paid), sum(run.tokens.output for run in paid))
    known = paid and all(run.cost for run in paid)
    total = str(sum((Decimal(run.cost) for run in paid), Decimal(0))) if known else ""
    return Usage(sum(run.calls for run in paid), tokens, total)


def status(chat: Chat) -> str:
    """Articles, who answers, cost so far, and the session: the line below the prompt."""
    usage = spent(chat)
    paid = f"{wording.many(usage.calls, 'call')}, {_price(chat, usage)}" if usage.calls else ""
    session = f"session {chat.session.name}" if chat.session else ""
    articles = wording.many(len(chat.articles), "article")
    return " · ".join(filter(None, (articles, one_line(called(chat.engine)), paid, session)))


def _price(chat: Chat, usage: Usage) -> str:
    asked = dict.fromkeys(engine.model for engine in chat.used if engine.usage().calls)
    return wording.price(", ".join(asked) or chat.means.settings.embed, usage.cost)


def _renamed(settings: Settings, name: str, used: Usage) -> Settings:
    """Settings with another model, and what is left of the ceilings. Raises UserError where nothing is."""
    if name == BUILTIN:
        return replace(settings, model="", replay="", record="")
    return replace(
        settings,
        model=name,
        max_calls=int(_left("--max-calls", settings.max_calls, used.calls)),
        max_tokens=int(_left("--max-tokens", settings.max_tokens, used.tokens.input + used.tokens.output)),
        max_cost=_left("--max-cost", settings.max_cost, float(used.cost or 0)),
    )


def _left(option: str, most: float, used: float) -> float:
    if most and most <= used:
        raise UserError(f"{option} is reached; /model {BUILTIN} goes on without a model")
    return most - used if most else 0


def _missing(problems: tuple[Problem, ...], known: tuple[Problem, ...]) -> Parts:
    for problem in problems:
        if problem not in known:
            yield trouble(f"{one_line(problem.where)}: {one_line(problem.reason)}")


def _checked(chat: Chat, sentence: CheckedSentence) -> Parts:
    word, style = VERDICTS[sentence.verdict]
    yield line(Piece(f"{word}  ", style), one_line(sentence.text), hang=2)
    why = one_line(sentence.why)
    if why or sentence.evidence:
        yield line(Piece(why, "dim"), *cited(chat.marks(sentence.evidence)), indent=2)
    for quote in sentence.evidence:
        yield _quote(chat, quote.article, quote.text)


def _quote(chat: Chat, article: str, text: str) -> Line:
    return line(Piece(f"{wording.byline(chat.article(article))}: ", "dim"), f"“{one_line(text)}”", indent=4, hang=2)
