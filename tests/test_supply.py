"""What is installed: all of it pinned, every warning that is passed over has its reason, and the audit is run."""

import io
import re
import subprocess
import sys
import tokenize
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from bench.advisories import COMMAND, command, ignored
from tests.cli_runner import ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LINES = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINNED = {canonicalize_name(line.partition("==")[0]): Version(line.partition("==")[2]) for line in LINES}
NOSEC = re.compile(r"# nosec (B\d{3}) # (\S.{5,})")
WORKFLOW = ROOT / ".github" / "workflows" / "supply.yml"


def asked() -> dict[str, list[str]]:
    """What is asked for: the core, each extra, and what builds the package."""
    project = PROJECT["project"]
    return {
        "core": project["dependencies"],
        "build": PROJECT["build-system"]["requires"],
        **project["optional-dependencies"],
    }


def closure(lines: list[str]) -> list[Requirement]:
    """These requirements and those of all that they bring, as far as it is installed here."""
    waiting = [Requirement(line) for line in lines]
    found: dict[str, Requirement] = {}
    while waiting:
        one = waiting.pop()
        if str(one) in found:
            continue
        found[str(one)] = one
        try:
            needs = distribution(one.name).requires or []
        except PackageNotFoundError:
            continue  # an extra that is not installed: what it brings is checked where it is
        for each in map(Requirement, needs):
            extras = {"", *one.extras}
            if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(each)
    return list(found.values())


def test_constraints_are_sorted_names_and_versions() -> None:
    """One a line, each once, with no address of a registry, no option and no comment."""
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", line) for line in LINES)
    names = [canonicalize_name(line.partition("==")[0]) for line in LINES]
    assert names == sorted(set(names))


@pytest.mark.parametrize("extra", asked())
def test_everything_that_is_brought_along_is_pinned(extra: str) -> None:
    """By a version that satisfies whoever asks for it, build backends and extras included."""
    needed = closure(asked()[extra])
    assert not {one.name for one in needed if canonicalize_name(one.name) not in PINNED}
    wrong = [str(one) for one in needed if PINNED[canonicalize_name(one.name)] not in one.specifier]
    assert wrong == []


def test_every_requirement_has_a_lower_bound_and_no_address() -> None:
    """An unbounded name may resolve to a version of years ago."""
    lines = [line for group in asked().values() for line in group]
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+>=[0-9.]+", line) for line in lines)


@pytest.mark.parametrize("advisory", ignored(), ids=lambda each: each["id"])
def test_an_advisory_that_is_passed_over_has_a_reason_and_a_test(advisory: dict[str, Any]) -> None:
    """The package is pinned, and the tests that show why it does no harm are there."""
    assert set(advisory) == {"id", "also", "package", "why", "tests"}
    assert re.fullmatch(r"CVE-\d{4}-\d{4,}|GHSA(-[0-9a-z]{4}){3}|PYSEC-\d{4}-\d+", advisory["id"])
    assert canonicalize_name(advisory["package"]) in PINNED
    assert len(advisory["why"]) > 40
    assert advisory["tests"]
    for test in advisory["tests"]:
        path, _, name = test.partition("::")
        assert re.search(rf"^def {name}\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)
    assert advisory["id"] in command()


def test_the_audit_counts_what_it_could_not_look_up() -> None:
    """A package that the service does not know must not pass as a sound one."""
    assert "--strict" in COMMAND
    assert (ROOT / COMMAND[-1]).is_file()


def comments(path: Path) -> list[str]:
    """The comments of a file of Python."""
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT]


def test_what_the_scanner_passes_over_has_a_reason_in_place() -> None:
    """One warning, by its number, with why it does not count there; none is turned off as a whole."""
    marked = [
        (path.name, said) for path in (ROOT / "assistant").rglob("*.py") for said in comments(path) if "nosec" in said
    ]
    assert len(marked) > 10
    assert [each for each in marked if not NOSEC.search(each[1])] == []
    assert set(PROJECT["tool"]["bandit"]) == {"exclude_dirs"}


def test_the_scanner_is_part_of_the_checks_and_finds_what_is_unsafe(tmp_path: Path) -> None:
    """As `make check` calls it, on a file that unpickles what it is sent."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(
        r"^check:.*\n(\t.*\n)*\t\$\(BIN\)/bandit -q -c pyproject.toml -r assistant$", makefile, re.MULTILINE
    )
    (tmp_path / "bad.py").write_text("import pickle\npickle.loads(input())\n", encoding="utf-8")
    scan = [sys.executable, "-m", "bandit", "-q", "-c", str(ROOT / "pyproject.toml"), "-r", str(tmp_path)]
    done = subprocess.run(scan, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "B301" in done.stdout


def test_the_workflow_runs_weekly_and_on_change_and_may_only_read() -> None:
    """No secret, no script with text of an event, and no action but GitHub's own by its version."""
    text = WORKFLOW.read_text(encoding="utf-8")
    tree = yaml.load(text, yaml.BaseLoader)
    assert not re.search(r"secrets\.|github\.token|GITHUB_TOKEN|_KEY|pull_request_target", text)
    assert not tree["permissions"]
    assert re.fullmatch(r"\d+ \d+ \* \* \d", tree["on"]["schedule"][0]["cron"])
    for event in ("push", "pull_request"):
        assert {"pyproject.toml", "constraints.txt"} <= set(tree["on"][event]["paths"])
    assert [job["permissions"] for job in tree["jobs"].values()] == [{"contents": "read"}] * 2
    steps = [step for job in tree["jobs"].values() for step in job["steps"]]
    assert all("${{" not in step.get("run", "") for step in steps)
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", step.get("uses", "actions/none@v1")) for step in steps)
    assert [s["with"]["persist-credentials"] for s in steps if s["name"] == "Check out"] == ["false"] * 2
    run = "\n".join(step.get("run", "") for step in steps)
    for needed in (
        "-c constraints.txt",
        "python -m bench.advisories",
        "bandit -q",
        "pytest -n auto",
        "--upgrade -e '.[dev]'",
    ):
        assert needed in run


def test_the_threat_model_names_tests_that_exist() -> None:
    """What is said to be defended is held by something."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(tests/\w+\.py)`", text))
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).is_file()] == []
    assert all((ROOT / name).exists() for name in re.findall(r"\]\((?!https?:|#)([^)#]+)", text))
