"""Which code made a run: its revision for people, a hash of its files for what is kept."""

import hashlib
import subprocess  # nosec B404 # what it starts is looked at where it is called
from functools import cache
from importlib import resources
from pathlib import Path

from assistant.settings import without_secrets

PATIENCE = 5.0
"""Seconds that git may take."""


def revision() -> str:
    """The commit of the code, shortened, with `+` where files have changed since; empty where git does not know."""
    try:
        head = _git("rev-parse", "--short=12", "HEAD")
        changed = _git("status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.SubprocessError):
        return ""
    return f"{head}+" if changed else head


@cache
def code_hash() -> str:
    """SHA-256 of every file of the package and of the prompts: what was made with other code is not taken up again."""
    package = Path(str(resources.files("assistant")))
    shipped = package / "prompts"
    prompts = shipped if shipped.is_dir() else package.parent / "prompts"
    digest = hashlib.sha256()
    for root in (package, prompts):
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _git(*arguments: str) -> str:
    package = Path(str(resources.files("assistant")))
    command = ["git", "-C", str(package), *arguments]
    done = subprocess.run(  # nosec B603 # git, with words of ours, and no shell
        command, capture_output=True, text=True, timeout=PATIENCE, env=without_secrets(), check=True
    )
    return done.stdout.strip()
