"""Where a result goes: standard output, or a file that is either whole or not there."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.cli.console import emit
from assistant.cli.options import BINARY, BY_SUFFIX, ENDINGS, FORMATS, ON_DEMAND, Request, form_of, lacking
from assistant.errors import UserError
from assistant.ingest import supported
from assistant.render import LOOK, Result, render_file
from assistant.render.note import Look
from assistant.whole import write_whole

UNWRITTEN = frozenset(
    {".doc", ".epub", ".jsonl", ".ods", ".odt", ".ppt", ".pptx", ".rtf", ".tex", ".tsv"}
    | {".xhtml", ".xls", ".xlsx", ".xml", ".yaml", ".yml"}
)
"""Endings that promise another format than the ones there are."""


def check_request(request: Request) -> None:
    """Find out before the work begins that everything it was asked for can be written. Raises UserError."""
    if len(set(request.forms or ())) > 1 and not request.folder:
        raise UserError("several formats go into a folder; name it with -o FOLDER/")
    for needed in (form for form, _ in request.targets if form in request.choices and lacking(form)):
        raise UserError(f"format {needed} needs an extra; run: pip install 'factcheck-assistant[{needed}]'")
    if request.output is None and request.format in BINARY and sys.stdout.isatty():
        name = f"note{ENDINGS[request.format]}"
        raise UserError(f"-f {request.format}: is no text for a terminal; name a file with -o {name}")
    if request.folder and request.output:
        _check_folder(request.output)
        _check_links(request.output, [target for _, target in request.targets if target])
    else:
        form = request.format if request.form or request.forms else None
        check_target(request.output, request.paths, form, request.choices)
        return
    for form, target in request.targets:
        if target and target.parent.is_dir():
            check_target(target, request.paths, form)


def check_target(
    target: Path | None, sources: Sequence[str] = (), form: str | None = None, choices: Sequence[str] = FORMATS
) -> None:
    """Find out before the work begins that its result can be written as what its name says. Raises UserError."""
    if target is None:
        return
    if form is None and (target.suffix.lower() in UNWRITTEN or form_of(target) not in choices):
        raise UserError(f"-o {target}: {target.suffix} is not written; name {_listed(choices)}, or say --format")
    named = BY_SUFFIX.get(target.suffix.lower(), form)
    if form and named != form and BINARY & {named, form}:
        raise UserError(f"-o {target}: what is written is {form}; name a file that ends with {ENDINGS[form]}")
    try:
        obstacle = _obstacle(target, sources)
    except OSError as error:
        obstacle = f"{error.strerror}; choose another place"
    if obstacle:
        raise UserError(f"-o {target}: {obstacle}")


def check_note(target: Path | None, sources: Sequence[str] = ()) -> None:
    """The same for a note that is asked for in a chat, where nobody wrote `-o`. Raises UserError."""
    try:
        check_target(target, sources, choices=tuple(ENDINGS))
    except UserError as error:
        raise UserError(str(error).removeprefix("-o ").removesuffix(", or say --format")) from None


def deliver(text: str | bytes, target: Path | None) -> None:
    """Write a result. Raises UserError if the file cannot be written."""
    if target is None:
        emit(text)
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UserError(f"-o {target}: {error.strerror}; choose another place") from None


def write_result(result: Result, target: Path, look: Look = LOOK) -> None:
    """Write a result in the form that the name of the file suggests. Raises UserError."""
    deliver(render_file(result, form_of(target), look), target)


def _listed(choices: Sequence[str]) -> str:
    *most, last = (ENDINGS[form] for form in choices if form != ON_DEMAND)
    return f"{', '.join(most)} or {last}"


def _check_folder(folder: Path) -> None:
    """Find out whether files can be written in a folder, or it can be made. Raises UserError."""
    try:
        there = next(place for place in (folder, *folder.parents) if place.exists())
    except OSError as error:
        raise UserError(f"-o {folder}: {error.strerror}; choose another place") from None
    if not there.is_dir():
        raise UserError(f"-o {folder}: {there} is no folder; choose another place")
    if not os.access(there, os.W_OK):
        raise UserError(f"-o {folder}: not writable; choose another place")


def _check_links(folder: Path, targets: Sequence[Path]) -> None:
    """Refuse to write through links out of a folder: its files were not named, so that a link may be anybody's.

    Raises UserError.
    """
    real = folder.resolve()
    for target in targets:
        if target.is_symlink() and not target.resolve().is_relative_to(real):
            raise UserError(
                f"-o {folder}: {target.name} in it is a link to somewhere else; remove it, or name the file"
            )


def _obstacle(target: Path, sources: Sequence[str]) -> str:
    if "\0" in str(target):  # which a chat can be given
        return "is no name of a file; choose another"
    if target.is_dir():
        return "is a folder; name a file in it"
    if not target.parent.is_dir():
        return f"there is no folder {target.parent}; make it first"
    if target.is_file() and any(_is_read(target, source) for source in sources):
        return "is also read as a source; name another file"
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        return "not writable; choose another place"
    return ""


def _is_read(target: Path, source: str) -> bool:
    """Whether a file is a source, or one that reading a folder would read."""
    try:
        folder = Path(source)
        inside = folder.is_dir() and target.resolve().is_relative_to(folder.resolve())
        return target.samefile(source) or (inside and target.suffix.lower() in supported)
    except OSError:  # a URL, a path that ingest will report
        return False


def _replace(target: Path, content: bytes) -> None:
    if target.exists() and not target.is_file():
        target.write_bytes(content)  # a device or pipe is written to, not replaced
    else:
        write_whole(target, content)
