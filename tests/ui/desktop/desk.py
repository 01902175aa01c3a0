# SPDX-License-Identifier: GPL-3.0-or-later
"""What the end-to-end tests share: the program itself, real keys, the accessibility bus.

Started under tests/support/with-desktop as `test-NAME PROGRAM`. Nothing here sleeps for a fixed
time: everything waits for what it wants to see, and gives up after DEADLINE seconds.
"""
import contextlib
import os
import signal
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

DEADLINE = 60
PROGRAM = sys.argv[1]
PASSWORD = ("practice", "jae.wilson@acme.com", "open-the-door-7")
CLIENT = ("3b6f0c52-0f7e-4c0b-9f3e-6c1d7a90b211",
          "5d0a4f1e9b7c48e2a6f3d18c7b905e24f6a1c3d8e07b4952")
TOKEN = ("practice", "DDCI4c7f91e05ab2d86e3f60c1a9d47b582e90f3c6ad715e8b24")


class Failure(Exception):
    pass


class Skip(Exception):
    """Something that the test needs is not on this system."""


def turn():
    """Lets the events of the accessibility bus in."""
    context = GLib.MainContext.default()
    while context.iteration(False):
        pass


def wait_for(what, condition):
    end = time.monotonic() + DEADLINE
    while True:
        turn()
        for program in Program.all_running:
            check(program.process.poll() in (None, 0), f"the program died, so never seen: {what}")
        try:
            found = condition()
        except GLib.Error:  # gone while it was looked at
            found = None
        if found:
            return found
        if time.monotonic() > end:
            raise Failure(f"never seen: {what}")
        time.sleep(0.02)


def check(condition, words):
    if not condition:
        raise Failure(words)


# ------------------------------------------------------------------------ the accessibility bus

def walk(node):
    """All objects at or below node that are there."""
    try:
        node.clear_cache()  # what is remembered may be of long ago
        yield node
        count = node.get_child_count()
    except GLib.Error:
        return
    for i in range(count):
        try:
            child = node.get_child_at_index(i)
        except GLib.Error:
            continue
        if child:
            yield from walk(child)


def has(node, state):
    return node.get_state_set().contains(state)


def is_shown(node):
    """GTK 4.8 says of a window alone that it is showing; what is folded away has no size."""
    component = node.get_component_iface()
    if not component or not has(node, Atspi.StateType.VISIBLE):
        return False
    extents = Atspi.Component.get_extents(component, Atspi.CoordType.WINDOW)
    return extents.width > 0 and extents.height > 0


def text_of(node):
    """What GetText gives, None without that interface."""
    if node.get_text_iface() is None:
        return None
    text = node.get_text_iface()
    return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))


# ---------------------------------------------------------------------------------- the program

def focused_cb(event, *_):
    try:
        if event.detail1:
            Program.focus = (event.source.get_name().lower(), event.source.get_role())
        elif event.source.get_name().lower() == Program.focus[0]:
            Program.focus = ("", None)
    except GLib.Error:  # gone meanwhile
        pass


listener = Atspi.EventListener.new(focused_cb)
listener.register("object:state-changed:focused")

class Program:
    all_running = []
    focus = ("", None)  # name and role of what the bus told of last

    def __init__(self, *arguments, **environment):
        self.log_path = os.path.join(os.environ["WITH_DESKTOP_DIR"], f"program-{time.monotonic()}")
        self.log = open(self.log_path, "wb")
        Program.focus = ("", None)
        self.process = subprocess.Popen([PROGRAM, *arguments], stdout=self.log, stderr=self.log,
                                        env={**os.environ, "G_DEBUG": "gc-friendly,fatal-warnings", **environment})
        Program.all_running.append(self)
        self.node = wait_for("the program on the accessibility bus", self._find)
        self.window = wait_for("its window", self.find_window)
        wait_for("the active window", lambda: any(
            has(n, Atspi.StateType.ACTIVE) for n in self.all()))

    def _find(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child and child.get_process_id() == self.process.pid:
                return child
        return None

    def find_window(self):
        found = self._xdotool("search", "--onlyvisible", "--pid", str(self.process.pid)).split()
        return found[-1] if found else None

    @staticmethod
    def _xdotool(*arguments):
        return subprocess.run(["xdotool", *arguments], capture_output=True, text=True).stdout

    def minimize(self):
        self._xdotool("windowminimize", self.window)

    def restore(self):
        self._xdotool("windowactivate", "--sync", self.window)

    @staticmethod
    def key(*keys):
        """Presses them for whoever has the focus."""
        Program._xdotool("key", "--clearmodifiers", "--delay", "8", *keys)

    @staticmethod
    @contextlib.contextmanager
    def holding(key):
        """Presses it, and lets it go afterwards."""
        Program._xdotool("keydown", key)
        try:
            yield
        finally:
            Program._xdotool("keyup", key)

    @staticmethod
    def type(text):
        Program._xdotool("type", "--delay", "6", text)

    def all(self):
        return walk(self.node)

    def find(self, role, name):
        """The object of that role and name that can be seen, or None; names without case."""
        for node in self.all():
            if (node.get_role() == role and is_shown(node)
                    and (node.get_name() or "").lower() == name.lower()):
                return node
        return None

    def see(self, role, name):
        return wait_for(f"“{name}”", lambda: self.find(role, name))

    def see_label(self, text):
        """Waits for a label with that text."""
        return wait_for(f"the words “{text}”", lambda: next(
            (n for n in self.all() if n.get_role() == Atspi.Role.LABEL and is_shown(n)
             and text in (text_of(n) or n.get_name() or "")), None))

    def is_focused(self, name, role=None):
        """Whether what has that name has the focus. Entry rows of libadwaita 1.2 never say so."""
        turn()
        return Program.focus[0] == name.lower() and role in (None, Program.focus[1])

    def sees_focus(self, name):
        wait_for(f"focus on “{name}”", lambda: self.is_focused(name))

    def has_focus(self, name, role=None):
        """Whether it says so when it is asked: of a program that starts no event may come."""
        return any(has(n, Atspi.StateType.FOCUSED) and role in (None, n.get_role())
                   and (n.get_name() or "").lower() == name.lower() for n in self.all())

    def focus_on(self, name, key="Tab", role=None):
        """Presses a key until the focus is on what has that name."""
        for presses in range(60):  # more than once round the fullest page
            # An event may come so late that the focus has gone on: more patience the second time.
            end = time.monotonic() + (0.1 if presses < 30 else 0.5)
            while time.monotonic() < end:
                if self.is_focused(name, role) and self.has_focus(name, role):
                    return
                time.sleep(0.02)
            self.key(key)
        raise Failure(f"{key} never leads to “{name}”")

    def press(self, name, key="Tab", role=Atspi.Role.PUSH_BUTTON):
        """Goes to it by a key, and presses it."""
        self.focus_on(name, key, role)
        self.key("space")

    def close_toast(self):
        """Closes the toast that offers Undo, unless its time was up before."""
        if not self.find(Atspi.Role.PUSH_BUTTON, "Undo"):
            return
        try:
            self.press("Close")
        except Failure:
            check(not self.find(Atspi.Role.PUSH_BUTTON, "Undo"), "the toast cannot be closed")

    def choose_keep(self, words):
        """From any row of the form: the middle choice of what is kept."""
        self.focus_on("Keep in the keyring, Token")
        self.key("space")
        self.see(Atspi.Role.LIST_ITEM, words)
        self.key("Down", "Return")
        self.sees_focus(f"Keep in the keyring, {words}")

    def fill(self, *fields):
        """Types into the rows of the form, one after the other, from the first."""
        for number, text in enumerate(fields):
            if number:
                self.key("Tab")
            self.type(text)

    def see_typed(self, name, text):
        wait_for(f"“{text}” in {name}", lambda: any(
            n.get_role() == Atspi.Role.TEXT and n.get_name() == name and text_of(n) == text
            for n in self.all()))

    def read_log(self):
        self.log.flush()
        with open(self.log_path, errors="replace") as file:
            return file.read()

    def wait(self):
        return self.process.wait(DEADLINE)

    def end(self):
        self.key("ctrl+q")
        check(self.wait() == 0, "Ctrl+Q does not end it well")

    def kill(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()


def clipboard(*arguments):
    """What another program can paste; empty when there is nothing."""
    result = subprocess.run(["xclip", "-selection", "clipboard", "-o", *arguments],
                            capture_output=True, timeout=DEADLINE)
    return result.stdout.decode() if result.returncode == 0 else ""


@contextlib.contextmanager
def offered(text):
    """Another program has that on the clipboard."""
    with subprocess.Popen(["xclip", "-quiet", "-selection", "clipboard", "-i"],
                          stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as other:
        other.stdin.write(text.encode())
        other.stdin.close()
        try:
            wait_for("the other text on the clipboard", lambda: clipboard() == text)
            yield
        finally:
            other.terminate()


# -------------------------------------------------------------------------------------- TAP

def run(*tests):
    print(f"1..{len(tests)}", flush=True)
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace("_", "-")
        try:
            test()
            print(f"ok {number} {name}", flush=True)
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}", flush=True)
        except Exception as error:  # one broken test does not hide the others
            where = error.__traceback__
            lines = []
            while where:
                lines.append(str(where.tb_lineno))
                where = where.tb_next
            for line in f"{type(error).__name__}: {error} (lines {', '.join(lines)})".splitlines():
                print("#", line)
            for program in Program.all_running:
                for line in program.read_log().splitlines()[-5:]:
                    print("# log:", line)
            print(f"not ok {number} {name}", flush=True)
        finally:
            for program in Program.all_running:
                program.kill()
            Program.all_running.clear()
