"""Which sentences are no factual claims: questions, opinion, filler, fragments, words to the reader."""

import re

from assistant.text.appeals import appeal
from assistant.text.facts import Facts
from assistant.text.names import Name
from assistant.text.sentences import LONGEST_SENTENCE, is_list_item
from assistant.text.stance import QUOTED, REPORTED
from assistant.text.words import stem

EVALUATIVE = frozenset(
    stem(w)
    for w in """crucial vital essential important importance significance significant profound beacon hopeful hope
    promising milestone momentum remarkable encouraging exemplary enduring unfortunately sadly tragic amazing
    wonderful terrible arguably undoubtedly clearly obviously surely perhaps imperative paramount pivotal testament
    underscores highlights reflects signals symbol symbolises resilience determination brighter prosperity
    prosperous horizon stronger lasting future vision commitment spirit challenges reminder""".split()
)
OPENERS = re.compile(r"^(?:this|these|such|it|despite|furthermore|moreover|additionally|however)\b", re.IGNORECASE)
ABSTRACT = re.compile(
    r"(?:tion|sion|ity|ment|ness|ship|ism|ance|ence|ency|ancy)s?$|^(?:trust|threats?|efforts?|measures?|issues?|roles?|"
    r"steps?|ways?|process|context|regions?|regional|ties|peace|growth|progress|impact|values?|goals?|focus|support|"
    r"areas?|concerns?|opportunit\w+|various|multiple|broader|global|strong|joint|shared|mutual|key|economic|political)$"
)
MOSTLY_ABSTRACT = 0.34
"""Share of abstract words from which a sentence that names, counts and dates nothing is filler."""
ADVICE = re.compile(
    r"\b(?:should|must|ought to|needs? to|requires a|let us|could|may|might|will depend|would)\b",
    re.IGNORECASE,
)
FRAGMENT_TOKENS = 3
"""A sentence with fewer words than this states too little to be compared."""
LONGEST = LONGEST_SENTENCE
APPEAL, FOREIGN = "word to the reader", "another language"


def skip_reason(text: str, facts: Facts, topical: frozenset[str]) -> str:
    """Why a sentence is no claim; empty when it is one.

    `topical` holds the words of names that the article keeps repeating: they make no sentence concrete.
    """
    if len(text) > LONGEST:
        return "longer than a sentence"  # nor is it looked through for quotation marks, which takes its square
    specific = any(not set(words_of(name)) <= topical for name in facts.names)
    hard = bool(facts.quantities or facts.dates or QUOTED.search(text) or REPORTED.search(text))
    evaluative = len(facts.stems & EVALUATIVE)
    checks = (
        ("list item", is_list_item(text)),
        ("question", text.rstrip("\"'”’) ").endswith("?")),
        ("fragment", _fragment(text, facts)),
        ("opinion", not hard and not specific and bool(ADVICE.search(text))),
        ("opinion", not hard and evaluative >= (3 if specific and not OPENERS.match(text) else 2)),
        ("filler", not hard and not specific and (evaluative >= 1 or _says_little(text, facts))),
    )
    return next((reason for reason, applies in checks if applies), "") or (APPEAL if appeal(text) else "")


def words_of(name: Name) -> list[str]:
    """The single words of a name: "Pakistan-Iran" has two."""
    return re.split(r"[\s-]+", name.core)


def _fragment(text: str, facts: Facts) -> bool:
    ends = text.rstrip("\"'”’)] ").endswith((".", "!", "…", ":", ";")) or text.endswith(("”", '"'))
    return len(facts.tokens) < FRAGMENT_TOKENS or (not ends and len(facts.tokens) < 12)


def _says_little(text: str, facts: Facts) -> bool:
    content = [t.lower for t in facts.tokens if t.content]
    abstract = sum(bool(ABSTRACT.search(word)) for word in content)
    return len(facts.weights) < 3 or bool(OPENERS.match(text)) or abstract >= MOSTLY_ABSTRACT * len(content)
