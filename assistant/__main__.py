"""`python -m assistant` is the same as `assistant`."""

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until `run` sees to it: an interrupt now is no traceback

from assistant.cli import run

run()
