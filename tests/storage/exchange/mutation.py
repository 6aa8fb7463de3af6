"""Makes hostile files out of sound ones: bytes changed anywhere, or values changed in place."""

from __future__ import annotations

import copy
import gzip
import json
from collections.abc import Callable
from random import Random
from typing import Any

from kompass_desktop.storage.encryption.key_derivation import Cost
from kompass_desktop.storage.encryption.sealing import seal

PASSPHRASE = "en fiendtlig fil"
CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)

TOKENS = (
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b'"\\ud83d"',
    b"\\u0000",
    b"1e999",
    b"-1e-999999999",
    b"9" * 5000,
    b"NaN",
    b"Infinity",
    b"null",
    b"true",
    b"[" * 20_000,
    b'{"a":' * 20_000,
    b"a." * 20_000,
    b"../../../etc/passwd",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b'"""',
    b"'''",
    b"\n[[areas]]\n",
    b"2026-02-30T25:61:00",
    b"\xe2\x80\xae",
    b"\r\n\xe2\x80\xa9",
)
VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    2**63,
    10**400,
    1e308,
    float("inf"),
    "",
    "\x00",
    "\ud83d",
    "../../../etc/passwd",
    "x" * 100_000,
    "1e999999999",
    "999999999/1",
    "2026-02-30",
    "2026-03-12T09:51:00+01:00",
    "0001-01-01T00:00:00+23:59",
    [],
    {},
    [[[[[[]]]]]],
    {"id": "a"},
    ["strength"],
)

Mutation = Callable[[Random, bytes], bytes]


def bytes_changed(random: Random, content: bytes) -> bytes:
    """Change, take away, repeat, move or put in some bytes, up to eight times."""
    changed = bytearray(content)
    for _ in range(random.randint(1, 8)):
        start = random.randrange(len(changed) + 1)
        end = min(len(changed), start + random.choice((1, 1, 4, 64, 2000)))
        match random.randrange(6):
            case 0:
                changed[start:end] = random.randbytes(end - start)
            case 1:
                del changed[start:end]
            case 2:
                changed[start:start] = changed[start:end] * random.choice((1, 2, 50))
            case 3:
                changed[start:start] = random.choice(TOKENS)
            case 4:
                changed[start:end] = random.choice(TOKENS)
            case _:
                other = random.randrange(len(changed) + 1)
                changed[other:other] = changed[start:end]
    if random.random() < 0.1:
        del changed[random.randrange(len(changed) + 1) :]
    return bytes(changed)


def values_changed(random: Random, content: bytes) -> bytes:
    """Change some values of a JSON document, which stays JSON."""
    document = json.loads(content)
    for _ in range(random.randint(1, 4)):
        holder, key = _place(random, document)
        match random.randrange(5):
            case 0 if isinstance(holder, dict):
                holder[random.choice(("ukjent", "id", "deleted", "__class__"))] = holder.pop(key)
            case 1:
                del holder[key]
            case 2 if isinstance(holder, list):
                holder.extend([holder[key]] * random.choice((1, 3)))
            case 3:
                other, there = _place(random, document)
                holder[key] = json.loads(json.dumps(other[there]))
            case _:
                # Of its own: a change that follows may be made inside it.
                holder[key] = copy.deepcopy(random.choice(VALUES))
        if not document:
            break
    return json.dumps(document).encode()


def _place(random: Random, document: object) -> tuple[Any, Any]:
    """Return an object or a list somewhere in a document, and a key of it."""
    holder: Any = document
    while True:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = random.choice(keys)
        inner = holder[key]
        if not isinstance(inner, dict | list) or not inner or random.random() < 0.15:
            return holder, key
        holder = inner


def json_changed(random: Random, content: bytes) -> bytes:
    """Change a JSON document's values or, more seldom, its bytes."""
    return (values_changed if random.random() < 0.7 else bytes_changed)(random, content)


def kompass_changed(random: Random, packet: bytes) -> bytes:
    """Change a packet before it is packed, when it is packed, or when it is sealed."""
    layer = random.random()
    if layer < 0.7:
        packet = json_changed(random, packet)
    packed = gzip.compress(packet, 1, mtime=0)
    if 0.7 <= layer < 0.85:
        packed = bytes_changed(random, packed)
    sealed = seal(packed, PASSPHRASE, CHEAP)
    return bytes_changed(random, sealed) if layer >= 0.85 else sealed
