"""Chromium without a window, driven over a pipe by its DevTools protocol."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import signal
import tempfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--remote-debugging-pipe",
)  # fmt: skip
Ground = Literal["light", "dark", "forced"]
_CHUNK = 1 << 20
# The codes of keys that type nothing.
_KEYS = {
    "Tab": 9, "Enter": 13, "Escape": 27, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowUp": 38,
    "ArrowRight": 39, "ArrowDown": 40,
}  # fmt: skip


class BrowserError(Exception):
    """The browser refused something, or is gone."""


def find() -> str | None:
    """Return the browser's path; None if there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser with a profile of its own; it ends, and the profile goes, with the block."""
    path = find()
    if path is None:
        raise BrowserError(f"no browser: looked for {', '.join(NAMES)}")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        theirs, commands = os.pipe()
        answers, ours = os.pipe()
        null = os.open(os.devnull, os.O_RDWR)
        pid = os.posix_spawn(
            path,
            [path, *FLAGS, f"--user-data-dir={profile}"],
            os.environ,
            file_actions=[
                *((os.POSIX_SPAWN_DUP2, null, number) for number in range(3)),
                (os.POSIX_SPAWN_DUP2, theirs, 3),
                (os.POSIX_SPAWN_DUP2, ours, 4),
            ],
        )
        for each in (theirs, ours, null):
            os.close(each)
        try:
            yield Browser(commands, answers)
        finally:
            os.close(commands)
            os.close(answers)
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
            os.waitpid(pid, 0)


@dataclass
class Browser:
    """The browser's end of the pipe."""

    commands: int
    answers: int
    _count: int = 0
    _rest: bytes = b""
    events: list[dict[str, Any]] = field(default_factory=list)

    def call(self, method: str, session: str | None = None, **params: object) -> dict[str, Any]:
        """Send a command and return its result; events that come meanwhile are kept."""
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": params}
        if session is not None:
            message["sessionId"] = session
        left = json.dumps(message).encode() + b"\0"
        while left:
            left = left[os.write(self.commands, left) :]
        while True:
            answer = self.read()
            if answer.get("id") == self._count:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error']['message']}")
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def read(self) -> dict[str, Any]:
        """Return the next message."""
        while b"\0" not in self._rest:
            chunk = os.read(self.answers, _CHUNK)
            if not chunk:
                raise BrowserError("the browser is gone")
            self._rest += chunk
        message, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found

    def open(
        self,
        path: Path,
        *,
        width: int,
        height: int = 900,
        ground: Ground = "light",
        script: bool = True,
    ) -> Page:
        """Open a file in a window of this size and wait until it is loaded.

        Its scripts do not run if `script` is false.
        """
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        page = Page(self, target, attached["sessionId"])
        for domain in ("Page", "Network", "Runtime", "Log"):
            page.call(f"{domain}.enable")
        page.look(width=width, height=height, ground=ground)
        page.call("Emulation.setScriptExecutionDisabled", value=not script)
        self.events.clear()
        page.call("Page.navigate", url=path.resolve().as_uri())
        page.wait_for("Page.loadEventFired")
        page.evaluate("document.fonts.ready.then(() => true)")
        return page


@dataclass
class Page:
    """One tab."""

    browser: Browser
    target: str
    session: str

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """Send a command to this tab."""
        return self.browser.call(method, self.session, **params)

    def look(self, *, width: int, height: int = 900, ground: Ground = "light") -> None:
        """Set the window's size and the reader's preference of ground, or colours of their own."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        features = {
            "prefers-color-scheme": "light" if ground == "light" else "dark",
            "forced-colors": "active" if ground == "forced" else "none",
        }
        named = [{"name": name, "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", features=named)

    def wait_for(self, method: str) -> None:
        """Read until an event has come."""
        while not any(event.get("method") == method for event in self.browser.events):
            self.browser.events.append(self.browser.read())

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401 - whatever the page returns
        """Return the value of an expression, awaited if it is a promise."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise BrowserError(details.get("exception", {}).get("description", details["text"]))
        return answer["result"].get("value")

    def until(self, expression: str) -> Any:  # noqa: ANN401 - whatever the page returns
        """Return the value of an expression once it is true, which may take a slow machine long."""
        return self.evaluate(
            "new Promise((done, fail) => { const last = Date.now() + 20000; const look = () => {"
            f" const value = {expression};"
            " if (value) done(value);"
            " else if (Date.now() > last) fail(new Error('not within 20 s'));"
            " else setTimeout(look, 20) }; look() })"
        )

    def events(self, method: str) -> list[dict[str, Any]]:
        """Return the parameters of events of one kind since the page was opened."""
        return [e["params"] for e in self.browser.events if e.get("method") == method]

    def point(self, x: float, y: float) -> None:
        """Move the mouse to a point of the window."""
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def click(self, x: float, y: float) -> None:
        """Click at a point of the window."""
        self.point(x, y)
        for each in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=each, x=x, y=y, button="left", clickCount=1)

    def tap(self, x: float, y: float) -> None:
        """Touch a point of the window and let go."""
        self.call("Emulation.setTouchEmulationEnabled", enabled=True)
        self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        self.call("Emulation.setTouchEmulationEnabled", enabled=False)

    def press(self, key: str) -> None:
        """Press a key by its name and let go: `Tab`, `ArrowRight`, `Enter`, `/`."""
        code = _KEYS.get(key, ord(key[0]))
        typed = {"text": "\r"} if key == "Enter" else {"text": key} if len(key) == 1 else {}
        for each in ("keyDown", "keyUp"):
            text = typed if each == "keyDown" else {}
            self.call(
                "Input.dispatchKeyEvent", type=each, key=key, windowsVirtualKeyCode=code, **text
            )

    def screenshot(self, *, whole: bool = True) -> bytes:
        """Return a picture of the page, or of the window."""
        clip = {}
        if whole:
            size = self.call("Page.getLayoutMetrics")["cssContentSize"]
            box = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
            clip = {"clip": box, "captureBeyondViewport": True}
        return base64.b64decode(self.call("Page.captureScreenshot", format="png", **clip)["data"])

    def print(self) -> bytes:
        """Return the page as it is printed, as PDF."""
        printed = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(printed["data"])

    def close(self) -> None:
        """Close the tab."""
        self.browser.call("Target.closeTarget", targetId=self.target)
