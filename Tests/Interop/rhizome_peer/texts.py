"""What strings may hold: README.md, "Conventions used" and "Identities and keys"."""

import re

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
ENDPOINT = re.compile(r"tcp://([!-.0-:<-~]+):([0-9]+)")


def size(text):
    return len(text.encode())


def is_line(text):
    return not CONTROL.search(text) and "\u2028" not in text and "\u2029" not in text


def is_text(text):
    return not CONTROL.search(text.replace("\n", "").replace("\t", ""))


def is_name(text):
    return 1 <= size(text) <= 200 and not CONTROL.search(text)


def is_endpoint(text):
    found = ENDPOINT.fullmatch(text)
    return bool(found) and len(text) <= 255 and len(found[2]) <= 5 and 1 <= int(found[2]) <= 65535
