"""Prices: known ones, unknown ones, and none that was guessed."""

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.llm.price import cost, shown
from assistant.render.wording import making
from assistant.schema import Tokens
from tests.render_records import RUN

OPENAI = "https://api.openai.com/v1"
ONE = [Tokens(1000, 100)]


def test_a_known_model_has_its_price() -> None:
    """Input and output are priced, and calls add up."""
    single = cost("gpt-4o-mini", OPENAI, ONE)
    assert single == Decimal("0.00021")
    assert cost("gpt-4o-mini", OPENAI, ONE * 3) == 3 * single


@pytest.mark.parametrize(
    ("model", "url"),
    [
        ("m", OPENAI),
        ("llama3.2", "http://localhost:11434/v1"),
        ("gpt-4o", "http://127.0.0.1:8080/v1"),
        ("gpt-4o", "http://10.1.2.3/v1"),
        ("local:qwen", "local:/models/qwen.gguf"),
    ],
)
def test_an_unknown_price_is_not_guessed(model: str, url: str) -> None:
    """Neither an unknown model nor a server of one's own has a list price."""
    assert cost(model, url, ONE) is None


def test_a_gateway_is_taken_to_ask_the_makers_price() -> None:
    """A remote endpoint that the price list does not know resells known models."""
    assert cost("gpt-4o-mini", "https://gateway.example/v1", ONE) == Decimal("0.00021")


def test_no_calls_cost_nothing() -> None:
    """A run that the store answered is free, whatever the model."""
    assert cost("m", OPENAI, []) == 0


@pytest.mark.parametrize(
    ("dollars", "text"),
    [(None, ""), (Decimal(0), "0.0000"), (Decimal("0.00021"), "0.000210"), (Decimal("1.23456"), "1.2346")],
)
def test_how_sums_are_shown(dollars: Decimal | None, text: str) -> None:
    """Small sums keep their digits, and what is not known is no zero."""
    assert shown(dollars) == text


def test_the_note_says_the_cost_or_that_it_is_not_known() -> None:
    """Tokens alone are shown as just that."""
    assert "gpt-x; 3 calls, 1,200 tokens in and 80 out, price of gpt-x unknown." in making(RUN)[0]
    assert "80 out, 0.0123 US dollars." in making(replace(RUN, cost="0.0123"))[0]


def test_prices_load_late() -> None:
    """The list of prices is read when a price is asked for, not before."""
    code = "import sys, assistant.engines.llm; print('genai_prices' in sys.modules)"
    root = Path(__file__).resolve().parent.parent
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert made.stdout == "False\n"
