"""What calls and replies are made of: tokens by recorded calls, prices by genai-prices, and the pace of the cache."""

import re
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.llm.cassette import load_cassette
from assistant.llm.entry import to_text
from assistant.llm.price import cost
from assistant.llm.store import open_store
from assistant.schema import Tokens

CASSETTE = Path(__file__).resolve().parent.parent / "evals" / "cassettes" / "qwen2.5-coder-1.5b.jsonl"
MODELS = {
    "gpt-5-mini": "https://api.openai.com/v1",
    "gemini-2.5-flash-lite": "https://generativelanguage.googleapis.com/v1beta/openai",
    "claude-haiku-4-5": "https://api.anthropic.com/v1",
}
CALL = 1_000
"""Tokens of the call by which a price is looked up: some prices depend on how long a call is."""
UNITS = {
    "characters_a_token": "characters",
    "digest_prompt": "tokens a call",
    "digest_reply": "tokens a call",
    "recorded_characters": "characters a call",
    "judge_prompt": "tokens a call",
    "judge_pair": "tokens a pair",
    "judge_reply": "tokens a pair",
    "reply_bytes": "bytes a reply",
}


def recorded() -> dict[str, float]:
    """What recorded calls tell of tokens, and of what a kept reply takes on disk."""
    calls = [entry for entry in load_cassette(CASSETTE).values() if entry.call.prompt in ("digest", "judge")]
    made = {name: [each for each in calls if each.call.prompt == name] for name in ("digest", "judge")}
    sent = {n: sum(len(m.content) for e in each for m in e.call.messages) for n, each in made.items()}
    read_in = {n: sum(e.reply.input_tokens for e in each) for n, each in made.items()}
    pairs = sum(len(re.findall(r"^Pair \d+$", e.call.messages[-1].content, re.MULTILINE)) for e in made["judge"])
    a_token = {name: sent[name] / read_in[name] for name in made}
    prompts = {name: _prompt(each) for name, each in made.items()}
    texts = sent["digest"] / len(made["digest"]) - prompts["digest"]
    return {
        "characters_a_token": a_token["digest"],
        "digest_prompt": prompts["digest"] / a_token["digest"],
        "digest_reply": sum(e.reply.output_tokens for e in made["digest"]) / len(made["digest"]),
        "recorded_characters": texts,
        "judge_prompt": prompts["judge"] / a_token["judge"],
        "judge_pair": (read_in["judge"] - len(made["judge"]) * prompts["judge"] / a_token["judge"]) / pairs,
        "judge_reply": sum(e.reply.output_tokens for e in made["judge"]) / pairs,
        "reply_bytes": sum(len(to_text(e).encode()) for e in calls) / len(calls),
    }


def _prompt(calls: Sequence[Any]) -> float:
    """Characters of a call that are not its data: what stands outside the marks."""
    whole = [sum(len(m.content) for m in each.call.messages) for each in calls]
    data = [
        sum(map(len, re.findall(r"<[a-z]+-[0-9a-f]+>\n.*?</", each.call.messages[-1].content, re.DOTALL)))
        for each in calls
    ]
    return sum(whole) / len(whole) - sum(data) / len(data)


def keeping(texts: int = 2_000) -> float:
    """Replies a second that one process writes to the cache, by the clock."""
    entry = to_text(next(iter(load_cassette(CASSETTE).values())))
    with tempfile.TemporaryDirectory() as place:
        store = open_store(place)
        began = time.perf_counter()
        for number in range(texts):
            store.put(f"{number:064x}", entry)
        rate = texts / (time.perf_counter() - began)
        store.close()
    return rate


def prices() -> dict[str, dict[str, float]]:
    """US dollars of a million tokens read and written, by genai-prices."""
    found = {}
    for model, place in MODELS.items():
        sides = [cost(model, place, [tokens]) for tokens in (Tokens(CALL, 0), Tokens(0, CALL))]
        found[model] = {
            name: float(side or 0) * 1e6 / CALL for name, side in zip(("input", "output"), sides, strict=True)
        }
    return found
