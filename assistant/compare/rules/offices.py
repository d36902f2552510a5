"""One office, two holders: the sources name different people."""

from assistant.compare.statements import Scale, Statement
from assistant.schema import Verdict
from assistant.text.names import same_name
from assistant.text.offices import Office, same_office


def compare_offices(left: Statement, right: Statement, scale: Scale) -> list[Verdict]:
    """The holders of every office that both statements speak of."""
    return [_verdict(a, b, left, right) for a in left.facts.offices for b in right.facts.offices if same_office(a, b)]


def _verdict(a: Office, b: Office, left: Statement, right: Statement) -> Verdict:
    holders = left.context.full(a.holder), right.context.full(b.holder)
    same = same_name(*holders)
    title = a.title if len(a.scope) >= len(b.scope) else b.title
    named = f"{a.role}:{' '.join(sorted(a.scope & b.scope))}"
    return Verdict(
        label="same" if same else "contradiction",
        kind="identity_role",
        question=f"Who is {_article(title)}?",
        why=f"Both name {a.shown}." if same else "",
        values=(a.shown, b.shown),
        by="rule:office",
        facts=(f"{named}:{holders[0]}", f"{named}:{holders[1]}"),
    )


def _article(title: str) -> str:
    """ "Iranian president" is "the Iranian president"; "Iran president" is "the president of Iran"."""
    title = title.removeprefix("The ").removeprefix("the ")
    words = title.split()
    if " of " in title or len(words) < 2:
        return f"the {title}"
    owner, office = words[0], " ".join(words[1:])
    adjective = owner.endswith(("ian", "an", "ese", "ish", "i", "ic"))
    return f"the {title}" if adjective and owner.lower() not in _COUNTRIES else f"the {office} of {owner}"


_COUNTRIES = frozenset(
    "iran oman japan sudan jordan pakistan kazakhstan uzbekistan afghanistan bhutan haiti fiji".split()
)
