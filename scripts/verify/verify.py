#!/usr/bin/env python3
"""Checks an export of Callboard's activity log, as docs/integrity.md describes it.

    python3 scripts/verify/verify.py export.jsonl... [--head HEX]
    python3 scripts/verify/verify.py --canonical < values.jsonl

Needs nothing but Python's standard library, and shares no code with the package
@callboard/verify. Prints one JSON object for each file. Exit codes: 0 nothing is wrong, 1 something was
changed, 2 it could not be checked.
"""
import argparse
import base64
import hashlib
import json
import re
import sys

DELETED_HASH = bytes(32)
MAX_CACHED_SEGMENTS = 256
VISIBLE_COLUMNS = {
    "id", "workspace_id", "user_id", "user_name", "user_email", "action",
    "entity_type", "entity_id", "entity_label", "metadata", "changes", "created_at",
    "batch_id", "source", "ip", "request_id",
}
HIDDEN_COLUMNS = ("project_id", "visibility", "is_detail", "is_dated")
ESCAPES = {
    '"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f",
    "\n": "\\n", "\r": "\\r", "\t": "\\t",
}


class Tampered(Exception):
    def __init__(self, kind, segment, row_id=None):
        super().__init__(kind)
        self.first_bad = {"id": row_id, "kind": kind, "segment": segment}


class Unreadable(Exception):
    pass


def format_number(value):
    """A number as ECMAScript writes it: RFC 8785, section 3.2.2.3."""
    value = float(value)
    if value != value or value in (float("inf"), float("-inf")):
        raise Unreadable("a number is too large")
    if value == 0:
        return "0"
    if value < 0:
        return "-" + format_number(-value)
    # The shortest digits that parse to the same number, as in ECMAScript.
    mantissa, _, exponent = repr(value).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    # The number is 0.DIGITS times ten to the power of `point`.
    point = len(whole) + int(exponent or 0)
    point -= len(whole + fraction) - len((whole + fraction).lstrip("0"))
    digits = digits.rstrip("0")
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    sign = "+" if point > 0 else "-"
    tail = "." + digits[1:] if count > 1 else ""
    return digits[0] + tail + "e" + sign + str(abs(point - 1))


def format_text(value):
    def escape(match):
        char = match.group()
        return ESCAPES.get(char) or "\\u%04x" % ord(char)

    # Lone surrogates are not characters: they stay escaped.
    return '"' + re.sub(r'["\\\x00-\x1f\ud800-\udfff]', escape, value) + '"'


def to_utf16(key):
    return key.encode("utf-16-be", "surrogatepass")


def canonicalize(value):
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, (int, float)):
        return format_number(value)
    if isinstance(value, str):
        return format_text(value)
    if isinstance(value, list):
        return "[" + ",".join(canonicalize(each) for each in value) + "]"
    keys = sorted(value, key=to_utf16)
    return "{" + ",".join(format_text(k) + ":" + canonicalize(value[k]) for k in keys) + "}"


def sha256(data):
    return hashlib.sha256(data).digest()


def compute_head(seal):
    content = {key: value for key, value in seal.items() if key != "head"}
    return sha256(canonicalize(content).encode()).hex()


class Verifier:
    def __init__(self, expected_head):
        self.expected_head = expected_head
        self.seals = []
        self.head = "0" * 64
        self.sealed_until = None
        self.is_head_found = expected_head is None
        self.mark = None
        self.digests = {}
        self.hashes = {}
        # The numbers of rows of each segment: those left in the log, and those in the file.
        self.present = {}
        self.counts = {}
        self.last_id = None
        self.checked = 0
        self.unsealed = 0
        self.end = None

    def add_seal(self, seal):
        number = len(self.seals) + 1
        if seal["number"] != number:
            raise Tampered("missing", number)
        if seal["previous"] != self.head or compute_head(seal) != seal["head"]:
            raise Tampered("changed", number, seal.get("first_id"))
        if seal["version"] != 1:
            raise Unreadable(f"Seal {number} has version {seal['version']}")
        self.close_mark()
        self.head = seal["head"]
        self.sealed_until = seal["sealed_at"]
        self.is_head_found = self.is_head_found or self.head == self.expected_head
        self.seals.append(seal if seal["kind"] == "rows" else None)
        if seal["kind"] != "rows":
            self.mark = (number, seal["root"], hashlib.sha256())
            self.hashes.clear()

    def add_amendments(self, line):
        if self.mark is None or self.mark[0] != line["mark"]:
            raise Unreadable("amendments without their mark")
        for each in line["segments"]:
            digest = bytes.fromhex(each["digest"])
            self.mark[2].update(each["segment"].to_bytes(8, "big") + digest)
            entries = self.digests.setdefault(each["segment"], [])
            entries.append((line["mark"], digest))

    def close_mark(self):
        if self.mark is not None:
            number, root, digest = self.mark
            self.mark = None
            if digest.hexdigest() != root:
                raise Tampered("changed", number)

    def get_seal(self, segment):
        if not 1 <= segment <= len(self.seals) or self.seals[segment - 1] is None:
            raise Tampered("missing", segment)
        return self.seals[segment - 1]

    def read_segment(self, line):
        self.close_mark()
        segment = line["segment"]
        seal = self.get_seal(segment)
        packed = base64.b64decode(line["hashes"])
        if len(packed) != 32 * seal["rows"] or sha256(packed).hex() != seal["root"]:
            raise Tampered("changed", segment, seal["first_id"])
        hashes = [packed[at:at + 32] for at in range(0, len(packed), 32)]
        amendments = [
            (each["mark"], base64.b64decode(each["amended"]))
            for each in line["amendments"]
        ]
        digests = [(mark, sha256(entries)) for mark, entries in amendments]
        if digests != self.digests.get(segment, []):
            raise Tampered("changed", segment, seal["first_id"])
        for _, entries in amendments:
            for at in range(0, len(entries), 36):
                place = int.from_bytes(entries[at:at + 4], "big")
                hashes[place] = entries[at + 4:at + 36]
        self.hashes.pop(segment, None)
        self.hashes[segment] = hashes
        self.present[segment] = sum(each != DELETED_HASH for each in hashes)
        if len(self.hashes) > MAX_CACHED_SEGMENTS:
            del self.hashes[next(iter(self.hashes))]

    def check_row(self, row):
        proof = row.pop("proof")
        row_id = row["id"]
        if self.last_id is not None and row_id >= self.last_id:
            raise Tampered("added", proof and proof["segment"], row_id)
        self.last_id = row_id
        if proof is None:
            self.unsealed += 1
            return
        segment = proof["segment"]
        self.get_seal(segment)
        place = proof["place"]
        if place is None:
            raise Tampered("added", segment, row_id)
        if segment not in self.hashes:
            raise Tampered("missing", segment)
        hashes = self.hashes[segment]
        if not 0 <= place < len(hashes) or set(row) != VISIBLE_COLUMNS:
            raise Tampered("changed", segment, row_id)
        if hashes[place] == DELETED_HASH:
            raise Tampered("added", segment, row_id)
        content = {**row, **{key: proof[key] for key in HIDDEN_COLUMNS}}
        sealed = bytes.fromhex(proof["salt"]) + canonicalize(content).encode()
        if sha256(sealed) != hashes[place]:
            raise Tampered("changed", segment, row_id)
        self.checked += 1
        self.counts[segment] = self.counts.get(segment, 0) + 1

    def read(self, lines):
        for index, line in enumerate(lines):
            value = json.loads(line)
            if index == 0:
                if value.get("export", {}).get("version") != 1:
                    raise Unreadable("not an export with proofs of this version")
            elif self.end is not None:
                raise Unreadable("lines after the end")
            elif "proof" in value:
                self.check_row(value)
            elif "hashes" in value:
                self.read_segment(value["hashes"])
            elif "seal" in value:
                self.add_seal(value["seal"])
            elif "amended" in value:
                self.add_amendments(value["amended"])
            elif "end" in value:
                self.end = value["end"]
            else:
                raise Unreadable("unknown line type")
        if self.end is None:
            raise Unreadable("the file was cut off, or is not an export with proofs")
        self.close_mark()
        if not self.is_head_found:
            raise Tampered("missing", None)

    def list_incomplete_segments(self):
        return [
            {"segment": segment, "rows": rows, "of": self.present[segment]}
            for segment, rows in sorted(self.counts.items())
            if rows < self.present[segment]
        ]

    def build_result(self, first_bad):
        count = self.checked + self.unsealed
        return {
            "ok": first_bad is None,
            "rows_checked": self.checked,
            "segments_checked": len(self.present),
            "sealed_until": self.sealed_until,
            "first_bad": first_bad,
            "head": self.head if self.seals else None,
            "rows_unsealed": self.unsealed,
            "rows_removed": max(0, self.end["rows"] - count) if self.end else 0,
            "left_out": self.list_incomplete_segments(),
        }


def print_canonical():
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(canonicalize(json.loads(line)).encode() + b"\n")


def verify(file, head):
    """Prints the result of a file; returns the exit code."""
    verifier = Verifier(head)
    first_bad = None
    try:
        # As bytes: only LF ends a line.
        with open(file, "rb") as lines:
            verifier.read(lines)
    except Tampered as tampered:
        first_bad = tampered.first_bad
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError,
            Unreadable) as error:
        print(f"{file}: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    print(json.dumps(verifier.build_result(first_bad)))
    return 1 if first_bad else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*")
    parser.add_argument("--head")
    parser.add_argument("--canonical", action="store_true")
    options = parser.parse_args()
    if options.canonical:
        print_canonical()
        return 0
    if not options.files:
        parser.error("a file is needed")
    return max([verify(file, options.head) for file in options.files])


if __name__ == "__main__":
    sys.exit(main())
