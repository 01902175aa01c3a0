# SPDX-License-Identifier: GPL-3.0-or-later
"""Planted secrets, a Domo that takes and gives them, and the places where they may not be: the log
with everything on, the process's arguments, all files below the home and the runtime folder, all
titles of windows, all messages on the session bus, all attributes and labels
in the keyring, and all that the accessibility bus gives of any object or tells in any event.
"""
import http.server
import json
import os
import subprocess
import threading

from desk import Atspi, GLib, Program, check, text_of, turn, wait_for
from keyring import BUS, SERVICE, Item, all_paths, call_bus, has_owner

from gi.repository import Gio

SECRETS = {
    "password": "Pl4nted-Passw0rd-kumquat",
    "client secret": "Pl4nted-Cl1ent-Secret-quince",
    "access token": "DDCIPl4ntedAccessTokenMedlar",
    "session token": "Pl4ntedSessionTokenLoquat%3D",
    "bearer token": "eyJhbGciOiJub25lIn0.eyJ1c2VySWQiOjI3LCJzY29wZSI6WyJkYXRhIl19.UGw0bnRlZEJlYXJlcg",
}


class Domo(http.server.ThreadingHTTPServer):
    """Answers each route; anything that was sent is kept."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.received = []
        self.redirect = None
        self.refuse = False
        self.gate = threading.Event()
        self.gate.set()
        self.uri = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def was_sent(self, text):
        return any(text in request for request in self.received)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length).decode()
        self.server.received.append(f"{self.path}\n{self.headers}\n{body}")
        self.server.gate.wait(30)
        if self.server.redirect:
            self.reply(302, {}, Location=self.server.redirect + self.path)
        elif self.path.endswith("/authentication"):
            self.reply(200, {"success": False, "reason": "INVALID_CREDENTIALS"}
                       if self.server.refuse else
                       {"success": True, "userId": 27, "sessionToken": SECRETS["session token"]})
        elif self.path.startswith("/oauth/token"):
            self.reply(200, {"access_token": SECRETS["bearer token"], "token_type": "bearer",
                             "expires_in": 3599, "scope": "data", "userId": 27,
                             "domain": "acme.domo.com"})
        elif self.path.endswith("/users/me"):
            self.reply(200, {"id": 27, "displayName": "Jae Wilson", "userName": "jae"})
        else:
            self.reply(404, {})

    do_GET = do_POST = do_PUT = answer

    def reply(self, status, value, **headers):
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, text in headers.items():
            self.send_header(name, text)
        self.end_headers()
        try:
            self.wfile.write(data)
        except ConnectionError:  # who asked has gone meanwhile
            pass

    def log_message(self, *_):
        pass


# ------------------------------------------------------------------------- the two message buses

told = []  # all that came as an event of the accessibility bus or as a notification


def event_cb(event, *_):
    try:
        words = event.any_data if isinstance(event.any_data, str) else ""
        told.append(f"{event.type} {words}")
    except (GLib.Error, TypeError):
        told.append(event.type)


listener = Atspi.EventListener.new(event_cb)
for kind in ("object:text-changed", "object:property-change", "object:announcement",
             "object:state-changed", "object:text-selection-changed", "object:text-caret-moved",
             "object:children-changed", "object:attributes-changed", "window:"):
    listener.register(kind)


NOTIFICATIONS = """<node><interface name="org.freedesktop.Notifications">
  <method name="Notify">
    <arg type="s"/><arg type="u"/><arg type="s"/><arg type="s"/><arg type="s"/><arg type="as"/>
    <arg type="a{sv}"/><arg type="i"/><arg type="u" direction="out"/>
  </method>
</interface></node>"""


def notify_cb(bus, sender, path, interface, method, arguments, invocation):
    told.append(f"notification: {arguments.unpack()}")
    invocation.return_value(GLib.Variant("(u)", (1,)))


def take_notifications():
    info = Gio.DBusNodeInfo.new_for_xml(NOTIFICATIONS).interfaces[0]
    BUS.register_object("/org/freedesktop/Notifications", info, notify_cb, None, None)
    call_bus("RequestName", GLib.Variant("(su)", (info.name, 0)))


take_notifications()


class Traffic:
    """Everything on the session bus, notifications and the keyring's among it, byte by byte."""

    def __init__(self):
        self.path = os.path.join(os.environ["WITH_DESKTOP_DIR"], "traffic")
        self.n_marks = 0
        with open(self.path, "wb") as file:
            self.process = subprocess.Popen(["dbus-monitor", "--session", "--binary"], stdout=file)
        wait_for("the session bus", lambda: self._find(self._mark()))

    def _mark(self):
        """Says something there."""
        self.n_marks += 1
        mark = f"org.vestibule.Mark{self.n_marks}"
        has_owner(mark)
        return mark

    def _find(self, mark):
        with open(self.path, errors="replace") as file:
            return mark in file.read()

    def read(self):
        """All that was said until now."""
        mark = self._mark()
        wait_for("what is said on the session bus", lambda: self._find(mark))
        with open(self.path, errors="replace") as file:
            return file.read()


traffic = Traffic()


# --------------------------------------------------------------------------- where it may not be

def words_of(node):
    """All that the bus gives of one object."""
    words = []
    for ask in (node.get_name, node.get_description, lambda: text_of(node),
                lambda: str(node.get_attributes()), lambda: str(node.get_object_locale()),
                lambda: node.get_accessible_id(), lambda: str(node.get_role_name())):
        try:
            words.append(ask() or "")
        except (GLib.Error, TypeError, AttributeError):
            pass
    try:
        action = node.get_action_iface()
        for i in range(Atspi.Action.get_n_actions(action) if action else 0):
            words += [Atspi.Action.get_action_name(action, i) or "",
                      Atspi.Action.get_action_description(action, i) or ""]
    except GLib.Error:  # counted, but not there
        pass
    return "\n".join(words)


def files_below(*folders):
    for folder in folders:
        for path, _, names in os.walk(folder):
            for name in names:
                full = os.path.join(path, name)
                if os.path.isfile(full) and not os.path.islink(full):
                    yield full


def our_files():
    return files_below(os.environ["HOME"], os.environ["XDG_RUNTIME_DIR"])


def run_tool(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True, errors="replace").stdout


def titles_of(program):
    for window in run_tool("xdotool", "search", "--pid", str(program.process.pid)).split():
        yield run_tool("xdotool", "getwindowname", window)


def places(program):
    """Name and contents of everything that is looked at."""
    turn()
    yield "the log", program.read_log()
    if program.process.poll() is None:
        with open(f"/proc/{program.process.pid}/cmdline", errors="replace") as file:
            yield "cmdline", file.read()
    for path in our_files():
        with open(path, errors="replace") as file:
            yield path, file.read()
    for title in titles_of(program):
        yield "a title", title
    for item in map(Item, all_paths() if has_owner(SERVICE) else []):
        yield "the attributes of an item", str(item.attributes)
        yield "the label of an item", item.label
    yield "events and notifications", "\n".join(told)
    if program.process.poll() is None:
        for node in program.all():
            yield "an object of the accessibility bus", words_of(node)
    yield "the session bus", traffic.read()


def find_secrets(program, step):
    looked_at = 0
    for place, contents in places(program):
        looked_at += 1
        for name, secret in SECRETS.items():
            at = contents.find(secret[2:-2])
            check(at < 0, f"the {name} is in {place} ({step}): "
                          f"…{ascii(contents[max(at - 100, 0):at + 100])}…")
    check(looked_at > (40 if program.process.poll() is None else 3),
          "there was next to nothing to look at")


def settings_path():
    return os.path.join(os.environ["XDG_CONFIG_HOME"], "glib-2.0", "settings", "keyfile")


def start():
    """A Domo, and a program with an empty form that tells all it does."""
    told.clear()
    if os.path.exists(settings_path()):
        os.remove(settings_path())
    domo = Domo()
    return domo, start_program()


def start_program():
    program = Program(G_MESSAGES_DEBUG="all")
    wait_for("a log with everything", lambda: len(program.read_log()) > 0)
    return program
