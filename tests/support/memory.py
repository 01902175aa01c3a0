# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the copies of a secret in the memory of a process: every mapping that can be read, whatever
it is of, in each form that a library might give it."""
import base64
import os
import subprocess
import urllib.parse


def forms_of(secret):
    """By name: what to look for. Each is the same number of characters of the secret, those in the
    middle: text that was cut or has a byte overwritten at its ends is found as well."""
    core = secret[2:-2]
    forms = {"UTF-8": core.encode(), "UTF-16": core.encode("utf-16-le"),
             "UTF-32": core.encode("utf-32-le")}
    encoded = urllib.parse.quote(core, safe="").encode()
    if encoded != forms["UTF-8"]:
        forms["percent-encoded"] = encoded
    # In Base64 a text looks in three ways, by where it begins; the first and the last characters
    # depend on what stands beside it.
    for offset in range(3):
        code = base64.b64encode(b"\0" * offset + secret.encode())
        forms[f"Base64 at {offset}"] = code[4 if offset else 0:-4]
    return forms


class Memory:
    """Of a running process, looked at anew each time by the helper count-copies."""

    def __init__(self, helper, pid):
        self.helper = helper
        self.pid = pid
        self.size = 0  # bytes that were looked at last

    def find(self, secrets):
        """For secrets by name, a list for each: (form, address, mapping)."""
        wanted = [(name, form, text) for name, secret in secrets.items()
                  for form, text in forms_of(secret).items()]
        result = subprocess.run([self.helper, str(self.pid)], capture_output=True, text=True,
                                input="".join(text.hex() + "\n" for _, _, text in wanted),
                                errors="replace", check=True)
        *places, last = result.stdout.splitlines()
        self.size = int(last.split()[-1])
        found = {name: [] for name in secrets}
        for place in places:
            number, address, mapping = (place + " ").split(" ", 2)
            name, form, _ = wanted[int(number)]
            found[name].append((form, int(address, 16), mapping.strip()))
        return found


def can_read(pid):
    """Whether this process may look into that one."""
    try:
        with open(f"/proc/{pid}/mem", "rb", buffering=0) as file:
            with open(f"/proc/{pid}/maps") as maps:
                os.pread(file.fileno(), 16, int(maps.readline().split("-")[0], 16))
        return True
    except OSError:
        return False


def describe(places):
    return ", ".join(f"{form} at {address:x} {mapping}" for form, address, mapping in places)
