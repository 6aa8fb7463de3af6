"""Kills the program at random moments, and sees that nothing acknowledged is lost.

    python tests/storage/faults.py --kills 1000

Every kind of work (`KINDS`) runs in a process of its own until it is killed, with a plain
and with an encrypted library; after each kill the library opens with its passphrase, passes
the integrity check and holds all that was acknowledged. Beside an encrypted library nothing
is plain, and what was anonymised or deleted for good is in no copy. `stop` halts the process
within its writes instead, looks at the library meanwhile, lets it go on, and kills it then.
It prints a line of counts for each kind and state. POSIX only: elsewhere there is no SIGKILL.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from functools import partial
from pathlib import Path
from typing import NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kompass_desktop.storage.encryption import key_derivation
from kompass_desktop.storage.encryption.key_ring import new_keys
from tests.storage.kills import copying, erasing, keys, opening, writing
from tests.storage.kills.trial import (
    PASSPHRASE,
    Kind,
    State,
    Trial,
    check_nothing_left,
    prepare_library,
)

KINDS = {
    "writes": Kind(prepare_library, writing.write, writing.check_writes, share=30),
    "stop": Kind(prepare_library, writing.write, writing.check_writes, stops=True),
    "merge": Kind(writing.prepare_two, writing.merge, writing.check_merged, share=15),
    "exchange": Kind(writing.prepare_two, writing.exchange, writing.check_exchanged),
    "import": Kind(writing.prepare_import, writing.take_in, writing.check_import),
    "export": Kind(prepare_library, writing.export, writing.check_export),
    "report": Kind(
        prepare_library, writing.write_reports, writing.check_report, seconds=2.0, share=3
    ),
    "backup": Kind(prepare_library, copying.back_up_often, copying.check_backups),
    "second_place": Kind(copying.prepare_backups, copying.copy_often, copying.check_copied),
    "restore": Kind(
        prepare_library, copying.restore_often, copying.check_restored, seconds=0.6, share=15
    ),
    "last_copy": Kind(copying.prepare_last, copying.save_last, copying.check_last),
    "anonymise": Kind(
        prepare_library,
        partial(erasing.erase_often, erasing.anonymise),
        erasing.check_anonymised,
        seconds=1.0,
        share=15,
    ),
    "erase": Kind(
        prepare_library,
        partial(erasing.erase_often, erasing.erase),
        erasing.check_erased,
        seconds=1.0,
        share=15,
    ),
    "encrypt": Kind(
        keys.prepare_copied, keys.encrypt_often, keys.check_encrypted, (State.PLAIN,), share=15
    ),
    "decrypt": Kind(
        keys.prepare_copied, keys.decrypt_often, keys.check_decrypted, (State.ENCRYPTED,)
    ),
    "passphrase": Kind(
        prepare_library, keys.change_often, keys.check_changed, (State.ENCRYPTED,), share=5
    ),
    "migration": Kind(opening.prepare_older, opening.open_often, opening.check_migrated),
    "stray_log": Kind(opening.prepare_stray, opening.open_often, opening.check_stray),
    "healing": Kind(opening.prepare_far, opening.open_often, opening.check_healed),
    "salvage": Kind(opening.prepare_damaged, opening.save, opening.check_saved),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=1000, help="of all kinds together")
    parser.add_argument("--kind", choices=KINDS, action="append", help="only this kind")
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    # Passphrases are typed often here, and nobody guesses them.
    key_derivation.USUAL_COST = key_derivation.Cost(8 * 1024, 1, 1)
    kinds = options.kind or list(KINDS)
    shares = sum(KINDS[name].share for name in kinds)
    failed = 0
    for name in kinds:
        states = KINDS[name].states
        kills = max(1, round(options.kills * KINDS[name].share / shares / len(states)))
        for state in states:
            chance = random.Random(f"{options.seed} {name} {state.value}")
            failed += run_kind(name, state, kills, chance)
    return 1 if failed else 0


def run_kind(name: str, state: State, kills: int, chance: random.Random) -> int:
    kind, began = KINDS[name], time.monotonic()
    acknowledged = failed = 0
    with tempfile.TemporaryDirectory(prefix=f"kompass-{name}-") as folder:
        template = prepared(kind, state, Path(folder) / "template")
        for number in range(kills):
            trial = Trial(Path(folder) / str(number), template.keys)
            shutil.copytree(template.folder, trial.folder)
            try:
                said = killed(kind, trial, chance.uniform(0, kind.seconds))
                acknowledged += len(said)
                trial.forget_half_copied()
                kind.check(trial, said)
                check_nothing_left(trial)
            except Exception:  # noqa: BLE001 - whatever it is, the others go on
                failed += 1
                sys.stderr.write(f"{name} {state.value}, kill {number}:\n")
                traceback.print_exc()
            shutil.rmtree(trial.folder)
    seconds = time.monotonic() - began
    told = f"{kills} kills, {acknowledged} acknowledged, {failed} failed, {seconds:.0f} s"
    sys.stdout.write(f"{name} {state.value}: {told}\n")
    sys.stdout.flush()
    return failed


def prepared(kind: Kind, state: State, folder: Path) -> Trial:
    folder.mkdir()
    trial = Trial(folder, new_keys(PASSPHRASE) if state is State.ENCRYPTED else None)
    kind.prepare(trial)
    return trial


def killed(kind: Kind, trial: Trial, seconds: float) -> list[list[str]]:
    """Let a process work until it is killed; return the lines that it has acknowledged."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reader)
        work_for_ever(kind, trial, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        select.select([pipe], [], [], 60)
        time.sleep(seconds)
        if kind.stops:
            os.kill(process, signal.SIGSTOP)
            os.waitpid(process, os.WUNTRACED)
            writing.check_while_stopped(trial)
            os.kill(process, signal.SIGCONT)
            time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        lines = pipe.read().split(b"\n")[:-1]
    assert os.WIFSIGNALED(status), "it ended before it was killed"
    assert lines, "it did nothing within a minute"
    return [line.decode().split("\t") for line in lines]


def work_for_ever(kind: Kind, trial: Trial, writer: int) -> NoReturn:
    def say(*words: object) -> None:
        os.write(writer, ("\t".join(str(word) for word in words) + "\n").encode())

    try:
        kind.work(trial, say)
    except BaseException:  # noqa: BLE001 - nothing of the parent's must run here
        traceback.print_exc()
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
