"""The kinds of labelled data."""

from assistant.evaluate.kinds.seam import Kind as Kind
