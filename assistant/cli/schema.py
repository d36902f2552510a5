"""`assistant schema digest|comparison|briefing|stories|check|answer`."""

import click

from assistant.errors import Exit

KINDS = ("digest", "comparison", "briefing", "stories", "check", "answer")


@click.command(
    "schema",
    short_help="Print the JSON Schema of a JSON output.",
    epilog="\b\nExample:\n  assistant schema briefing > briefing.schema.json",
)
@click.argument("kind", type=click.Choice(KINDS), metavar="|".join(KINDS))
def command(kind: str) -> Exit:
    """Print the JSON Schema of a JSON output."""
    import json

    from assistant.cli.console import emit
    from assistant.render.json import SCHEMAS, schema

    emit(json.dumps(schema(SCHEMAS[kind]), indent=2) + "\n")
    return Exit.DONE
