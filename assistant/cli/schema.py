"""`assistant schema digest|comparison|briefing|stories|check|answer|gold`."""

from typing import Any

import click

from assistant.errors import Exit

KINDS = ("digest", "comparison", "briefing", "stories", "check", "answer", "gold")


@click.command(
    "schema",
    epilog="\b\nExample:\n  assistant schema briefing > briefing.schema.json",
)
@click.argument("kind", type=click.Choice(KINDS), metavar="|".join(KINDS))
def command(kind: str) -> Exit:
    """Print the JSON Schema of a JSON output, or of the labels of a story (gold)."""
    import json

    from assistant.cli.console import emit

    emit(json.dumps(_schema(kind), indent=2) + "\n")
    return Exit.DONE


def _schema(kind: str) -> dict[str, Any]:
    if kind == "gold":
        from assistant.evaluate.labels import reading

        return reading.schema()
    from assistant.render.json import SCHEMAS, schema

    return schema(SCHEMAS[kind])
