# SPDX-License-Identifier: GPL-3.0-or-later
"""The keyring as any other program of the session sees it, and a test server."""
import os
import signal
import subprocess

from desk import (DEADLINE, Atspi, GLib, Program, check, has, text_of, wait_for, walk)

from gi.repository import Gio

SERVICE = "org.freedesktop.secrets"
ROOT = "/org/freedesktop/secrets"
PASSWORD = os.environ["WITH_DESKTOP_PASSWORD"]
KEYRINGS = os.path.join(os.environ["XDG_DATA_HOME"], "keyrings")
LOGIN = ROOT + "/collection/login"


BUS = Gio.bus_get_sync(Gio.BusType.SESSION)


def call(path, interface, method, arguments=None):
    return BUS.call_sync(SERVICE, path, "org.freedesktop." + interface, method, arguments, None,
                         Gio.DBusCallFlags.NO_AUTO_START, DEADLINE * 1000).unpack()


def call_bus(method, arguments):
    """What the bus itself answers."""
    return BUS.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                         method, arguments, None, Gio.DBusCallFlags.NONE, -1).unpack()[0]


def has_owner(name):
    return call_bus("NameHasOwner", GLib.Variant("(s)", (name,)))


class Item:
    """One item of ours, as it was when it was read."""

    def __init__(self, path):
        self.path = path
        self.attributes = self._get("Attributes")
        self.label = self._get("Label")
        self.kind = self.attributes["kind"]
        self.id = self.attributes["id"]

    def _get(self, name):
        return call(self.path, "DBus.Properties", "Get", GLib.Variant(
            "(ss)", ("org.freedesktop.Secret.Item", name)))[0]

    def change(self, **attributes):
        """Writes attributes, as another program might."""
        value = GLib.Variant("a{ss}", {**self.attributes, **attributes})
        call(self.path, "DBus.Properties", "Set", GLib.Variant(
            "(ssv)", ("org.freedesktop.Secret.Item", "Attributes", value)))


def our_items():
    """By kind: of one account at a time."""
    unlocked, locked = call(ROOT, "Secret.Service", "SearchItems", GLib.Variant(
        "(a{ss})", ({"application": "vestibule"},)))
    items = {}
    for path in unlocked + locked:
        item = Item(path)
        check(item.kind not in items, f"two items of the kind {item.kind}")
        items[item.kind] = item
    return items


def all_paths():
    """Every item of every collection, whoever made it."""
    paths = []
    for collection in call(ROOT, "DBus.Properties", "Get", GLib.Variant(
            "(ss)", ("org.freedesktop.Secret.Service", "Collections")))[0]:
        paths += call(collection, "DBus.Properties", "Get", GLib.Variant(
            "(ss)", ("org.freedesktop.Secret.Collection", "Items")))[0]
    return paths


def tool(*arguments):
    """What secret-tool prints, byte by byte."""
    return subprocess.run(["secret-tool", *arguments], capture_output=True, text=True,
                          timeout=DEADLINE).stdout


def start_afresh():
    """A service with an empty collection that is open, as after a login."""
    kill_service()
    empty_folder()
    with open(os.path.join(KEYRINGS, "default"), "w") as file:
        file.write("login")
    process = subprocess.Popen(["gnome-keyring-daemon", "--foreground", "--unlock",
                                "--components=secrets"], stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    process.stdin.write(PASSWORD.encode())
    process.stdin.close()
    wait_for("the keyring", lambda: has_owner(SERVICE))
    check(not all_paths(), "the keyring is not empty")


def empty_folder():
    for name in os.listdir(KEYRINGS):
        os.remove(os.path.join(KEYRINGS, name))


def kill_service():
    """Whoever calls it next gets another one, which knows no password."""
    pid = call_bus("GetConnectionUnixProcessID", GLib.Variant("(s)", (SERVICE,)))
    os.kill(pid, signal.SIGKILL)
    wait_for("the end of the keyring", lambda: not has_owner(SERVICE))


def lock():
    call(ROOT, "Secret.Service", "Lock", GLib.Variant("(ao)", ([LOGIN],)))


class Prompt:
    """The keyring's own question for a password: GNOME's prompter, a program of its own, which
    takes all keys while it is open."""

    def __init__(self, words):
        """Waits for the one that says these words."""
        wait_for(f"a prompt, “{words}”", lambda: self.find_entry() and any(
            words in (text_of(n) or "") for n in self._all()))

    @staticmethod
    def _all():
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child and child.get_name() == "gcr-prompter":
                yield from walk(child)

    @classmethod
    def find_entry(cls):
        """The entry that has the focus, or None."""
        return next((n for n in cls._all() if n.get_role() == Atspi.Role.PASSWORD_TEXT
                     and has(n, Atspi.StateType.FOCUSED) and has(n, Atspi.StateType.SHOWING)), None)

    def _type(self, password):
        Program.type(password)
        wait_for("what is typed in the prompt", lambda: (
            text_of(self.find_entry()) == "●" * len(password)))

    def answer(self, password):
        self._type(password)
        Program.key("Return")

    def answer_twice(self, password):
        """A new one: with the entry to confirm it."""
        self._type(password)
        Program.key("Tab")
        wait_for("the other entry", lambda: text_of(self.find_entry()) == "")
        self._type(password)
        Program.key("Return")

    def dismiss(self):
        Program.key("Escape")
        wait_for("the end of the prompt", lambda: not self.find_entry())


class Server:
    """tests/support/practice-server: an instance that is no practice mode of the program."""

    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True)
        self.uri = self._read()
        self._read()
        self._read()

    def _read(self):
        return self.process.stdout.readline().rstrip("\n")

    def _tell(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        return self._read()

    def count(self):
        """What it was asked since this was called last, but for pictures of people."""
        counts = dict(word.split("=") for word in self._tell("count").split())
        self._tell("forget")
        return {name: int(count) for name, count in counts.items()
                if int(count) and name != "avatar"}

    def end_tokens(self):
        self._tell("end")

    def close(self):
        self.process.stdin.close()
        self.process.wait(DEADLINE)
