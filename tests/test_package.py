"""The wheel: it holds everything the product needs, and works away from its checkout."""

import json
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from assistant.cli.doctor import CORE
from tests.cli_runner import ROOT, environment
from tests.loopback import Loopback, honest

PROMPTS = sorted(path.name for path in (ROOT / "prompts").glob("*.md"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the unpacked wheel, as an installation would have it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    made = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def installed(site: Path, folder: Path, *arguments: str) -> str:
    """What the installed package prints, run in a folder that knows no checkout."""
    made = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment(PYTHONPATH=str(site)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return made.stdout


def test_the_wheel_holds_prompts_and_templates(site: Path) -> None:
    """What is not Python is shipped too, and no tests are."""
    assert sorted(path.name for path in (site / "assistant" / "prompts").iterdir()) == PROMPTS
    assert list((site / "assistant" / "render" / "templates").glob("*.html"))
    assert (site / "assistant" / "render" / "templates" / "note.typ").is_file()
    assert not (site / "tests").exists()


def test_the_installed_package_reads_its_own_prompts(site: Path, tmp_path: Path) -> None:
    """A prompt comes from the wheel, not from a checkout that happens to be near."""
    code = "import assistant.llm.prompts as p; print(p.__file__, p.load_prompt('digest').hash)"
    place, digest = installed(site, tmp_path, "-c", code).split()
    assert Path(place).is_relative_to(site)
    assert digest


@pytest.mark.parametrize("model", [False, True])
def test_the_installed_command_writes_a_briefing(site: Path, tmp_path: Path, model: bool) -> None:
    """Both engines work from another folder."""
    (tmp_path / "a.txt").write_text("Flood\n\nThe flood killed 19 people on Friday.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("River\n\nThe flood killed 21 people on Friday.\n", encoding="utf-8")
    arguments = ["-m", "assistant", "brief", "a.txt", "b.txt", "--format", "json", "--quiet"]
    with Loopback(honest) as server:
        chosen = ["--model", "m", "--base-url", server.base_url] if model else []
        made = json.loads(installed(site, tmp_path, *arguments, *chosen))
    assert made["run"]["model"] == ("m" if model else "builtin")
    assert len(made["articles"]) == 2


def test_doctor_names_the_core_dependencies() -> None:
    """The list that doctor checks is the list that is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {line.partition(">=")[0] for line in project["dependencies"]} == set(CORE)


def test_constraints_are_names_and_versions_only() -> None:
    """Nothing in the file says where a package comes from, and every dependency is in it."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in lines}
    assert all(line.count("==") == 1 and "/" not in line and "@" not in line for line in lines)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *(line for extra in ("dev", "desk", "fuzz") for line in project["optional-dependencies"][extra]),
    ]
    assert {line.partition(">=")[0].lower().replace("_", "-") for line in asked} <= pinned
