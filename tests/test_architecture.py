"""The walls of the house: what may import what, and how large anything may grow."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "assistant"
FILES = sorted([*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")])

FILE_LINES, FUNCTION_LINES, PARAMETERS = 300, 40, 5

BASE = {"errors", "schema", "checked", "answered", "settings", "pool", "private", "whole", "places", "code"}
STEPS = {"ingest", "digest", "compare", "brief", "render", "ask", "check"}
MAY_IMPORT = {
    "errors": set[str](),
    "claims": set[str](),
    "sources": {"claims"},
    "schema": {"sources", "claims"},
    "checked": {"schema"},
    "answered": {"schema"},
    "pool": set[str](),
    "whole": set[str](),
    "code": set[str](),
    "places": {"errors"},
    "settings": {"errors"},
    "private": {"errors"},
    "alike": {"code"},
    "cluster": {"alike", "errors", "pool", "settings"},
    "text": BASE,
    "llm": BASE | {"text"},
    "engines": BASE | {"text", "llm"},
    "collection": BASE | {"text"},
    **dict.fromkeys(STEPS, BASE | {"text", "engines"}),
    "ingest": BASE | {"text", "engines", "collection"},  # which is one of the things that can be read
    "check": BASE | {"text", "engines", "compare"},  # a model's word on a draft passes the gates of a comparison
    "ask": BASE | {"text", "check", "compare"},  # what is asked is held beside what was found
    "render": BASE | {"text", "ask"},  # who says what is worded once
    "retold": BASE | {"text", "digest", "compare", "ask"},  # what a model worded passes the gate of answers
    "pipeline": BASE | STEPS | {"text", "engines", "retold"},
    "collecting": BASE | {"engines", "collection", "ingest", "digest"},
    "checking": BASE | STEPS | {"engines", "pipeline"},
    "library": BASE | {"text", "engines", "digest", "compare", "ask", "pipeline"},
    "answering": BASE | {"engines", "compare", "ask", "library", "render"},
    "sessions": BASE | {"ask", "render"},
    "chat": BASE | STEPS | {"text", "engines", "pipeline", "checking", "answering", "sessions"},
    "serve": BASE | {"text", "engines", "ingest", "compare", "ask", "render", "pipeline", "checking", "answering"},
    "evaluate": BASE | STEPS | {"text", "llm", "engines", "pipeline", "checking", "answering", "library"},
    "cli": BASE
    | STEPS
    | {"text", "engines", "llm", "pipeline", "checking", "answering", "sessions", "chat", "serve", "evaluate"}
    | {"collecting", "cluster"},
    "__main__": {"cli"},
    "__init__": BASE | STEPS | {"engines", "pipeline", "checking", "answering"},
}
ONLY_IN = {
    "openai": "llm/client.py llm/endpoint.py llm/batch_api.py llm/embed.py",  # calls sent at once, batches, vectors
    "tenacity": "llm/endpoint.py",
    "xllamacpp": "llm/llama.py",
    "opentelemetry": "llm/trace.py",
    "genai_prices": "llm/price.py",
    "instructor": "llm/ask.py",
    "diskcache": "llm/store.py",
    "mcp": "serve/server.py",
    "anyio": "serve/server.py",
    "prompt_toolkit": "chat/terminal.py",
    "rich": "cli/progress.py chat/show.py",
    "typst": "render/pdf.py",
    "platformdirs": "llm/store.py sessions/place.py",  # the cache and the data folder
    "msgpack": "text/words.py",
    "ray": "cluster.py",
    "pyarrow": "collection/parts.py collection/columns.py",
}
HEAVY = (
    "openai",
    "instructor",
    "pydantic",
    "numpy",
    "rich",
    "trafilatura",
    "jinja2",
    "docx",
    "lxml",
    "typst",
    "ssl",
    "pyarrow",
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    """The dotted name of a module of the package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}


def imported(tree: ast.AST) -> Iterator[str]:
    """Every dotted name that a module imports, at its top or in a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def neighbours(module: str) -> set[str]:
    """The modules of the package that a module imports; its version is a fact, not an import."""
    names = {name for name in imported(MODULES[module]) if name != "assistant.__version__"}
    ours = {name if name in MODULES else name.rpartition(".")[0] for name in names}
    return {name for name in ours if name in MODULES}


def room(module: str) -> str:
    """The room that a module stands in."""
    return module.split(".")[1] if "." in module else "__init__"


def functions(path: Path) -> list[Function]:
    """Every function of a file, nested ones and methods included."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def parameters(function: Function) -> list[ast.arg]:
    """The named parameters of a function, `self` and `cls` left out."""
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    return [one for one in named if one.arg not in ("self", "cls")]


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_point_one_way(module: str) -> None:
    """A room knows those below it and nothing above."""
    here = room(module)
    assert here in MAY_IMPORT, f"give the room {here} its place in the table"
    wrong = {name for name in neighbours(module) if room(name) not in MAY_IMPORT[here] | {here}}
    assert not wrong


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Not at the top of a file and not inside a function either."""
    done: set[str] = set()

    def walk(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join([*trail, module])
        if module not in done:
            for name in sorted(neighbours(module) - {module}):
                walk(name, (*trail, module))
            done.add(module)

    for module in MODULES:
        walk(module, ())


@pytest.mark.parametrize(("library", "places"), ONLY_IN.items())
def test_a_library_enters_through_its_files(library: str, places: str) -> None:
    """Nothing else has to change when the library does."""
    users = {name for name, tree in MODULES.items() if library in {i.split(".")[0] for i in imported(tree)}}
    assert users <= {name_of(PACKAGE / place) for place in places.split()}


def test_only_the_locator_makes_quotes() -> None:
    """Holding a quote proves that its words were found."""
    makers = {
        name
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Quote"
    }
    assert makers <= {"assistant.text.locate"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_stay_small(path: Path) -> None:
    """A file that outgrows its budget holds more than one idea."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    assert sum(bool(line) and not line.startswith("#") for line in lines) <= FILE_LINES


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_stay_small_and_typed(path: Path) -> None:
    """Length, parameters and annotations of every function; complexity is ruff's to count."""
    for function in functions(path):
        where = f"{path.name}:{function.lineno} {function.name}"
        assert (function.end_lineno or 0) - function.lineno < FUNCTION_LINES, where
        assert len(parameters(function)) <= PARAMETERS, where
        assert function.returns is not None, where
        assert all(one.annotation for one in parameters(function)), where


@pytest.mark.parametrize("path", sorted((ROOT / "tests").glob("test_*.py")), ids=lambda path: path.name)
def test_tests_say_what_they_hold(path: Path) -> None:
    """Each test has a docstring of one sentence."""
    for function in functions(path):
        if function.name.startswith("test_"):
            text = ast.get_docstring(function)
            assert text, f"{path.name}:{function.lineno} {function.name}"
            assert "\n\n" not in text, f"{path.name}:{function.lineno} {function.name}"


def test_a_verb_stays_a_verb() -> None:
    """What the package's rooms are called does not take the place of what it can do."""
    rooms = "import assistant, assistant.pipeline, assistant.check.weigh, assistant.compare.story"
    code = f"{rooms}; print([name for name in assistant.__all__ if not callable(getattr(assistant, name))])"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert made.stdout == "[]\n"


@pytest.mark.parametrize("module", ["assistant", "assistant.cli", "assistant.cli.brief", "assistant.cli.job"])
def test_the_door_is_light(module: str) -> None:
    """Importing the package, its command line or what a verb needs loads nothing heavy before it is used."""
    code = f"import sys, {module}; print([name for name in {HEAVY} if name in sys.modules])"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert made.stdout == "[]\n"
