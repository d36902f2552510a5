"""What a story costs with a model: our calls and tokens beside the call plans of checkers that go claim by claim.

    python -m bench cost

Nothing is asked. Ours is what `--dry-run` reckons: the run itself over a transport that declines, the built-in engine
standing in where a digest is missing. The plans are reckoned on the same claims of the same stories, those of that
engine, by the same estimate of four bytes a token:

- a claim and a passage: each claim is put to every passage of the story's other articles;
- a claim: each claim is put once, with five passages in the same call, as where a search goes before;
- a claim and an article: each claim is put to every other article as a whole;
- a pair: every two claims of different articles.

Each plan has `PROMPT` tokens of instructions a call, which is short for such prompts (ours for judging has some 500 and
asks for values, reason and label), and gets its claims from the same calls as ours, so that these cancel out. Passages
are of `PASSAGE` tokens. Only what is sent is counted: replies are as long as one lets them be. The plans ask more, and
see more: so beside the cost stands the share of labelled pairs that are looked at at all, of those whose two sides are
claims.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from assistant.engines.forecast import Dry
from assistant.pipeline import compare, digest
from assistant.schema import Article, Claim, Digests, Pair, Reading, Verdict
from assistant.settings import Settings
from bench.compare import kept
from bench.records import OURS, Better, Figure, Samples, against
from bench.rounds import Size
from bench.synthetic import Planted, Told
from bench.told import Story, told

BYTES = 4
"""A token's, as `--dry-run` reckons."""
PROMPT = 150
PASSAGE = 256
BEST = 5
SETTINGS = Settings(model="any", api_key="none", base_url="http://127.0.0.1:9/v1", no_cache=True)
A_CLAIM_AND_A_PASSAGE = "one call a claim and passage"
A_CLAIM = f"one call a claim, {BEST} passages in it"
A_CLAIM_AND_AN_ARTICLE = "one call a claim and article"
A_PAIR = "one call a pair"
PLANS = (A_CLAIM_AND_A_PASSAGE, A_CLAIM, A_CLAIM_AND_AN_ARTICLE, A_PAIR)


@dataclass(frozen=True, slots=True)
class Plan:
    """Calls and tokens sent, without those that make the claims; how many labelled pairs are looked at."""

    calls: int = 0
    tokens: int = 0
    judged: int = 0
    seen: int = 0

    def __add__(self, other: "Plan") -> "Plan":
        return Plan(
            self.calls + other.calls, self.tokens + other.tokens, self.judged + other.judged, self.seen + other.seen
        )


class Counting(Dry):
    """Makes no call, and counts the pairs that would be put to the model."""

    def __init__(self) -> None:
        super().__init__(SETTINGS)
        self.pairs = 0

    def judge(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """No verdict."""
        self.pairs += len(pairs)
        return super().judge(pairs)


def size_of(text: str) -> int:
    """Tokens of a text."""
    return -(-len(text.encode()) // BYTES)


def labelled(story: Story, claims: Sequence[Claim]) -> Iterator[Planted]:
    """Each two claims that hold the two sides of a labelled discrepancy."""
    files = {article.id: name for name, article in story.articles.items()}
    for finding in story.gold["discrepancies"]:
        sides = [
            (claim, position["value"])
            for position in finding["positions"]
            for claim in claims
            if files[claim.article] == position["article"] and _holds(claim, position["quote"])
        ]
        for (left, one), (right, other) in combinations(sides, 2):
            if left.article != right.article and one != other:
                yield Planted(finding["kind"], ((left.id, one), (right.id, other)))


def _holds(claim: Claim, words: str) -> bool:
    flat = " ".join(words.split())
    return any(flat in " ".join(quote.text.split()) for quote in claim.quotes)


def our_plan(story: Story, reading: Reading, made: Digests, wanted: Sequence[Planted]) -> tuple[Plan, Plan]:
    """What digests cost, and what comparing costs on top."""
    first, whole = Counting(), Counting()
    digest(reading, engine=first)
    compare(reading, engine=whole)
    before, after = first.forecast(compared=False), whole.forecast(compared=True)
    seen = kept(Told(tuple(story.articles.values()), made.digests, tuple(wanted)))["kept"]
    calls, tokens = after.calls - before.calls, after.tokens.input - before.tokens.input
    return Plan(before.calls, before.tokens.input), Plan(calls, tokens, whole.pairs, seen)


def plans(articles: Sequence[Article], claims: Sequence[Claim], wanted: int) -> dict[str, Plan]:
    """What the plans of others cost on one story."""
    texts = {article.id: size_of(article.text) for article in articles}
    passages = {id: [PASSAGE] * (size // PASSAGE) + [size % PASSAGE] for id, size in texts.items()}
    found: dict[str, Plan] = dict.fromkeys(PLANS, Plan())
    for claim in claims:
        said = PROMPT + size_of(claim.text)
        others = [id for id in texts if id != claim.article]
        offered = [size for id in others for size in passages[id] if size]
        found[A_CLAIM_AND_A_PASSAGE] += Plan(len(offered), sum(said + size for size in offered), len(offered))
        found[A_CLAIM] += Plan(1, said + sum(sorted(offered, reverse=True)[:BEST]), 1)
        found[A_CLAIM_AND_AN_ARTICLE] += Plan(len(others), sum(said + texts[id] for id in others), len(others))
    for left, right in combinations(claims, 2):
        if left.article != right.article:
            found[A_PAIR] += Plan(1, PROMPT + size_of(left.text) + size_of(right.text), 1)
    # Whoever asks about all sees all; of five passages nobody can tell without searching.
    return {name: replace(plan, seen=wanted if name != A_CLAIM else 0) for name, plan in found.items()}


def figures(size: Size) -> list[Figure]:
    """The stories of corpus/ together."""
    total: Counter[str] = Counter()
    digesting = ours = Plan()
    others: dict[str, Plan] = dict.fromkeys(PLANS, Plan())
    for story in told()[: size.pick(100, 3)]:
        reading = Reading(tuple(story.articles.values()))
        made = digest(reading, engine=Counting())
        claims = [claim for each in made.digests for claim in each.claims]
        wanted = list(labelled(story, claims))
        one, two = our_plan(story, reading, made, wanted)
        digesting, ours = digesting + one, ours + two
        for name, plan in plans(reading.articles, claims, len(wanted)).items():
            others[name] += plan
        total.update(stories=1, articles=len(story.articles), claims=len(claims), wanted=len(wanted))
    return told_of(total, digesting, {OURS: ours, **others})


def told_of(total: Counter[str], digesting: Plan, held: Mapping[str, Plan]) -> list[Figure]:
    """The figures: an article's, a pair's, and what is looked at; `held` are the plans, ours among them."""
    articles, wanted = total["articles"], total["wanted"] or 1
    what = f"{total['stories']} stories, {articles} articles, {total['claims']:,} claims"
    lines: list[tuple[str, dict[str, float], Better]] = [
        ("calls an article", {name: (digesting.calls + plan.calls) / articles for name, plan in held.items()}, "lower"),
        ("calls an article, comparing alone", {name: plan.calls / articles for name, plan in held.items()}, "lower"),
        (
            "tokens sent an article",
            {name: (digesting.tokens + plan.tokens) / articles for name, plan in held.items()},
            "lower",
        ),
        (
            "tokens sent an article, comparing alone",
            {name: plan.tokens / articles for name, plan in held.items()},
            "lower",
        ),
        (
            "tokens sent for what is judged once",
            {name: plan.tokens / (plan.judged or 1) for name, plan in held.items()},
            "lower",
        ),
        (
            f"% of {total['wanted']} labelled pairs looked at",
            {name: 100 * plan.seen / wanted for name, plan in held.items() if plan.seen},
            "higher",
        ),
    ]
    return against(
        what, [(unit, {name: Samples([value]) for name, value in each.items()}, b) for unit, each, b in lines]
    )
