"""How exactly a number is meant: the words that widen, bound or round it, and numbers given by words alone."""

import math
import re

from assistant.text.units import FRACTIONS, ONES, SCALES, TENS

APPROXIMATE = frozenset("about around approximately roughly some estimated circa approx perhaps maybe ~".split())
LOWER = (
    "more than|over|at least|above|upwards of|exceeding|a minimum of|minimum of|in excess of|north of|as few as|"
    "as little as|no fewer than|no less than|not less than|not fewer than|greater than|beyond|>"
)
UPPER = (
    "less than|fewer than|under|up to|at most|as many as|as much as|below|a maximum of|maximum of|no more than|"
    "not more than|not exceeding|smaller than|<"
)
BELOW = "nearly|almost|close to|just under|just below|just short of|just shy of|a little under|a little less than"
ABOVE = "just over|just above|a little over|a little more than|slightly more than|slightly over"
BEFORE = re.compile(
    rf"(?:^|(?<=[^\w]))(?:(?P<above>{ABOVE})|(?P<below>{BELOW})|(?P<upper>{UPPER})|(?P<lower>{LOWER})"
    rf"|(?P<about>{'|'.join(sorted(APPROXIMATE))}))\s*(?:an?\s)?$",
)
"""The longest phrase that reaches the number: "no more than" is an upper bound although it ends in "more than"."""
BEHIND = re.compile(
    r"\s*(?:(?P<lower>or more\b|and more\b|or above\b|or over\b|-?plus\b|\+)"
    r"|(?P<upper>or less\b|or fewer\b|or below\b|or under\b)"
    r"|(?P<about>or so\b|or thereabouts\b|-odd\b))",
)
LONGEST_BEFORE = 30
MARGIN = 0.05
"""How far off "about" may be, as a share of the value, where its last digit allows no more."""
CLOSE = 0.1
"""The same for "nearly" and "just over", on one side."""

Bounds = tuple[float, float]


def interval(value: float, text: str, start: int, end: int) -> Bounds:
    """What a number stands for, given the lower-case words right before and behind it: its lowest and highest value."""
    match = BEFORE.search(text[max(0, start - LONGEST_BEFORE) : start]) or BEHIND.match(text, end)
    side = match.lastgroup if match else None
    if side == "lower":
        return value, math.inf
    if side == "upper":
        return -math.inf, value
    if side == "below":
        return value - CLOSE * abs(value), value
    if side == "above":
        return value, value + CLOSE * abs(value)
    slack = max(last_digit(abs(value)) / 2, MARGIN * abs(value)) if side else 0.0
    return value - slack, value + slack


def last_digit(value: float) -> float:
    """The weight of the last significant digit: 40,000 is sharp to 10,000, 40,912 to 1."""
    digits = f"{value:.6f}".rstrip("0").rstrip(".")
    if "." in digits:
        return float(10.0 ** -len(digits.split(".")[1]))
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10.0 ** min(zeros, max(0, len(digits) - 1)))


_MANY = "dozens|hundreds|thousands|millions|billions"
_BIG = "dozen|hundred|thousand|lakh|million|crore|billion"
MAGNITUDE = re.compile(
    rf"(?<![\w-])(?:(?P<times>tens|hundreds) of (?P<many>thousands|millions|billions)"
    rf"|(?P<plural>{_MANY})(?= of\b| more\b| have\b| were\b| are\b)"
    rf"|(?P<few>a couple(?: of)?|couple of|a few|several) (?P<big>{_BIG})"
    rf"|(?P<couple>a couple of)(?= (?:[a-z]+ )?[a-z]+s\b))(?!\w)",
)
FEW = {"several": (3.0, 3.0, 9.0), "few": (3.0, 2.0, 9.0), "couple": (2.0, 1.5, 3.0)}
"""Value, lowest and highest multiple that "several hundred", "a few hundred", "a couple of hundred" stand for."""
REACH = {"thousands": 50.0}
"""How many times its lowest value a plural may stand for: hundreds ten times, thousands well into the ten thousands."""


def magnitude(match: re.Match[str]) -> tuple[float, Bounds]:
    """Value and bounds of "dozens", "tens of thousands", "a few hundred": at least two of what is named."""
    if match["plural"] or match["many"]:
        word = (match["plural"] or match["many"]).lower()
        low = SCALES[word[:-1]] * {"tens": 20.0, "hundreds": 200.0}.get((match["times"] or "").lower(), 2.0)
        return low, (low, low * (REACH.get(word, 10.0) if match["plural"] else 10.0))
    kind = next(name for name in FEW if name in (match["few"] or match["couple"]).lower())
    scale = SCALES[match["big"].lower()] if match["big"] else 1.0
    value, low, high = FEW[kind]
    return value * scale, (low * scale, high * scale)


_SMALL = "|".join([*list(ONES)[1:], "twenty"])
_NO_PERIOD = r"(?!\s+(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)\b|[\d,.]*\d|\s?%)"
SHARE = re.compile(
    rf"(?<![\w.,-])(?:(?P<part>{_SMALL}|\d{{1,2}})(?:-|\s)(?:in|out\sof)(?:-|\s)(?:every\s)?"
    rf"(?P<whole>ten|twenty|two|three|four|five|six|seven|eight|nine|hundred|10|20|100|1,000|[2-9])(?!\w){_NO_PERIOD}"
    r"|(?P<fraction>half|a (?:half|third|quarter|fifth|tenth))(?=\s(?:of|the|its|their|all|his|her|our)\b)"
    r"|(?:(?<=more than )|(?<=less than )|(?<=nearly )|(?<=almost )|(?<=about )|(?<=over )|(?<=under )|(?<=by ))"
    r"(?P<bare>half(?! past\b)|a (?:third|quarter|fifth|tenth)))(?!\w)",
)
MULTIPLE = re.compile(
    rf"(?<![\w-])(?:(?P<grew>doubled|doubling|tripled|tripling|trebled|trebling|quadrupled|halved|halving)"
    rf"|(?P<fold>{_SMALL}|\d+)[- ]?fold"
    rf"|(?:(?P<twice>twice)|(?P<count>{_SMALL}|\d+(?:\.\d+)?) times)"
    r"(?= (?:as|more|higher|larger|bigger|greater|faster|likelier|"
    r"the (?:size|number|rate|average|amount|price))\b))(?!\w)",
)
GREW = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadr": 4.0, "halve": 0.5, "halvi": 0.5}


def share(match: re.Match[str]) -> float:
    """The part of a whole that a match of `SHARE` names: "one in five" is 0.2."""
    if match["part"]:
        whole = worth(match["whole"])
        return worth(match["part"]) / whole
    return FRACTIONS[(match["fraction"] or match["bare"]).split()[-1].lower()]


def multiple(match: re.Match[str]) -> float:
    """By how much a match of `MULTIPLE` says something grew: "doubled" is 2."""
    if match["grew"]:
        return GREW[match["grew"][:5].lower()]
    return 2.0 if match["twice"] else worth(match["fold"] or match["count"])


def worth(word: str) -> float:
    """The value of one number word or of digits."""
    low = word.lower()
    known = {**ONES, **TENS, "hundred": 100}
    return float(known[low]) if low in known else float(low.replace(",", ""))


NO_YEAR = frozenset("over under above below beyond by".split())
COUNTED = re.compile(r"\s[a-z]+(?:s|people|men|women|children|police)\b")


def counted_year(text: str, start: int, end: int) -> bool:
    """Whether four digits count something: "more than 2000 people", but "under 2010 rules"."""
    before = BEFORE.search(text[max(0, start - LONGEST_BEFORE) : start].lower())
    if not before or before.group().split()[-1].lower() in NO_YEAR:
        return False
    return bool(COUNTED.match(text, end))
