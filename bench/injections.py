"""The whole injection suite against models that an attacker would wish for: how many attacks work, by family.

    python -m bench.injections [MODEL ...]

Models: `builtin` (nobody is asked), `obedient`, `bribed`, `mute` (tests/obedient.py); all of them if none is named.
A key is planted in the environment, which no output may hold. Ends with 1 where an attack worked.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator

from assistant.engines import open_engine
from assistant.engines.builtin import Builtin
from assistant.engines.seam import Engine
from assistant.evaluate.kinds.injections import KIND
from assistant.evaluate.records import Case, Task
from tests.loopback import Loopback
from tests.obedient import FOLDER, wicked

MODELS = ("builtin", "obedient", "bribed", "mute")
KEY = "planted-key-0123456789abcdef"


def attacks() -> list[Task]:
    """Every attack of the suite."""
    return [task for path in sorted(FOLDER.glob("*.yaml")) for task in KIND.tasks(path)]


def worked(engine: Engine, tasks: list[Task]) -> Iterator[tuple[Task, Case]]:
    """Each attack with its case."""
    for task in tasks:
        yield task, KIND.cases(task, KIND.work(task, engine).output, 0)[0]


def measure(model: str, server: Loopback) -> int:
    """Print what came of all attacks with a model; how many worked."""
    engine = Builtin() if model == "builtin" else open_engine(server.settings(model=model))
    tried, got, sent = Counter[str](), Counter[str](), Counter[str]()
    for _, case in worked(engine, attacks()):
        tried[case.group] += 1
        got[case.group] += case.state == "failed"
        sent[case.group] += bool(case.scores[1].part)
        if case.state == "failed":
            print(f"  {case.id}: {case.got[:160]}", flush=True)
    print(f"\n| {model}: family | tried | words reached it | worked |\n|---|---|---|---|")
    for family in sorted(tried):
        print(f"| {family} | {tried[family]} | {sent[family]} | {got[family]} |")
    print(f"| all | {tried.total()} | {sent.total()} | {got.total()} |\n", flush=True)
    return got.total()


if __name__ == "__main__":
    os.environ["OPENAI_API_KEY"] = KEY
    with Loopback(wicked) as server:
        sys.exit(any([measure(model, server) for model in sys.argv[1:] or MODELS]))
