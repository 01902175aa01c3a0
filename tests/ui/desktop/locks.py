# SPDX-License-Identifier: GPL-3.0-or-later
"""A system bus with a logind on it, and a screen saver on the session bus: what a program hears
of a desktop that locks or goes to sleep."""
import os
import subprocess

from desk import GLib, wait_for

from gi.repository import Gio

LOGIN = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
SESSION = PATH + "/session/c1"
INTERFACE = """
<node><interface name='org.freedesktop.login1.Manager'>
  <method name='GetSessionByPID'><arg type='u' direction='in'/><arg type='o' direction='out'/></method>
  <method name='Inhibit'><arg type='s' direction='in'/><arg type='s' direction='in'/>
    <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='h' direction='out'/></method>
</interface></node>"""


class Login:
    """logind, on a bus of its own; its address is for the environment of the program."""

    def __init__(self):
        self.process = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = self.process.stdout.readline().strip()
        self.bus = Gio.DBusConnection.new_for_address_sync(
            self.address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        node = Gio.DBusNodeInfo.new_for_xml(INTERFACE)
        self.bus.register_object(PATH, node.interfaces[0], self._called, None, None)
        self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                           GLib.Variant("(su)", (LOGIN, 0)), None, Gio.DBusCallFlags.NONE, -1)
        self.held = []  # ends of pipes, whose other ends hold up suspending

    def _called(self, _bus, _sender, _path, _interface, method, _arguments, invocation):
        if method == "GetSessionByPID":
            invocation.return_value(GLib.Variant("(o)", (SESSION,)))
            return
        ours, theirs = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        files = Gio.UnixFDList.new()
        files.append(theirs)
        os.close(theirs)
        self.held.append(ours)
        invocation.return_value_with_unix_fd_list(GLib.Variant("(h)", (0,)), files)

    def is_held(self):
        """Whether somebody holds up suspending."""
        for end in list(self.held):
            try:
                if os.read(end, 1) == b"":
                    os.close(end)
                    self.held.remove(end)
            except BlockingIOError:
                pass
        return bool(self.held)

    def _emit(self, path, interface, name, arguments):
        self.bus.emit_signal(None, path, f"{LOGIN}.{interface}", name, arguments)
        self.bus.flush_sync()

    def sleep(self, begins):
        self._emit(PATH, "Manager", "PrepareForSleep", GLib.Variant("(b)", (begins,)))

    def lock_session(self):
        self._emit(SESSION, "Session", "Lock", None)

    def close(self):
        for end in self.held:
            os.close(end)
        self.bus.close_sync()
        self.process.kill()
        self.process.wait()


def lock_screen(interface="org.gnome.ScreenSaver"):
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    bus.emit_signal(None, "/org/gnome/ScreenSaver", interface, "ActiveChanged", GLib.Variant("(b)", (True,)))
    bus.flush_sync()


def wait_until_held(login):
    wait_for("suspending to be held up", login.is_held)


def wait_until_released(login):
    wait_for("suspending to go on", lambda: not login.is_held())
