"""The parts of `make bench`: what each measures, and where it is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from bench.records import Figure
from bench.rounds import Size


@dataclass(frozen=True, slots=True)
class Suite:
    """A part: its name on the command line, its heading, what the page says of it, and the function that measures.

    `peers` are environments of bench/peers with the packages of each that stand beside ours. `across` and `grows`
    are the words of a chart of growth, where there is one.
    """

    name: str
    title: str
    where: str
    about: str
    peers: Sequence[tuple[str, tuple[str, ...]]] = ()
    across: str = ""
    grows: str = ""
    given: tuple[str, ...] = ()

    def measure(self, size: Size) -> list[Figure]:
        """The figures. What it takes is loaded now, and only now."""
        module, _, name = self.where.partition(":")
        return cast(Callable[[Size], list[Figure]], getattr(import_module(module), name))(size)


SUITES = (
    Suite(
        "start",
        "Start",
        "bench.adapted:start",
        """
Whole processes from the shell's view, cold caches of Python's own aside: what is typed, beside the least that Python
and click take, and beside the command line that others use for prompts.
""",
        peers=(("llm", ("llm",)),),
    ),
    Suite(
        "calls",
        "Calls to a model",
        "bench.calls:figures",
        """
An endpoint on loopback, in a process of its own, answers every call after the same time with the same digest of ten
claims. Ours is what a digest does, prompt to object, with the queue that adapts to the endpoint, the meter and the
ceiling; beside it openai's `create` with the reply left as text, and instructor's with the same shape, in a pool of as
many threads. On the bad days each client has its own number of retries. A call that is answered from the store is read,
checked and made an object again. After 429s ours tries a narrower flow, keeps it where that helps, and takes refusals
as they come where it does not; all calls wait only where at least half are refused.
""",
        peers=(("clients", ("openai", "instructor", "diskcache")),),
    ),
    Suite(
        "compare",
        "Comparing",
        "bench.adapted:compare",
        """
Claims of made-up stories, five articles of twenty claims each, with planted agreements and discrepancies: facts,
candidates, rules, the built-in judge, findings. Beside it every pair of two articles given to the same rules, which is
what is left without a candidate step; where that takes too long it was measured at a smaller size and reckoned from
there. Then a folder of news as a desk has it, the whole command.
""",
        across="claims",
        grows="over the number of claims",
    ),
    Suite(
        "retrieval",
        "Retrieval",
        "bench.search:figures",
        """
Sentences of made-up stories as passages, among them planted ones: a matter has a name of its own, a question in other
words than its answers, two sentences that answer it (the relevant ones) and twelve that share the name alone.
recall@10 is the share of the relevant among the first ten. The names make that easy for whoever searches by words: the
figure tells one way from another, not how well news is searched. Real questions, where a file of them was given: their
articles' sentences made up to the same number; relevant is what holds the words of an accepted answer, and recall@10
is the share of questions with such a passage among the first ten. Ours is `find` of the library behind `ask`, over
passages alone. It reads from the question whom and when it means, ranks by sentence, neighbours and article, and keeps
what every passage is; bm25s ranks and no more. rank-bm25 has lower-case words, bm25s its stop words and a stemmer, as
their pages advise. Processor time of one core.
""",
        peers=(("search", ("rank-bm25", "bm25s", "numba")),),
        given=("questions",),
    ),
    Suite(
        "cost",
        "Calls and tokens",
        "bench.plans:figures",
        """
The stories of `corpus/` with a model: what `--dry-run` reckons for ours, and the call plans of checkers that go claim
by claim, reckoned on the same claims by the same estimate of four bytes a token. Assumed of the plans: 150 tokens of
instructions a call, passages of 256 tokens, claims from the same calls as ours. What is sent is counted, not the
replies. The plans that ask about everything see everything; ours asks a model only about pairs that share what they
speak of and that no rule decides, and what that misses stands in the last figures: of the labelled discrepancies whose
two sides are claims of two articles, the share that is looked at.
""",
    ),
    Suite(
        "ingest",
        "Reading articles",
        "bench.reading:figures",
        """
Made-up articles of some 400 words as pages, PDF, Word, Markdown and a feed, beside the library alone that is called
for the text. Ours calls the same libraries, and then finds title, outlet and date, fixes offsets, marks clutter, and
looks for words that are hidden or addressed to a machine. Processor time of one core.
""",
    ),
    Suite(
        "check",
        "Checking drafts",
        "bench.checks:figures",
        """
A source and a draft: is the draft inconsistent with it? `corpus`: words of one article of a story put to another,
inconsistent where a labelled contradiction lies between them, consistent for labelled agreements and for what only
looks like a contradiction. The rules were made with these stories in sight. Other sets, where a file was given:
labelled summaries (`frank_*`: FRANK, Pagnoni and others, 2021; `defacto`: DeFacto, Liu and others, 2022), only the half
on which no threshold was set. Balanced accuracy is the mean of the shares of inconsistent and of consistent drafts that
are called so; 50 % is what a coin reaches. corroborate looks for numbers, dates and quotations that are not in the
source, grounded-check for numbers, names, quotations and citations; both as
their pages show. Every pair is read anew. Milliseconds of one core.
""",
        peers=(("checkers", ("corroborate", "grounded-check")),),
        given=("pairs",),
    ),
    Suite(
        "folders",
        "Folders of any size",
        "bench.adapted:folders",
        """Made-up articles digested into a collection, with the memory that takes, and what a killed run has lost.""",
        across="articles",
        grows="over the number of articles",
    ),
    Suite(
        "cluster",
        "More than one machine",
        "bench.adapted:cluster",
        """
The same digests by a Ray cluster on this machine: two nodes of one core each beside one such node, beside two of which
one is killed, and beside the processes that are used without a cluster.
""",
    ),
)
