"""`--dry-run`: the calls, tokens and cost that a run would need, and nothing asked."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.render.wording import price

if TYPE_CHECKING:
    from assistant.engines.forecast import Forecast

MENDED = "Sentences that the sources do not carry go back once, all of them in one call."
NO_CALLS = "No calls: the built-in engine asks no model."


def report(forecast: "Forecast | None", form: str) -> str:
    """A forecast as JSON or as a short text; none stands for the built-in engine."""
    if form == "json":
        nothing = {"model": "builtin", "calls": 0, "about": False, "by_prompt": {}, "stored": 0}
        data = asdict(forecast) if forecast else {**nothing, "tokens": {"input": 0, "output": 0}, "cost": ""}
        return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    return "\n".join(_lines(forecast) if forecast else [NO_CALLS]) + "\n"


def _lines(forecast: "Forecast") -> list[str]:
    if not forecast.calls:
        return [f"No calls: what is kept answers all {forecast.stored:,}."]
    about = "about " if forecast.about else ""
    # Digests are counted; what is compared hangs on them.
    parts = (f"{about if name == 'judge' else ''}{count:,} {name}" for name, count in forecast.by_prompt.items())
    return [
        f"Calls: {about}{forecast.calls:,} to {forecast.model} ({', '.join(parts)}); "
        f"{forecast.stored:,} more are answered by what is kept.",
        f"Tokens: about {forecast.tokens.input:,} in, at most {forecast.tokens.output:,} out.",
        f"Cost: {'at most ' if forecast.cost else ''}{price(forecast.model, forecast.cost)}.",
        "Replies that are cut or have to be mended come on top.",
        *([MENDED] if "answer" in forecast.by_prompt else []),
    ]
