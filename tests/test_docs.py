"""The documentation does what it says: every block of shell and Python in it is run."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import Exit
from assistant.render.json import SCHEMAS, schema
from assistant.settings import ENVIRONMENT, load_settings
from bench.excerpt import README, excerpt, placed
from tests.cli_runner import ROOT, environment
from tests.loopback import Answer, Loopback, Request, honest

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OLLAMA = "http://localhost:11434/v1"


def blocks(*languages: str) -> list[Any]:
    """The blocks of all pages in these languages, named by page and number."""
    return [
        pytest.param(found[2], id=f"{page.name}-{number}")
        for page in PAGES
        for number, found in enumerate(BLOCK.finditer(page.read_text(encoding="utf-8")), 1)
        if found[1] in languages
    ]


def talkative(request: Request) -> Answer:
    """The honest model, which also answers a free question."""
    return honest(request) if request.asked else "ready"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder like the checkout, with the commands of an activated environment on its path.

    `make` only shows what it would do: the tests are themselves started by it.
    """
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    shims = {
        "assistant": f'exec "{sys.executable}" -m assistant "$@"',
        "python": f'exec "{sys.executable}" "$@"',
        "make": f'exec "{shutil.which("make")}" --dry-run -C "{ROOT}" "$@"',
    }
    (tmp_path / "bin").mkdir()
    for name, line in shims.items():
        shim = tmp_path / "bin" / name
        shim.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        shim.chmod(0o755)
    return tmp_path


def run_in(desk: Path, command: list[str]) -> None:
    """Run a command at the desk, with a model server where a page names one."""
    path = f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}"
    made = subprocess.run(
        command,
        cwd=desk,
        env=environment(PATH=path),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr


@pytest.mark.parametrize("block", blocks("bash"))
def test_shell_blocks_run(block: str, desk: Path) -> None:
    """Each block of shell ends well, line by line."""
    with Loopback(talkative) as server:
        run_in(desk, ["bash", "-euo", "pipefail", "-c", block.replace(OLLAMA, server.base_url)])


@pytest.mark.parametrize("block", blocks("python"))
def test_python_blocks_run(block: str, desk: Path) -> None:
    """Each block of Python ends well."""
    with Loopback(talkative) as server:
        run_in(desk, [sys.executable, "-W", "error", "-c", block.replace(OLLAMA, server.base_url)])


@pytest.mark.parametrize("block", blocks("toml"))
def test_toml_blocks_are_settings(block: str, tmp_path: Path) -> None:
    """Each settings file that is shown is accepted."""
    name = "pyproject.toml" if "tool" in tomllib.loads(block) else "assistant.toml"
    (tmp_path / name).write_text(block, encoding="utf-8")
    assert load_settings(environ={}, folder=tmp_path).origin


@pytest.mark.parametrize("variable", ENVIRONMENT.values())
def test_every_setting_is_in_the_readme(variable: str) -> None:
    """No variable steers the product unseen."""
    assert f"`{variable}`" in PAGES[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("code", Exit)
def test_every_exit_code_is_in_the_readme(code: Exit) -> None:
    """Scripts can rely on what the table says."""
    assert re.search(rf"^\| {code.value} \|", PAGES[0].read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_json_key_is_documented(kind: str) -> None:
    """Each key of each JSON output has its line on the page about JSON."""
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    described = schema(SCHEMAS[kind])
    records = [described, *described["$defs"].values()]
    keys = {key for record in records for key in record.get("properties", {})}
    assert not {key for key in keys if f"`{key}`" not in page}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """A file that a page points to is there."""
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (page.parent / target).exists()]


def test_the_excerpt_in_the_readme_is_what_the_command_writes() -> None:
    """`python -m bench.excerpt` writes it."""
    page = README.read_text(encoding="utf-8")
    assert page == placed(page, excerpt())


def test_decisions_are_numbered_once_and_in_order() -> None:
    """A decision can be cited by its number."""
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [page.name.partition("-")[0] for page in pages]
    assert numbers == [f"{number:03d}" for number in range(1, len(pages) + 1)]
    for number, page in zip(numbers, pages, strict=True):
        assert page.read_text(encoding="utf-8").startswith(f"# {number} "), page.name
