"""The kinds of labelled data, by name; each module offers itself as `KIND`."""

from importlib import import_module

from assistant.evaluate.kinds.seam import Kind as Kind
from assistant.evaluate.records import KindName


def kind_of(name: KindName) -> Kind:
    """A kind, imported when it is needed."""
    kind: Kind = import_module(f"{__name__}.{name}").KIND
    return kind
