"""Student's t distribution with any positive number of degrees of freedom, whole or not.

Its tail is half a regularised incomplete beta function (NIST Digital Library of Mathematical Functions, 8.17), which
is summed as the continued fraction 8.17.22 by Lentz's method; a quantile is found by halving.
"""

from functools import lru_cache
from math import exp, inf, lgamma, log

TINY = 1e-300
CLOSE = 1e-14
TERMS = 10_000
HALVINGS = 200


def tail(t: float, freedom: float) -> float:
    """The chance that a t variable with these degrees of freedom exceeds `t`, which is at least 0."""
    square = t * t
    if square == inf:
        return 0.0
    return _beta(freedom / (freedom + square), square / (freedom + square), freedom / 2) / 2


@lru_cache(maxsize=4096)
def quantile(chance: float, freedom: float) -> float:
    """The t that is not exceeded with this chance, from 0.5 up to but not 1; infinite where no float is so large."""
    above = 1 - chance
    low, high = 0.0, 1.0
    while tail(high, freedom) > above:
        low, high = high, high * 2
        if high > 1e150:
            return inf
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if tail(middle, freedom) > above else (low, middle)
    return high


def _beta(x: float, rest: float, a: float) -> float:
    # I_x(a, 1/2), where rest is 1 - x: given apart, it keeps its digits when x is next to 1.
    b = 0.5
    if x <= 0:
        return 0.0
    if rest <= 0:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(rest))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(rest, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, _inverse(1 - (a + b) * x / (a + 1))
    product = d
    for m in range(1, TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = _inverse(1 + term * d)
            c = 1 + term / c
            c = c if abs(c) > TINY else TINY
            product *= d * c
        if abs(d * c - 1) < CLOSE:
            break
    return product


def _inverse(value: float) -> float:
    return 1 / (value if abs(value) > TINY else TINY)
