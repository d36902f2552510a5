"""What can go wrong, in two kinds.

    AssistantError
    ├── UserError          the user can mend it: one line says how; exit code 2
    └── ModelError         the model did not deliver: recorded, the rest goes on; exit code 3
        ├── Unreachable    the endpoint cannot be talked to at all: nothing else is worth trying
        ├── CeilingReached the run may spend no more: nothing else may be tried; exit code 2 when nothing was done
        ├── Refused        the model declined to answer
        └── CutShort       the reply ended at the token limit

Anything else that is raised is a bug and shows a traceback.
"""

from enum import IntEnum


class Exit(IntEnum):
    """What the process says when it ends, the same for every command."""

    DONE = 0
    FAILED_CHECK = 1
    USER_CAN_MEND = 2
    DONE_IN_PART = 3
    INTERRUPTED = 130


class AssistantError(Exception):
    """Base of every error this package raises on purpose; its text is one line for the user."""


class UserError(AssistantError):
    """The user can mend it; the message names the place and the next step."""


class ModelError(AssistantError):
    """The model or its endpoint did not deliver what was asked for."""


class Unreachable(ModelError):
    """The endpoint refused, timed out or rejected the key: every further call would fail too."""


class CeilingReached(ModelError):
    """The run has reached what it may spend; the message names the ceiling and the option that raises it."""


class Refused(ModelError):
    """The model declined to answer."""


class CutShort(ModelError):
    """The reply ended at the token limit (finish_reason=length)."""
