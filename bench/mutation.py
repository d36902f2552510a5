"""Mutants of the package, and the tests that call them: the machinery of `python -m bench.mutants`."""

import argparse
import ast
import difflib
import functools
import gc
import importlib
import json
import os
import re
import resource
import signal
import sys
import tempfile
import textwrap
import time
import types
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import hypothesis
import libcst as cst
import pytest
from _pytest.runner import runtestprotocol
from mutmut.mutation.file_mutation import create_mutations, deep_replace

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = 40
"""Examples of a property for each mutant: fewer than the tests draw, so that the figure errs on the low side."""
LEAST_SECONDS, TIMES, MOST_SECONDS = 1.0, 3.0, 120
"""Processor time of a test with a mutant: this much and so many times what it took; and all of it on the clock."""
WRAPPERS = re.compile(r"^( *)@(?:lru_cache|cache|property|cached_property)\b.*$", re.MULTILINE)
LEFT = ("survived", "unreached")
"""The fates of mutants that no test noticed."""
Place = tuple[str, str]
"""A file and the qualified name of one of its functions."""


class Mutant(NamedTuple):
    """One change of one function: its number there, the changed function's source, and the change as a diff."""

    file: str
    function: str
    number: int
    source: str
    change: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays the same as long as the function does."""
        return self.file, self.function, self.change


class Outcome(NamedTuple):
    """What became of a mutant (killed, survived, timeout or unreached), and the test that noticed."""

    mutant: Mutant
    fate: str
    test: str = ""


@dataclass
class Reach:
    """Which tests call a function, the quickest first, and the processor time of each test in seconds."""

    tests: dict[Place, list[str]]
    seconds: dict[str, float]


def mutants_of(path: Path) -> list[Mutant]:
    """The mutants of a file's functions, in the order of the file."""
    file = path.relative_to(ROOT).as_posix()
    module, mutations, _, _ = create_mutations(file, WRAPPERS.sub(r"\1", path.read_text("utf-8")))
    names = dict(_functions(module.body, ""))
    count: Counter[str] = Counter()
    made = []
    for mutation in mutations:
        function = mutation.contained_by_top_level_function
        if not isinstance(function, cst.FunctionDef) or function not in names:
            continue
        name = names[function]
        count[name] += 1
        old = _source(module, function)
        new = _source(module, deep_replace(function, mutation.original_node, mutation.mutated_node))
        if ast.dump(ast.parse(old)) != ast.dump(ast.parse(new)):  # 1e150 and 1e+150 are one number
            made.append(Mutant(file, name, count[name], new, _change(old, new)))
    return made


def _functions(body: Iterable[Any], within: str) -> Iterable[tuple[cst.FunctionDef, str]]:
    for node in body:
        if isinstance(node, cst.FunctionDef):
            yield node, within + node.name.value
        elif isinstance(node, cst.ClassDef) and isinstance(node.body, cst.IndentedBlock):
            yield from _functions(node.body.body, f"{within}{node.name.value}.")


def _source(module: cst.Module, function: Any) -> str:
    return textwrap.dedent(module.code_for_node(function.with_changes(decorators=[], leading_lines=[])))


def _change(old: str, new: str) -> str:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return "\n".join(re.sub(r"^([+-])\s+", r"\1 ", line) for line in lines if not line.startswith(("---", "+++", "@@")))


def plain(module: types.ModuleType, name: str) -> types.FunctionType:
    """The function of that qualified name, without what wraps it."""
    held: Any = module
    for part in name.split("."):
        held = vars(held)[part]
    for inner in ("fget", "func", "__func__", "__wrapped__"):
        held = getattr(held, inner, held)
    assert isinstance(held, types.FunctionType), name
    return held


def put(mutant: Mutant) -> None:
    """Give a function the code of its mutant, for everybody who has imported it, and forget what it has returned."""
    module = importlib.import_module(mutant.file.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
    function = plain(module, mutant.function)
    made: dict[str, Any] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(mutant.source, mutant.file, "exec"), vars(module), made)
    new = made[function.__name__]
    for part in ("__code__", "__defaults__", "__kwdefaults__"):
        setattr(function, part, getattr(new, part))
    forget(module.__name__)


def forget(module: str = "") -> None:
    """Empty the caches of functions with arguments, and those of one module: what others loaded once stays."""
    for each in caches():
        if each.__module__ == module or each.__wrapped__.__code__.co_argcount:
            each.cache_clear()


@functools.cache
def caches() -> list[Any]:
    """The cached functions of the package."""
    kind = functools._lru_cache_wrapper
    return [each for each in gc.get_objects() if isinstance(each, kind) and each.__module__.startswith("assistant")]


class Campaign:
    """A pytest plugin that runs the collected tests for each mutant instead of once."""

    def __init__(self, mutants: Sequence[Mutant], options: argparse.Namespace) -> None:
        self.mutants = mutants
        self.jobs: int = options.jobs
        self.survivors: Path = options.survivors
        self.outcomes: list[Outcome] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        if session.testsfailed:
            raise SystemExit("the tests cannot be collected")
        items = {item.nodeid: item for item in session.items}
        reach = reach_of(items, {mutant.file for mutant in self.mutants})
        gc.freeze()  # what is there now is not looked through, and so not copied, in each child
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder) / str(number) for number in range(self.jobs)]
            workers = [fork(functools.partial(self._work, number, items, reach, files)) for number in range(self.jobs)]
            for worker in workers:
                os.waitpid(worker, 0)
            rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
        self.outcomes = [Outcome(self.mutants[index], fate, test) for index, fate, test in sorted(rows)]
        return True

    def _work(self, number: int, items: dict[str, pytest.Item], reach: Reach, files: Sequence[Path]) -> None:
        lately: dict[Place, str] = {}
        with files[number].open("w", encoding="utf-8") as out:
            for index in range(number, len(self.mutants), self.jobs):
                mutant = self.mutants[index]
                place = mutant.file, mutant.function
                tests = reach.tests.get(place, [])
                first = [lately[place]] if place in lately else []
                chosen = first + [test for test in tests if test not in first]
                fate, test = fate_of(mutant, {items[each]: reach.seconds[each] for each in chosen})
                if test:
                    lately[place] = test
                print(json.dumps([index, fate, test]), file=out, flush=True)
                self._tell(index, fate)

    def _tell(self, index: int, fate: str) -> None:
        if fate in LEFT:
            row = {"fate": fate, **self.mutants[index]._asdict()}
            with self.survivors.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        if index % 100 == 0:
            print(f"{index} of {len(self.mutants)}", file=sys.stderr, flush=True)


def reach_of(items: dict[str, pytest.Item], files: Iterable[str]) -> Reach:
    """Run each test with a profiler that notes the functions called in some files. A failing test is an error."""
    watched = {str(ROOT / file): file for file in files}
    called: dict[Place, list[str]] = defaultdict(list)
    seconds: dict[str, float] = {}
    for name, item in items.items():
        seen: set[types.CodeType] = set()
        forget()
        sys.setprofile(lambda frame, event, _, seen=seen: seen.add(frame.f_code) if event == "call" else None)
        began = time.process_time()
        reports = run(item)
        seconds[name] = time.process_time() - began
        sys.setprofile(None)
        if any(report.failed for report in reports):
            raise SystemExit(f"fails without a mutant: {name}\n{reports}")
        where = {(c.co_filename, c.co_qualname.partition(".<locals>")[0]) for c in seen if c.co_filename in watched}
        for file, function in where:
            called[watched[file], function].append(name)
    forget()
    by_file: dict[str, list[float]] = defaultdict(list)
    for name, took in seconds.items():
        by_file[name.partition("::")[0]].append(took)

    def order(name: str) -> tuple[float, str, float]:  # a file's fixtures are made once
        file = name.partition("::")[0]
        return sum(by_file[file]) / len(by_file[file]), file, seconds[name]

    return Reach({place: sorted(names, key=order) for place, names in called.items()}, seconds)


def run(item: pytest.Item, following: pytest.Item | None = None) -> list[pytest.TestReport]:
    """Run one test, which may have run before, and tear down what the following one does not need."""
    item._initrequest()  # type: ignore[attr-defined]
    return runtestprotocol(item, log=False, nextitem=following)


def fork(work: Callable[[], None]) -> int:
    """The process id of a child that does some work and ends with 0, or with 1 where that raises."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    except BaseException as error:
        os.write(2, f"{error!r}\n".encode())
    finally:
        os._exit(code)


def fate_of(mutant: Mutant, tests: dict[pytest.Item, float]) -> tuple[str, str]:
    """Run tests, each with its usual time, in a child that has the mutant, until one fails. Returns that too."""
    if not tests:
        return "unreached", ""
    ear, mouth = os.pipe()

    def work() -> None:
        null = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):
            os.dup2(null, stream)
        resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
        signal.alarm(MOST_SECONDS)
        put(mutant)
        following = [*list(tests)[1:], None]
        for number, (test, seconds) in enumerate(tests.items()):
            signal.setitimer(signal.ITIMER_PROF, LEAST_SECONDS + TIMES * seconds)
            if any(report.failed for report in run(test, following[number])):
                os.write(mouth, str(number).encode())
                os._exit(1)

    child = fork(work)
    os.close(mouth)
    said = os.read(ear, 16).decode()
    os.close(ear)
    _, status = os.waitpid(child, 0)
    test = list(tests)[int(said)].nodeid if said else ""
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGPROF, signal.SIGALRM, signal.SIGKILL):
        return "timeout", test
    return ("survived" if os.waitstatus_to_exitcode(status) == 0 else "killed"), test


def campaign(mutants: Sequence[Mutant], tests: Sequence[str], options: argparse.Namespace) -> list[Outcome]:
    """Collect the tests in a pytest of its own, and run them for each mutant."""
    hypothesis.settings.register_profile(
        "mutants",
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=EXAMPLES,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("mutants")
    plugin = Campaign(mutants, options)
    quiet = "-q -s -p no:cacheprovider -W ignore::pytest.PytestAssertRewriteWarning".split()
    code = pytest.main([*quiet, *tests], plugins=[plugin])
    if len(plugin.outcomes) != len(mutants):
        raise SystemExit(f"pytest ended with {code}")
    return plugin.outcomes
