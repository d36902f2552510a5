"""Results made by hand, with hostile text in them, for the tests of what is shown."""

from dataclasses import replace

from assistant.answered import Answer
from assistant.checked import Check, CheckedSentence, CheckSummary
from assistant.render import Result
from assistant.schema import (
    Agreement,
    Article,
    Briefing,
    Claim,
    Compared,
    Comparison,
    Copy,
    Coverage,
    Digest,
    Digests,
    Discrepancy,
    Event,
    Gathered,
    News,
    Origin,
    Person,
    Position,
    Problem,
    Quote,
    Rejected,
    Review,
    Role,
    Run,
    Sentence,
    SingleSource,
    Skipped,
    Stories,
    Story,
    Support,
    Tokens,
    Unanswered,
)

HOSTILE = "<script>alert(1)</script> [click](javascript:x) *bold* \x1b[31mred\x9b0m \u202egnp.exe & `code`"
NORTH = Article(
    "a1",
    "north.txt",
    "Bridge closed",
    "The North",
    "2025-11-08",
    "https://north.example/1",
    f"The bridge over the Lisk closed on Friday.\n\nThe   toll\nrose to 19. {HOSTILE}",
)
SOUTH = Article(
    "a2",
    "south.pdf",
    "Flood",
    "South <Post>",
    "2025-11-09T10:00:00Z",
    "javascript:alert(1)",
    "The bridge over the Lisk closed on Friday. The toll stands at 21.",
    pages=(0, 43),
)


def quote(article: Article, words: str) -> Quote:
    """The quote of words that stand in an article."""
    start = article.text.index(words)
    return Quote(article.id, start, start + len(words), words)


CLOSED = "The bridge over the Lisk closed on Friday."
TOLL = Discrepancy(
    "d1",
    "How high is the toll?",
    "number",
    "contradiction",
    "major",
    "19 is not 21",
    (
        Position("a1", "19", (quote(NORTH, "The   toll\nrose to 19."),)),
        Position("a2", "21", (quote(SOUTH, "The toll stands at 21."),)),
    ),
)
COVERAGE = Coverage(2, 4, 1, 4, 2, 1, 1, 1, (Skipped("about other things", 2),), (Skipped("opinion", 3),))
CLEARED = replace(TOLL, id="c1", verdict="differing_scope", why="two counties")
AGREED = Agreement(
    "The bridge closed",
    2,
    1,
    (Support("a1", (quote(NORTH, CLOSED),)), Support("a2", (quote(SOUTH, CLOSED),))),
)
ALONE = SingleSource("a1", HOSTILE, (quote(NORTH, HOSTILE),))
STORY = Story(
    "Lisk *flood*",
    (Sentence("A bridge closed.", (quote(NORTH, CLOSED),)),),
    (AGREED,),
    (TOLL,),
    (ALONE,),
    (Event("2025-11-07", "The bridge closed.", "a1", (quote(NORTH, CLOSED),), ("d1",)),),
    (CLEARED,),
    COVERAGE,
    people=(Person("Ana *Vell*", (Role(HOSTILE, "a1", (quote(NORTH, HOSTILE),)),)),),
    unanswered=(Unanswered(HOSTILE, "a1", (quote(NORTH, CLOSED),)),),
    focus=(Sentence(HOSTILE, (quote(NORTH, CLOSED),)),),
    since=(News("answer", HOSTILE, "d1", HOSTILE, (quote(NORTH, HOSTILE),)),),
)
RUN = Run("gpt-x", "llm", 3, Tokens(1200, 80), {"digest": "0123456789abcdef"}, "0.1.0", (Problem("x.pdf", "empty"),))
COMPARED = Compared(STORY.title, (AGREED,), (TOLL,), (ALONE,), (CLEARED,), COVERAGE)
ORIGINS = (Origin(("a1", "a2"), "copies of one text", (Copy("a2", "a1", "text", 0.83, "83% of its own words"),)),)
LONE = Article("a3", "lone.txt", HOSTILE, "The East", "", "", "A fair opened.")
PILE = Stories(
    (Gathered(STORY.title, ("a1", "a2"), "2025-11-08", "2025-11-09", ORIGINS),),
    (NORTH, SOUTH, LONE),
    RUN,
    ("a3",),
)
SEVERAL = Briefing(
    (
        replace(STORY, articles=("a1", "a2"), origins=ORIGINS),
        replace(STORY, title="Another", articles=("a1",), discrepancies=(replace(TOLL, id="d2"),)),
    ),
    (NORTH, SOUTH, LONE),
    RUN,
    ("a3",),
)
DIGEST = Digest(
    "a1",
    STORY.summary,
    (Claim("k1", "a1", HOSTILE, (quote(NORTH, HOSTILE),), "denied", "the mayor"),),
    (Rejected("It rained", "words not found"),),
    {"opinion": 2},
)
BRIEFING = Briefing((STORY,), (NORTH, SOUTH), RUN, focus=f"Who? {HOSTILE}", since="old_note.json")
CHECK = Check(
    (
        CheckedSentence(HOSTILE, 0, len(HOSTILE), "contradicted", HOSTILE, (quote(NORTH, HOSTILE),)),
        CheckedSentence(CLOSED, 90, 132, "supported", "carried", (quote(NORTH, CLOSED), quote(SOUTH, CLOSED))),
        CheckedSentence("Why?", 133, 137, "not_checkable", "A question."),
    ),
    CheckSummary(1, 0, 0, 1, 1, "contradicted", 0.75),
    (NORTH, SOUTH),
    RUN,
)
DIGESTS = Digests((DIGEST,), (NORTH,), RUN)
RESULTS: tuple[Result, ...] = (
    BRIEFING,
    Comparison((COMPARED,), (NORTH, SOUTH), RUN),
    Digests((DIGEST,), (NORTH, SOUTH), RUN),
    PILE,
    SEVERAL,
    CHECK,
)
ANSWER = Answer(
    "How high is the toll?",
    "The sources disagree: The North: 19; South <Post>: 21.",
    (Sentence("The toll stands at 21.", (quote(SOUTH, "The toll stands at 21."),)),),
    True,
    False,
    "",
    (NORTH, SOUTH, LONE),
    RUN,
    HOSTILE,
    (replace(TOLL, review=Review("confirmed", HOSTILE)),),
    (Rejected(HOSTILE, "the quote has no such number: 23"),),
    ORIGINS,
)
ALL = [(result, form) for result in RESULTS for form in ("md", "json", "html")]
ALL += [(ANSWER, "md"), (ANSWER, "json")]
NOTE_ONLY = [(result, form) for result in RESULTS[:2] for form in ("csv", "claimreview")]
"""The formats that only notes have."""
