# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of vestibule-cli share: the program as a script runs it, and a Domo to ask.

Started as `test-NAME PROGRAM [HELPER...]`. Nothing here waits for a fixed time: everything waits
for what it wants to see, and gives up after DEADLINE seconds.
"""
import fcntl
import http.server
import json
import os
import pty
import re
import select
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import termios
import threading
import time

DEADLINE = 60
PROGRAM = sys.argv[1]
HELPERS = sys.argv[2:]

# What is planted, so that it can be looked for.
PASSWORD = "Pl4nted-Passw0rd-kumquat"
CLIENT_SECRET = "Pl4nted-Cl1ent-Secret-quince"
ACCESS_TOKEN = "DDCIPl4ntedAccessTokenMedlar"
SESSION_TOKEN = "Pl4ntedSessionTokenLoquat%3D"
BEARER_TOKEN = ("eyJhbGciOiJub25lIn0.eyJ1c2VySWQiOjI3LCJzY29wZSI6WyJkYXRhIiwidXNlciJdfQ"
                ".UGw0bnRlZEJlYXJlcg")
CODE = "483920"
SECRETS = (PASSWORD, CLIENT_SECRET, ACCESS_TOKEN, SESSION_TOKEN, BEARER_TOKEN, CODE)

# Those of the practice instance.
PRACTICE_USER = "jae.wilson@acme.com"
PRACTICE_PASSWORD = "open-the-door-7"
PRACTICE_CLIENT = "3b6f0c52-0f7e-4c0b-9f3e-6c1d7a90b211"
PRACTICE_SECRET = "5d0a4f1e9b7c48e2a6f3d18c7b905e24f6a1c3d8e07b4952"
PRACTICE_TOKEN = "DDCI4c7f91e05ab2d86e3f60c1a9d47b582e90f3c6ad715e8b24"
PRACTICE_SECRETS = (PRACTICE_PASSWORD, PRACTICE_SECRET, PRACTICE_TOKEN)


class Failure(Exception):
    pass


def check(condition, words):
    if not condition:
        raise Failure(words)


def equal(got, expected, words=""):
    check(got == expected, f"{words}: got {got!r}, expected {expected!r}")


def wait_for(what, condition):
    end = time.monotonic() + DEADLINE
    while not (found := condition()):
        check(time.monotonic() < end, f"never seen: {what}")
        time.sleep(0.005)
    return found


# ------------------------------------------------------------------------------- reading it back

def no_twins(pairs):
    """An object whose members all have names of their own."""
    names = [name for name, _ in pairs]
    check(len(names) == len(set(names)), f"a member stands twice: {names}")
    return dict(pairs)


def read_json(text):
    return json.loads(text, object_pairs_hook=no_twins)


class Result:
    def __init__(self, status, out, err):
        self.status = status
        self.out = out
        self.err = err

    def __str__(self):
        return f"status {self.status}\nout: {self.out}\nerr: {self.err}"

    def has(self, status):
        check(self.status == status, f"expected status {status}; {self}")
        return self

    def object(self):
        """The one object that was printed."""
        check(self.out.count("\n") == 1 and self.out.endswith("\n"), f"not one line: {self}")
        return read_json(self.out)

    def objects(self):
        """Those that were printed, one a line."""
        check(not self.out or self.out.endswith("\n"), f"the last line has no end: {self}")
        return [read_json(line) for line in self.out.splitlines()]

    def has_error(self, exit_status, name, **members):
        """A bad one, as JSON."""
        self.has(exit_status)
        it = self.object()
        equal(it["ok"], False, "ok")
        equal(it["error"], name, "error")
        check(it["message"] and it["remedy"], f"no message or no remedy: {it}")
        for member, value in members.items():
            equal(it[member], value, member)
        return self

    def says(self, *words):
        for word in words:
            check(word in self.err, f"“{word}” is not said; {self}")
        return self


def see_no_secret(text, where, secrets=SECRETS + PRACTICE_SECRETS):
    for secret in secrets:
        core = secret[2:-2] if len(secret) > 12 else secret  # none of it, not only not all of it
        check(core not in text, f"{secret} is in {where}: {text}")


# ---------------------------------------------------------------------------------- the program

def make_environment(**changes):
    environment = {**os.environ, "G_DEBUG": "gc-friendly,fatal-warnings", **changes}
    return {name: value for name, value in environment.items() if value is not None}


def start(*arguments, **options):
    """The program, running: a Popen."""
    environment = options.pop("env", {})
    options.setdefault("stdin", subprocess.PIPE)
    options.setdefault("stdout", subprocess.PIPE)
    options.setdefault("stderr", subprocess.PIPE)
    process = subprocess.Popen([PROGRAM, *arguments], env=make_environment(**environment),
                               **options)
    running.append(process)
    return process


def finish(process, text=None):
    data = text.encode() if isinstance(text, str) else text
    out, err = process.communicate(data, timeout=DEADLINE)
    return Result(process.returncode, (out or b"").decode(), (err or b"").decode())


def run(*arguments, text="", **environment):
    """Runs it with that on its standard input. No secret leaves it unless it was asked for one."""
    result = finish(start(*arguments, env=environment), text)
    if not {"token", "exec"} & set(arguments):
        see_no_secret(result.out, f"the output of {arguments}")
    see_no_secret(result.err, f"what {arguments} says")
    return result


def practice(*arguments, text="", **environment):
    return run("--practice", *arguments, text=text, **environment)


running = []


def kill_all():
    for process in running:
        if process.poll() is None:
            process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe:
                try:
                    pipe.close()
                except BrokenPipeError:
                    pass
    running.clear()


def wait_for_handler(process):
    """Until it listens to SIGINT, and sleeps."""
    def is_there():
        status = read_process(process, "status")
        return (int(re.search(r"SigCgt:\s*(\w+)", status)[1], 16) & 2
                and " (sleeping)" in status)
    wait_for("its handler", is_there)


class FullPipe:
    """A pipe that nobody reads and that takes no more."""

    def __init__(self):
        self.reading, self.writing = os.pipe()
        fcntl.fcntl(self.writing, fcntl.F_SETPIPE_SZ, 4096)
        os.write(self.writing, bytes(4096))

    def empty(self):
        """It has a reader from now on: what was written to it, until nobody has it open."""
        os.close(self.writing)
        with open(self.reading, "rb") as file:
            return file.read()[4096:].decode()

    def close(self):
        os.close(self.writing)
        os.close(self.reading)


def read_process(process, name):
    """/proc/PID/NAME; what cannot be dumped lets root alone read its environment."""
    try:
        with open(f"/proc/{process.pid}/{name}", "rb") as file:
            return file.read().decode(errors="replace")
    except PermissionError:
        check(os.getuid() != 0, f"{name} cannot be read")
        return ""


def lines_of(*objects):
    return "".join(json.dumps(it) + "\n" for it in objects)


# -------------------------------------------------------------------------------- on a terminal

class Terminal:
    """The program with a terminal for some of its standard streams; it is its own session."""

    def __init__(self, *arguments, on=(0, 1, 2), columns=80, **environment):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ,
                    bytes([24, 0]) + columns.to_bytes(2, "little") + bytes(4))
        self.text = ""
        self.slave = slave

        def take_terminal():
            signal.signal(signal.SIGQUIT, signal.SIG_DFL)  # ignored where a shell started the tests
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

        streams = [slave if number in on else subprocess.PIPE for number in range(3)]
        self.process = start(*arguments, stdin=streams[0], stdout=streams[1], stderr=streams[2],
                             start_new_session=True, preexec_fn=take_terminal,
                             env={"TERM": "xterm", **environment})

    def read(self):
        """Takes in what is there now."""
        while select.select([self.master], [], [], 0)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return
            if not data:
                return
            self.text += data.decode()

    def see(self, words):
        def look():
            self.read()
            return words in self.text
        try:
            wait_for(words, look)
        except Failure as failure:
            raise Failure(f"{failure}; seen: {self.text!r}") from None
        return self

    def type(self, text):
        os.write(self.master, text.encode())

    def echoes(self):
        return bool(termios.tcgetattr(self.slave)[3] & termios.ECHO)

    def wait(self):
        def is_over():
            self.read()  # or it cannot write on
            return self.process.poll() is not None
        wait_for("its end", is_over)
        self.read()
        return self.process.returncode

    def close(self):
        os.close(self.slave)
        os.close(self.master)


# --------------------------------------------------------------------------------------- a Domo

def certified(kind):
    """A practice instance with a certificate of that kind: its address and the authority's path."""
    uri, _, _, authority = Helper(HELPERS[0], "--certificate", kind, n_lines=4).lines
    return uri, authority


def server_context(folder):
    """With the good certificate of the tests, which is beside its authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, "good.pem"), os.path.join(folder, "good.key"))
    return context


class Domo(http.server.ThreadingHTTPServer):
    """Answers each route well, unless `answers` has something else for it: a list of replies, the
    first of which is taken off each time, or one that stays. All that was sent is kept."""
    request_queue_size = 1024
    daemon_threads = True

    def __init__(self, certificate_folder=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server_address[1]}"
        self.uri = f"{'https' if certificate_folder else 'http'}://{self.host}"
        if certificate_folder:
            self.socket = server_context(certificate_folder).wrap_socket(self.socket,
                                                                         server_side=True)
        self.lock = threading.Lock()
        self.requests = []
        self.answers = {}
        self.held = 0
        self.gate = threading.Event()  # while it is shut, requests from `free` on are held
        self.gate.set()
        self.free = 0
        self.session_token = SESSION_TOKEN
        threading.Thread(target=self.serve_forever, daemon=True).start()
        servers.append(self)

    def count(self, route):
        with self.lock:
            return sum(it["route"] == route for it in self.requests)

    def take_answer(self, route):
        with self.lock:
            answer = self.answers.get(route)
            if isinstance(answer, list):
                return answer.pop(0) if answer else None
            return answer

    def handle_error(self, request, client_address):
        pass  # whoever asked has gone

    # As JSON lines.

    def password(self, **more):
        return {"instance": self.uri, "username": "jae", "password": PASSWORD, **more}

    def client(self, **more):
        return {"instance": self.uri, "client_id": "the-client", "client_secret": CLIENT_SECRET,
                **more}

    def token(self, **more):
        return {"instance": self.uri, "access_token": ACCESS_TOKEN, **more}


FULL_AUTH, DEVELOPER_AUTH, WHO_AM_I, USER, ELEVATE = (
    "full-auth", "developer-auth", "who-am-i", "user", "elevate")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def route(self):
        path = self.path.partition("?")[0]
        if path == "/api/content/v2/authentication":
            return FULL_AUTH
        if path == "/oauth/token":
            return DEVELOPER_AUTH
        if path == "/api/content/v2/users/me":
            return WHO_AM_I
        if path.startswith("/v1/users/"):
            return USER
        if path.startswith("/api/identity/v1/authentication/elevations/"):
            return ELEVATE
        return path

    def answer(self):
        domo = self.server
        route = self.route()
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        with domo.lock:
            domo.requests.append({"route": route, "path": self.path, "body": body,
                                  "headers": self.headers, "time": time.monotonic()})
            is_held = len(domo.requests) > domo.free and not domo.gate.is_set()
            domo.held += is_held
        if is_held:
            domo.gate.wait()
            with domo.lock:
                domo.held -= 1
        reply = domo.take_answer(route)
        self.reply(*(reply or self.good(route)))

    do_GET = do_POST = do_PUT = answer

    def good(self, route):
        if route == FULL_AUTH:
            return 200, {"success": True, "userId": 27, "sessionToken": self.server.session_token}
        if route == DEVELOPER_AUTH:
            return 200, {"access_token": BEARER_TOKEN, "token_type": "bearer", "expires_in": 3599,
                         "scope": "data user", "userId": 27, "domain": "acme.domo.com"}
        if route == WHO_AM_I:
            return 200, {"id": 27, "displayName": "Jae Wilson", "userName": "jae",
                         "emailAddress": "jae@acme.com"}
        if route == USER:
            return 200, {"id": 27, "name": "Jae Wilson", "email": "jae@acme.com"}
        if route == ELEVATE:
            return 204, None
        return 404, {}

    def reply(self, status, value, headers=None):
        """value: JSON, or a text that is sent as it is."""
        data = (b"" if value is None else value.encode() if isinstance(value, str)
                else json.dumps(value).encode())
        try:
            self.send_response(status)
            self.send_header("Content-Type",
                             "text/html" if isinstance(value, str) else "application/json")
            if status != 204:
                self.send_header("Content-Length", str(len(data)))
            for name, text in (headers or {}).items():
                self.send_header(name, text)
            self.end_headers()
            self.wfile.write(data)
        except OSError:  # nobody waits for it any more
            self.close_connection = True

    def log_message(self, *_):
        pass


servers = []


def stop_servers():
    for server in servers:
        server.gate.set()
        server.shutdown()
        server.server_close()
    servers.clear()


def refused(reason):
    """An answer to a password."""
    return 200, {"success": False, "reason": reason}


class Helper:
    """A program of ours that serves until its standard input ends; it prints some lines first."""

    def __init__(self, path, *arguments, n_lines):
        self.process = subprocess.Popen([path, *arguments], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        helpers.append(self)
        self.lines = [self.process.stdout.readline().strip() for _ in range(n_lines)]
        check(all(self.lines), f"{path} did not start")

    def end(self):
        """Ends it by its input, so that it removes the folder that it made."""
        try:
            self.process.communicate(timeout=DEADLINE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()


helpers = []


def end_helpers():
    for helper in helpers:
        helper.end()
    helpers.clear()


# --------------------------------------------------------------------------------------- TAP

def run_tests(*tests):
    print(f"1..{len(tests)}", flush=True)
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace("_", "-")
        folder = tempfile.mkdtemp(prefix="vestibule-cli-")
        os.environ["XDG_STATE_HOME"] = os.path.join(folder, "state")  # no test knows of another
        try:
            test(folder) if test.__code__.co_argcount else test()
            print(f"ok {number} {name}", flush=True)
        except Exception as error:  # one broken test does not hide the others
            where = error.__traceback__
            lines = []
            while where:
                lines.append(str(where.tb_lineno))
                where = where.tb_next
            for line in f"{type(error).__name__}: {error} (lines {', '.join(lines)})".splitlines():
                print("#", line[:4000])
            print(f"not ok {number} {name}", flush=True)
        finally:
            kill_all()
            end_helpers()
            stop_servers()
            shutil.rmtree(folder, ignore_errors=True)


def interrupt(process):
    process.send_signal(signal.SIGINT)
