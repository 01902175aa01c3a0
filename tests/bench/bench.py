# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks share: runs of two programs in turns, and a line for each figure.

A machine that does other things at the same time disturbs both programs alike, so each figure is
the median of many pairs of runs, and its spread is where 95 % of the medians fall when pairs are
drawn again at random.
"""

import contextlib
import os
import random
import statistics
import subprocess
import sys
import time

# Names of the figures that are beyond their aim.
missed = []


def pairs_of(default):
    return int(os.environ.get("VESTIBULE_BENCH_PAIRS", default))


def run(command):
    """Runs it; its figures by name, and "whole" and "work", the process's time and
    what it had of the processors, in microseconds."""
    read_end, write_end = os.pipe()
    started = time.monotonic_ns()
    arguments = [str(started // 1000) if word is None else word for word in command]
    pid = os.posix_spawn(
        arguments[0],
        arguments,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, write_end, 1), (os.POSIX_SPAWN_CLOSE, read_end)],
    )
    _, status, usage = os.wait4(pid, 0)
    ended = time.monotonic_ns()
    os.close(write_end)
    with os.fdopen(read_end) as output:
        lines = output.read().splitlines()
    if status != 0:
        sys.exit(f"{arguments[0]} failed")
    figures = {name: int(value) for name, value in (line.split() for line in lines)}
    figures["whole"] = (ended - started) // 1000
    figures.setdefault("work", int((usage.ru_utime + usage.ru_stime) * 1e6))
    return figures


def run_pairs(ours, bare, n_pairs):
    """Runs both in turns, whoever was second being first in the next turn."""
    pairs = []
    for turn in range(n_pairs + 1):
        if turn % 2:
            second = run(bare)
            pair = (run(ours), second)
        else:
            first = run(ours)
            pair = (first, run(bare))
        if turn > 0:  # The first turn fills caches.
            pairs.append(pair)
    return pairs


def ratio_of(pairs):
    return statistics.median(ours for ours, _ in pairs) / statistics.median(
        bare for _, bare in pairs
    )


def spread_of(pairs):
    dice = random.Random(1)
    ratios = sorted(ratio_of(dice.choices(pairs, k=len(pairs))) for _ in range(2000))
    return ratios[50], ratios[-51]


def report(name, pairs, key, unit, divisor, aim=None):
    values = [(ours[key], bare[key]) for ours, bare in pairs]
    ours, bare = (statistics.median(side) / divisor for side in zip(*values))
    low, high = spread_of(values)
    words = f"{name:36} ours {ours:8.2f} {unit:3}  bare {bare:8.2f} {unit:3}"
    words += f"  ratio {ratio_of(values):.3f} ({low:.3f} to {high:.3f})"
    if aim:
        words += f"  aim {aim:.2f}"
        if low > aim:
            words += "  MISSED"
            missed.append(name)
    print(words, flush=True)


class Practice:
    """A practice instance in a process of its own: "account" is its address and an account;
    "authority", with "--certificate", the file with the authority of its certificate."""

    def __init__(self, server):
        command = server if isinstance(server, list) else [server]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.account = [self.read() for _ in range(3)]
        self.authority = self.read() if "--certificate" in command else None

    def read(self):
        return self.process.stdout.readline().decode().strip()

    def ask(self, command):
        self.process.stdin.write(command.encode() + b"\n")
        self.process.stdin.flush()
        return self.read()

    def count(self):
        """How often each route was asked since the last time, by name."""
        counts = (word.split("=") for word in self.ask("count").split())
        self.ask("forget")
        return {name: int(count) for name, count in counts}

    def close(self):
        self.process.stdin.close()
        self.process.wait()


@contextlib.contextmanager
def practice(server):
    instance = Practice(server)
    try:
        yield instance
    finally:
        instance.close()
