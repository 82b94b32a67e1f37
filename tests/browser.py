"""A headless Chromium driven by the DevTools protocol over two pipes, without a further library."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

CHROMIUM = next(
    (
        path
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (path := shutil.which(name))
    ),
    None,
)
# Where npm puts it in a checkout; elsewhere the variable says where it is.
AXE = Path(
    os.environ.get("IPRGRAPH_AXE", "")
    or Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
)
# What axe finds, but what it calls minor or moderate.
JUDGE = """axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
  violations.filter(({ impact }) => ["serious", "critical"].includes(impact))
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, any, all }) =>
      `${id}: ${html.slice(0, 160)} ${[...any, ...all].map(({ message }) => message).join(" ")}`)))
"""
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",  # WebGL without a graphics card
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
# Chromium reads commands from descriptor 3 and answers on descriptor 4.
_START = 'exec "${@:3}" 3<&"$1" 4>&"$2"'


class BrowserError(Exception):
    """The browser did not answer, or answered with an error."""


@dataclass
class Page:
    """A tab: what it asked for and complained of, and ways to look at it and to act in it."""

    browser: Browser
    session: str
    asked: dict[str, str] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    @property
    def requests(self) -> list[str]:
        """Return the addresses asked for, without those that the page's own policy refused."""
        return list(self.asked.values())

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command to this tab and return its result."""
        return self.browser.call(method, self.session, **parameters)

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, after its promise if it is one."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise BrowserError(json.dumps(answer["exceptionDetails"])[:2000])
        return answer["result"].get("value")

    def wait(self, expression: str, seconds: float = 20) -> None:
        """Return once an expression is true. Raises BrowserError when it does not become so."""
        end = time.monotonic() + seconds
        while not self.evaluate(f"Boolean({expression})"):
            if time.monotonic() > end:
                raise BrowserError(f"never true: {expression}; {self.complaints}")
            time.sleep(0.05)

    def open(self, path: Path, *, scripts: bool = True) -> None:
        """Load a file and wait until it is loaded and, where its scripts may run, has painted."""
        self.call("Page.navigate", url=path.resolve().as_uri())
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")
        if scripts:
            self.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 150)))")

    def follow(self, path: Path, fragment: str, *, rest: int) -> None:
        """Load a drawn page as a link to a state of it does, and let it rest (milliseconds)."""
        self.call("Page.navigate", url=f"{path.resolve().as_uri()}#{fragment}")
        self.wait("document.readyState === 'complete' && document.querySelector('.drawn')")
        self.evaluate(f"new Promise(done => setTimeout(done, {rest}))")

    def size(self, width: int, height: int, *, mobile: bool = False, scale: float = 1) -> None:
        """Give the tab another size."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=mobile,
        )

    def prefer(self, scheme: str) -> None:
        """Make the reader prefer a light or a dark page."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", features=features)

    def click(self, x: float, y: float) -> None:
        """Press and release the mouse at a place of the window."""
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            button = {} if kind == "mouseMoved" else {"button": "left", "clickCount": 1}
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **button)
        self.evaluate("new Promise(done => setTimeout(done, 400))")

    def screenshot(self, path: Path) -> None:
        """Write what the tab shows as a PNG file."""
        answer = self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(answer["data"]))


class Browser:
    """A browser of its own, with an empty profile; use it in a `with` block."""

    def __init__(self, profile: Path) -> None:
        if CHROMIUM is None:
            raise BrowserError("no Chromium is installed")
        theirs_in, ours_out = _pipe()
        ours_in, theirs_out = _pipe()
        start = ["bash", "-c", _START, "browser", str(theirs_in), str(theirs_out)]
        self._process = subprocess.Popen(
            [*start, CHROMIUM, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._in, self._out = ours_in, ours_out
        self._rest = b""
        self._count = 0
        self._pages: dict[str, Page] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.call("Browser.close", "")
            self._process.wait(10)
        except (BrowserError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        os.close(self._in)
        os.close(self._out)

    def page(self) -> Page:
        """Return a new tab that notes its requests and complaints."""
        target = self.call("Target.createTarget", "", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", "", targetId=target, flatten=True)["sessionId"]
        page = self._pages[session] = Page(self, session)
        for domain in ("Page", "Runtime", "Log", "Network"):
            page.call(f"{domain}.enable")
        return page

    def call(self, method: str, session: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and return its result. Raises BrowserError."""
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        try:
            os.write(self._out, json.dumps(message).encode() + b"\0")
        except BrokenPipeError as error:
            raise BrowserError("the browser is gone") from error
        while True:
            answer = self._read()
            if answer.get("id") == self._count:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)

    def _read(self, seconds: float = 30) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not select.select([self._in], [], [], seconds)[0]:
                raise BrowserError("the browser does not answer")
            part = os.read(self._in, 1 << 16)
            if not part:
                raise BrowserError("the browser is gone")
            self._rest += part
        message, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer

    def _note(self, event: dict[str, Any]) -> None:
        page = self._pages.get(event.get("sessionId", ""))
        if page is None:
            return
        detail = event["params"]
        match event["method"]:
            case "Network.requestWillBeSent":
                page.asked[detail["requestId"]] = detail["request"]["url"]
            case "Network.loadingFailed" if detail.get("blockedReason") == "csp":
                page.asked.pop(detail["requestId"], None)
            case "Runtime.exceptionThrown":
                page.complaints.append(json.dumps(detail["exceptionDetails"])[:800])
            case "Runtime.consoleAPICalled":
                page.complaints.append(json.dumps(detail["args"])[:800])
            case "Log.entryAdded" if "GL Driver Message (OpenGL, Performance" in str(detail):
                pass  # of WebGL without a graphics card, and no fault of the page
            case "Log.entryAdded":
                page.complaints.append(detail["entry"]["text"])


def judged(page: Page) -> list[str]:
    """Return what axe-core finds serious or critical on a page that is open."""
    page.evaluate(AXE.read_text("utf-8") + "\n;0")
    return list(page.evaluate(JUDGE))


def _pipe() -> tuple[int, int]:
    """Return a pipe whose descriptors are above those that the browser wants for itself."""
    import fcntl

    ends = []
    for end in os.pipe():
        ends.append(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10))
        os.close(end)
    return ends[0], ends[1]
