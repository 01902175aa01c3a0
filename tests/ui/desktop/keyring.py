# SPDX-License-Identifier: GPL-3.0-or-later
"""The keyring as any other program of the session sees it, and a test server."""
import subprocess

from desk import DEADLINE, GLib, check

from gi.repository import Gio

SERVICE = "org.freedesktop.secrets"
ROOT = "/org/freedesktop/secrets"
LOGIN = ROOT + "/collection/login"


def call(path, interface, method, arguments=None):
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    return bus.call_sync(SERVICE, path, "org.freedesktop." + interface, method, arguments, None,
                         Gio.DBusCallFlags.NO_AUTO_START, DEADLINE * 1000).unpack()


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


def lock():
    call(ROOT, "Secret.Service", "Lock", GLib.Variant("(ao)", ([LOGIN],)))


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
