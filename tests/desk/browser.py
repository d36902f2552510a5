"""Debian's Chromium: started without a screen and without the network, and watched while it shows a note."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright, Request

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
INSIDE = ("data:", "blob:", "about:")
GRAVE = ("serious", "critical")
"""The impacts, as axe rates them, that no page of ours may have."""
WAIT_MS = 5000
STICKING_OUT = """() => { const root = document.documentElement, edge = root.clientWidth;
  if (root.scrollWidth <= edge) return [];
  const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > edge + 0.5);
  const inner = out.filter(e => !out.some(other => e !== other && e.contains(other)));
  return [`${root.scrollWidth - edge} pixels too wide`, ...inner.slice(0, 5).map(e => e.outerHTML.slice(0, 150))]; }"""


@dataclass(frozen=True, slots=True)
class View:
    """How a page is looked at: colours, size in CSS pixels, pixels of a picture for each, paper or screen, scripts."""

    scheme: Literal["light", "dark"] = "light"
    width: int = 1280
    height: int = 900
    scale: float = 1
    media: Literal["screen", "print"] = "screen"
    scripts: bool = True


LIGHT = View()
DARK = View(scheme="dark")
PHONE = View(width=375, height=800)
NARROW = View(width=320, height=640)
"""A page at 400 % on a screen of 1280 pixels (WCAG 2.2, 1.4.10)."""
PRINT = View(media="print")
NO_SCRIPTS = View(scripts=False)


@dataclass(slots=True)
class Watched:
    """A page, and everything it did that a note must not do."""

    page: "Page"
    faults: list[str] = field(default_factory=list)

    def watch(self, path: Path) -> None:
        """Listen from now on. Only the file itself may be loaded."""
        address = path.as_uri()
        inside = (*INSIDE, address)

        def requested(request: "Request") -> None:
            if not request.url.startswith(inside):
                self.faults.append(f"request: {request.url}")

        def shown(dialog: Any) -> None:
            self.faults.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        def said(message: Any) -> None:
            if message.type in ("error", "warning"):
                self.faults.append(f"console: {message.text}")

        self.page.on("request", requested)
        self.page.on("dialog", shown)
        self.page.on("console", said)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("popup", lambda other: self.faults.append(f"window: {other.url}"))
        self.page.on("download", lambda offered: self.faults.append(f"download: {offered.url}"))


def start(playwright: "Playwright") -> "Browser":
    """The browser of the machine; none is downloaded."""
    return playwright.chromium.launch(executable_path=which("chromium"), args=[*FLAGS])


def opened(browser: "Browser", path: Path, view: View = LIGHT) -> Watched:
    """A file in a tab of its own, loaded. Closing the page's context closes it."""
    context = browser.new_context(
        color_scheme=view.scheme,
        viewport={"width": view.width, "height": view.height},
        device_scale_factor=view.scale,
        has_touch=view.width < 500,
        reduced_motion="reduce",
        java_script_enabled=view.scripts,
        locale="en-GB",
        timezone_id="UTC",
    )
    context.set_default_timeout(WAIT_MS)
    watched = Watched(context.new_page())
    watched.watch(path)
    if view.media == "print":  # asked to be a screen, the page would be one on paper too
        watched.page.emulate_media(media="print")
    watched.page.goto(path.as_uri(), wait_until="load")
    return watched


def violations(page: "Page", impacts: Sequence[str] = GRAVE) -> list[str]:
    """What axe finds at fault, of these impacts: the rule, how often, and the first place."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{fault['impact']}: {fault['id']}: {fault['help']}; {len(fault['nodes'])} times, first {place(fault)}"
        for fault in found
        if fault["impact"] in impacts
    ]


def place(fault: Any) -> str:
    """The first element of a fault, and what is wrong with it."""
    first = fault["nodes"][0]
    return f"{first['html'][:160]} ({' '.join(str(first['failureSummary']).split())[:200]})"


def sticking_out(page: "Page") -> list[str]:
    """What makes the page wider than its window: the innermost elements that end beyond it, if it is wider at all."""
    found: list[str] = page.evaluate(STICKING_OUT)
    return found


def opening_ms(page: "Page") -> float:
    """Milliseconds from the start of the navigation to the end of loading, or the first paint if that is later."""
    took: float = page.evaluate(
        """async () => {
          const painted = () => performance.getEntriesByName('first-contentful-paint').map(e => e.startTime);
          while (!painted().length) await new Promise(done => setTimeout(done, 5));
          return Math.max(performance.getEntriesByType('navigation')[0].loadEventEnd, ...painted());
        }"""
    )
    return took
