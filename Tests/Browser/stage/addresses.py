"""Addresses: which ones are the same page with another thing on it."""

import re
import urllib.parse

# What is no page, by its name.
FILES = re.compile(r"\.(ics|csv|json|svg|css|js|png)(\?|$)")


def shape(path):
    """The address with every id as `*`, and of the query only the names."""
    parts = urllib.parse.urlsplit(path)
    words = [
        "*" if re.fullmatch(r"[0-9a-f]{16,}|\d+|\d{4}-\d\d(-\d\d)?", word) else word
        for word in parts.path.split("/")]
    names = sorted(set(name for name, _ in urllib.parse.parse_qsl(parts.query, True)))
    return "/".join(words) + ("?" + "&".join(names) if names else "")
