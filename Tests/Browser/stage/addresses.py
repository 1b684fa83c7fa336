"""Addresses: which ones are the same page with another thing on it."""

import re
import urllib.parse

# What is no page, by its name.
FILES = re.compile(r"\.(ics|csv|json|svg|css|js|png)(\?|$)")

# What narrows a list of people down. The map is there for every list: to it all lists are one.
LISTED = {
    "c", "find", "interest", "joined", "missed", "point", "q", "query", "saved", "search", "sort",
    "status", "tag"}


def shape(path):
    """The address with every id as `*`, and of the query only the names."""
    parts = urllib.parse.urlsplit(path)
    words = [
        "*" if re.fullmatch(r"[0-9a-f]{16,}|\d+|\d{4}-\d\d(-\d\d)?", word) else word
        for word in parts.path.split("/")]
    # Fields that every chapter has are named by their codes.
    if words[:3] == ["", "settings", "built-in-fields"]:
        words[3:] = ["*" for _ in words[3:]]
    names = {name for name, _ in urllib.parse.parse_qsl(parts.query, True)}
    if parts.path.startswith("/people/map"):
        names = {"list" if name in LISTED else name for name in names}
    names = sorted(names)
    return "/".join(words) + ("?" + "&".join(names) if names else "")
