"""The files for GitHub Actions and GitLab: what they run exists, may do no more than it must, and does what it says."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from assistant.cli.evaluation import VERBS
from assistant.errors import Exit
from tests.cli_runner import COMMAND, ROOT, environment
from tests.eval_story import GOLD, labelled_story
from tests.forge import RUN, SHA, SOMEBODY, TOKEN, Forge, comment, pull, zipped

GITHUB = ROOT / ".github" / "workflows"
GITLAB = ROOT / ".gitlab-ci.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PAGE = ROOT / "docs" / "ci.md"
FENCED = re.compile(r"^```(yaml|console|bash)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
REPORTS = {"run.json", "run.xml", "run.html", "run.md"}
MARKER = "<!-- assistant eval -->"
Tree = dict[str, Any]


def read(path: Path) -> Any:
    """A YAML file with every plain word as text, `on` too."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def steps(name: str) -> list[Tree]:
    """The steps of the one job of a workflow."""
    (job,) = read(GITHUB / name)["jobs"].values()
    found: list[Tree] = job["steps"]
    return found


def step(name: str, title: str) -> Tree:
    """One of them."""
    (found,) = (each for each in steps(name) if each["name"] == title)
    return found


def texts(tree: Any) -> Iterator[str]:
    """Every text in a YAML tree."""
    if isinstance(tree, str):
        yield tree
    else:
        for each in tree.values() if isinstance(tree, dict) else tree:
            yield from texts(each)


def shell() -> dict[str, str]:
    """Everything in the CI files and on their page that a shell may read, by where it stands."""
    found = {f"{path.name}": "\n".join(texts(read(path))) for path in (*GITHUB.glob("*.yml"), GITLAB, HOOKS)}
    for number, block in enumerate(FENCED.finditer(PAGE.read_text(encoding="utf-8")), 1):
        inside = yaml.load(block[2], yaml.BaseLoader) if block[1] == "yaml" else block[2]
        found[f"{PAGE.name} {number}"] = "\n".join(texts(inside)).replace("\n$ ", "\n").removeprefix("$ ")
    return found


def commands() -> list[Any]:
    """Every line of those that calls `assistant` or `make`."""
    return [
        pytest.param(line, id=f"{where}: {line[:40]}")
        for where, text in shell().items()
        for line in text.replace("\\\n", " ").splitlines()
        if re.match(r"(assistant|make) ", line)
    ]


@cache
def helped(*verbs: str) -> str:
    """What the help of a command says."""
    done = subprocess.run([*COMMAND, *verbs, "--help"], capture_output=True, text=True, env=environment(), check=True)
    return done.stdout


def test_every_place_has_commands_to_look_at() -> None:
    """The test below sees what it should."""
    seen = {each.id.partition(":")[0].split()[0] for each in commands()}
    assert {"evals.yml", ".gitlab-ci.yml", ".pre-commit-hooks.yaml", "ci.md"} <= seen


@pytest.mark.parametrize("line", commands())
def test_commands_exist_with_these_options(line: str) -> None:
    """A flag that is renamed fails here and not in the pipelines of others."""
    program, *words = shlex.split(line)
    if program == "make":
        assert all(re.search(rf"^{word}:", (ROOT / "Makefile").read_text(), re.MULTILINE) for word in words)
        return
    verbs = words[:1] if words[0] != "eval" else ["eval", words[1] if words[1] in VERBS else "run"]
    options = {word.partition("=")[0] for word in words if word.startswith("--")}
    text = helped(*verbs)
    assert all(re.search(rf"(?<![\w-]){option}(?![\w-])", text) for option in options), options


@pytest.mark.parametrize("tree", [steps("evals.yml"), read(GITLAB)["evals"]], ids=["GitHub", "GitLab"])
def test_files_that_are_named_are_there(tree: Any) -> None:
    """The suite and the constraints."""
    told = "\n".join([*texts(tree), *read(GITHUB / "evals.yml")["env"].values()])
    named = set(re.findall(r"\S+\.yaml|\b\w+\.txt", told))
    assert named == {"evals/replay.yaml", "constraints.txt"}
    assert all((ROOT / name).is_file() for name in named)


def test_the_replay_workflow_has_no_secret_and_may_only_read() -> None:
    """A fork's change runs in it."""
    text = (GITHUB / "evals.yml").read_text(encoding="utf-8")
    workflow = read(GITHUB / "evals.yml")
    assert not re.search(r"secrets\.|github\.token|GITHUB_TOKEN|_KEY|pull_request_target", text)
    assert {"push", "pull_request"} <= workflow["on"].keys()
    assert not workflow["permissions"]
    assert [job["permissions"] for job in workflow["jobs"].values()] == [{"contents": "read"}]
    assert step("evals.yml", "Check out")["with"]["persist-credentials"] == "false"


def test_the_comment_workflow_runs_nothing_of_the_pull_request() -> None:
    """It has a token that may write: no checkout, no action, no text of an event in a script."""
    workflow = read(GITHUB / "evals-comment.yml")
    (told,) = steps("evals-comment.yml")
    assert not workflow["permissions"]
    assert [job["permissions"] for job in workflow["jobs"].values()] == [{"actions": "read", "pull-requests": "write"}]
    assert "uses" not in told
    assert not re.search(r"\$\{\{|\beval\(|\bexec\(|subprocess|os\.system|extract", told["run"])
    assert workflow["on"] == {
        "workflow_run": {"workflows": [read(GITHUB / "evals.yml")["name"]], "types": ["completed"]}
    }


def test_no_script_holds_text_of_an_event_and_every_action_is_githubs_own() -> None:
    """What is put into a script by `${{ }}` is run."""
    for each in steps("evals.yml"):
        assert "${{" not in each.get("run", "")
        assert re.fullmatch(r"actions/[\w-]+@v\d+", each.get("uses", "actions/none@v1"))


def test_the_outcome_is_shown_and_kept_also_where_the_gate_fails() -> None:
    """A report that is there only when all is well is of no use."""
    for title in ("Show the outcome", "Keep the reports"):
        assert step("evals.yml", title)["if"] == "always()"
    kept = read(GITLAB)["evals"]["artifacts"]
    assert (kept["when"], kept["reports"], kept["paths"]) == ("always", {"junit": "report/run.xml"}, ["report/"])
    assert kept["expose_as"]


def test_gitlab_needs_no_token_but_for_the_note() -> None:
    """A fork has none, and there the note is not even tried."""
    tree = read(GITLAB)
    assert not re.search("TOKEN|_KEY|SECRET", "\n".join(texts(tree["evals"])))
    (rule,) = tree["evals-note"]["rules"]
    assert rule["if"].endswith("&& $EVALS_NOTE_TOKEN")
    assert tree["evals-note"]["allow_failure"] == "true"


# A suite and its limits, by the exit code that they lead to.
PART = "name: small, kind: stories, data: [stories]"
SUITES: Mapping[Exit, tuple[str, str]] = {
    Exit.DONE: (PART, "unscored = 0"),
    Exit.FAILED_CHECK: (PART, "verdict_accuracy = 0.5"),
    Exit.USER_CAN_MEND: (PART.replace("stories,", "novels,"), "unscored = 0"),
    Exit.DONE_IN_PART: (f"{PART}, model: m, replay: old.jsonl", "unscored = 0"),
}


def checkout(folder: Path, code: Exit) -> dict[str, str]:
    """A folder as a pipeline has it, with a small suite; and the environment of its shell."""
    part, limit = SUITES[code]
    labelled_story(folder / "stories")
    (folder / "old.jsonl").touch()
    (folder / "t.toml").write_text(f"[replay.small]\n{limit}\n", encoding="utf-8")
    (folder / "suite.yaml").write_text(f"thresholds: t.toml\nparts: [{{{part}}}]\n", encoding="utf-8")
    program = folder / "bin" / "assistant"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m assistant "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return environment(PATH=path, SUITE="suite.yaml", GITHUB_STEP_SUMMARY=str(folder / "summary.md"))


def shelled(script: str, folder: Path, env: Mapping[str, str]) -> int:
    """Run a script as the runners of both do: it ends at the first command that fails."""
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=folder, env=env, check=False, timeout=120)
    return done.returncode


@pytest.mark.parametrize("code", SUITES)
def test_github_keeps_the_exit_code_and_shows_the_outcome(tmp_path: Path, code: Exit) -> None:
    """The step of the evaluation ends as the gate rules, and the steps after it show what there is."""
    env = checkout(tmp_path, code)
    assert shelled(step("evals.yml", "Check the labels")["run"], tmp_path, env) == 0
    assert shelled(step("evals.yml", "Evaluate")["run"], tmp_path, env) == code
    assert shelled(step("evals.yml", "Show the outcome")["run"], tmp_path, env) == 0
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    made = {path.name for path in (tmp_path / "report").iterdir()}
    if code == Exit.USER_CAN_MEND:
        assert (made, summary) == (set(), "There is no report: the log of the first step that failed says why.\n")
        return
    assert made == REPORTS
    assert summary == (tmp_path / "report" / "run.md").read_text(encoding="utf-8")
    root = ET.parse(tmp_path / "report" / "run.xml").getroot()
    assert (code == Exit.DONE) == (root.get("failures") == root.get("errors") == "0")


@pytest.mark.parametrize("code", [Exit.DONE, Exit.FAILED_CHECK])
def test_gitlab_keeps_the_exit_code(tmp_path: Path, code: Exit) -> None:
    """All its lines but the first, which installs."""
    install, *lines = read(GITLAB)["evals"]["script"]
    assert "pip install" in install
    assert shelled("\n".join(lines), tmp_path, checkout(tmp_path, code)) == code
    assert {path.name for path in (tmp_path / "report").iterdir()} == REPORTS


def test_wrong_labels_end_a_pipeline(tmp_path: Path) -> None:
    """Before anything is measured by them."""
    env = checkout(tmp_path, Exit.DONE)
    labelled_story(tmp_path / "stories", GOLD.replace("19 people in", "18 people in"))
    assert shelled(step("evals.yml", "Check the labels")["run"], tmp_path, env) == Exit.FAILED_CHECK


def commented(forge: Forge, folder: Path, **run: Any) -> str:
    """What the workflow of the comment says when a run is over."""
    (folder / "event.json").write_text(json.dumps({"workflow_run": {**RUN, **run}}), encoding="utf-8")
    where = {"GITHUB_API_URL": forge.address, "GITHUB_REPOSITORY": "o/r", "TOKEN": TOKEN}
    env = environment(**where, GITHUB_EVENT_PATH=str(folder / "event.json"))
    script = step("evals-comment.yml", "Create or update the comment")["run"]
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return done.stdout.strip()


def test_a_comment_is_made_once_and_then_renewed(tmp_path: Path) -> None:
    """However many others there are, and whoever copies its mark."""
    with Forge(comments=[comment(number, SOMEBODY, f"{MARKER} {number}") for number in range(150)]) as forge:
        forge.keep(zipped("run.md", b"**first**"))
        assert commented(forge, tmp_path) == "created a comment on 12"
        forge.keep(zipped("run.md", b"**second**"))
        assert commented(forge, tmp_path, conclusion="success") == "updated the comment on 12"
    (ours,) = forge.comments[150:]
    assert ours["body"].startswith(f"{MARKER}\n**Evals passed** for {SHA}: [log and reports]({RUN['html_url']})\n")
    assert ours["body"].endswith("**second**")
    assert all(each["body"] == f"{MARKER} {each['id']}" for each in forge.comments[:150])


@pytest.mark.parametrize(
    ("pulls", "run"),
    [
        ([], {}),
        ([pull(12, sha="0" * 40)], {}),
        ([pull(12, repo={"id": 1})], {}),
        ([pull(12, repo=None)], {}),
        ([pull(12), pull(13)], {}),
        ([pull(12)], {"head_branch": "other"}),
        ([pull(12)], {"head_repository": None}),
    ],
    ids=["none", "moved on", "namesake", "fork gone", "two", "other branch", "source gone"],
)
def test_no_comment_is_made_where_it_may_be_the_wrong_pull_request(
    tmp_path: Path, pulls: list[Tree], run: Tree
) -> None:
    """The run and the pull request must have one head, and only one pull request may have it."""
    with Forge(pulls=pulls) as forge:
        forge.keep(zipped("run.md", b"told"))
        assert commented(forge, tmp_path, **run).startswith("no comment: ")
    assert not forge.comments


@pytest.mark.parametrize(
    ("packed", "more"),
    [
        (b"no archive", {}),
        (zipped("other.md", b"told"), {}),
        (zipped("run.md", b"told")[:40], {}),
        (zipped("run.md", b"told").replace(b"\x08\x00", b"\x63\x00"), {}),
        (zipped("run.md", b"told"), {"expired": True}),
        (zipped("run.md", b"told"), {"size_in_bytes": 10**9}),
        (zipped("run.md", b""), {}),
    ],
    ids=["no archive", "no such file", "cut", "unknown packing", "expired", "too large", "empty"],
)
def test_an_artifact_that_cannot_be_shown_is_told(tmp_path: Path, packed: bytes, more: Tree) -> None:
    """The comment then leads to the log."""
    with Forge() as forge:
        forge.keep(packed, **more)
        commented(forge, tmp_path)
    assert forge.comments[0]["body"].endswith("There is no report that can be shown; the log of the run says why.")
    assert "**Evals did not pass**" in forge.comments[0]["body"]


def test_what_a_stranger_wrote_into_the_artifact_calls_nobody(tmp_path: Path) -> None:
    """Mentions and references are held apart, unseen letters are gone, and it is not longer than a comment may be."""
    text = "# Head\n@ada and @org/all, #12, &#35; \u202eback\u2069 \x1b[31m\nok " + "x" * 10**6
    with Forge() as forge:
        forge.keep(zipped("run.md", text.encode() + b"\xff"))
        commented(forge, tmp_path)
    body = forge.comments[0]["body"]
    assert "# Head\n@\u2060ada and @\u2060org/all, #\u206012, &#35; back [31m\nok xxx" in body
    assert len(body) < 65_536


@pytest.mark.parametrize("report", ["**told**", ""])
def test_the_note_on_gitlab_is_made_once_and_then_renewed(tmp_path: Path, report: str) -> None:
    """With the report, or why there is none."""
    (told,) = read(GITLAB)["evals-note"]["script"]
    (tmp_path / "report").mkdir()
    if report:
        (tmp_path / "report" / "run.md").write_text(report, encoding="utf-8")
    with Forge(comments=[comment(number, SOMEBODY, MARKER) for number in range(100)]) as forge:
        merge = {"CI_MERGE_REQUEST_PROJECT_ID": "5", "CI_MERGE_REQUEST_IID": "12", "CI_API_V4_URL": forge.address}
        more = {"EVALS_NOTE_TOKEN": TOKEN, "CI_COMMIT_SHA": SHA, "CI_PIPELINE_URL": "https://example.org/p"}
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin" / "python").symlink_to(sys.executable)
        env = environment(**merge, **more, PATH=f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
        assert shelled(told, tmp_path, env) == 0
        assert shelled(told, tmp_path, env) == 0
    (note,) = forge.comments[100:]
    assert note["body"].startswith(f"{MARKER}\nEvals of {SHA}: [log and reports](https://example.org/p)\n")
    assert note["body"].endswith(report or "There is no report; the log of the job says why.")


@pytest.mark.parametrize("code", SUITES)
def test_the_page_says_what_each_exit_code_means_in_a_pipeline(code: Exit) -> None:
    """Those that `assistant eval` ends with."""
    assert re.search(rf"^\| {code.value} \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_hook_on_the_page_is_the_one_there_is() -> None:
    """By its id."""
    (hook,) = read(HOOKS)
    assert f"- id: {hook['id']}" in PAGE.read_text(encoding="utf-8")
