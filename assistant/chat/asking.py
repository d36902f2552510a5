"""A question put to the articles: its sentences as they are verified, and what is kept of it."""

from assistant.answered import Answer
from assistant.answering import ask
from assistant.ask.compose import Told
from assistant.ask.followup import understood
from assistant.chat.answers import disagreement, ending, stated
from assistant.chat.lines import Parts, Wait, aside, trouble
from assistant.chat.state import Chat
from assistant.chat.work import Work
from assistant.render.plain import one_line
from assistant.schema import Quote, Run, Sentence
from assistant.sessions import Exchange, exchange_of

STOPPED = "stopped"
HINT = "/why shows the words behind an answer, /open {} a sentence in its place"


def asked(chat: Chat, question: str) -> Parts:
    """The answer to a question. An interrupt stops it; what was shown until then stays, and is kept."""
    meant = understood(question, chat.turns)
    if meant != question:
        yield aside(f"understood as: {one_line(meant)}")
    before = chat.last
    told: list[Sentence] = []
    work: Work[Told | Sentence, Answer] = Work(
        lambda tell: ask(question, chat.sources.library, engine=chat.engine, turns=tuple(chat.turns), tell=tell)
    )
    try:
        for news in work.news(_doing(chat)):
            if isinstance(news, Wait):
                yield news
            elif isinstance(news, Told):
                told.append(Sentence(news.text, news.quotes))
                yield from disagreement(chat, news)
            else:
                told.append(news)
                yield stated(chat, news)
    except KeyboardInterrupt:
        chat.leave(work)
        yield aside(STOPPED)
        chat.keep(_kept(chat, _stopped(chat, question, meant, told)))
        return
    yield from _ended(chat, work.result)
    if before is None and told:
        yield aside(HINT.format(next(iter(chat.marks(told[0].quotes)), "2:14")))


def _ended(chat: Chat, answer: Answer) -> Parts:
    """What comes behind the sentences; an answer that the model did not deliver is not taken for silence."""
    for each in answer.run.problems:
        if each in chat.sources.library.problems:
            continue
        if each.where == "answer" and not answer.sentences:
            yield trouble(f"no answer: {each.reason}")
            return
        yield trouble(f"{each.where}: {each.reason}")
    yield from ending(answer)
    chat.keep(_kept(chat, answer))


def _kept(chat: Chat, answer: Answer) -> Exchange:
    def mark(quote: Quote) -> str:
        return next(iter(chat.marks([quote])), "")

    return exchange_of(answer, mark)


def _stopped(chat: Chat, question: str, meant: str, told: list[Sentence]) -> Answer:
    run = Run(chat.engine.model, chat.engine.name, 0, chat.engine.usage().tokens, {}, "")
    return Answer(
        question=question,
        answer=" ".join(sentence.text for sentence in told),
        sentences=tuple(told),
        disputed=False,
        abstained=not told,
        why=STOPPED,
        articles=chat.articles,
        run=run,
        understood=meant if meant != question else "",
    )


def _doing(chat: Chat) -> str:
    return f"asking {chat.engine.model}" if chat.engine.name == "llm" else "looking for it"
