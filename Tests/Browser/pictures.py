"""Photographs every main page of the demo: all into pictures/, the few that are kept into Docs/.

`pictures.py WORD...` takes only the pages whose names have one of the words in them.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from PIL import Image  # noqa: E402

from stage import program, shared  # noqa: E402
from stage.browser import PHONE, WIDE  # noqa: E402
from stage.html import Reader  # noqa: E402

ALL = program.TREE / "pictures"
KEPT = program.TREE / "Docs/pictures"

# The largest a picture in Docs may be, in bytes.
KEPT_AT_MOST = 120_000

# The chapter of the demo that is photographed.
CHAPTER = 1

ID = "[0-9a-f]{16,}"

# Name, who looks, and where: an address, or a page and the links that lead on from it. A last one
# that begins with `?` is added to the address.
PAGES = [
    ("door", "visitor", "/sign-in"),
    ("home-coordinator", "coordinator", "/"),
    ("home-member", "member", "/"),
    ("people", "coordinator", "/people"),
    ("people-add", "coordinator", "/people/add"),
    ("person", "coordinator", ("/people", r"/people/\d+")),
    ("person-edit", "coordinator", ("/people", r"/people/\d+", r"/people/\d+/edit")),
    ("person-history", "coordinator", ("/people", r"/people/\d+", r"/people/\d+/history")),
    ("people-export", "coordinator", "/people/export"),
    ("import", "coordinator", "/people/import"),
    ("search", "coordinator", "/search?q=ri"),
    ("meetings", "coordinator", "/meetings"),
    ("meetings-month", "coordinator", "/meetings/month"),
    ("meeting-plan", "coordinator", "/meetings/plan"),
    ("meeting", "coordinator", ("/meetings", f"/meetings/{ID}")),
    ("meeting-member", "member", ("/meetings", f"/meetings/{ID}")),
    ("check-in", "coordinator",
     ("/meetings", f"/meetings/{ID}", f"/meetings/{ID}/check-in", "?q=an")),
    ("sheet", "coordinator", ("/meetings", f"/meetings/{ID}", f"/meetings/{ID}/sheet")),
    ("votes", "coordinator", "/votes"),
    ("vote-make", "coordinator", "/votes/make"),
    ("vote", "coordinator", ("/votes", f"/votes/{ID}")),
    ("vote-cast", "coordinator", ("/votes", f"/votes/{ID}/cast")),
    ("groups", "member", "/groups"),
    ("group", "member", ("/groups", f"/groups/{ID}")),
    ("group-found", "member", "/groups/found"),
    ("group-join", "member", ("/groups", f"/groups/{ID}/join")),
    ("chapters", "admin", "/chapters"),
    ("chapter", "admin", ("/chapters", f"/chapters/{ID}")),
    ("chapters-map", "admin", "/chapters/map"),
    ("chapters-invite", "admin", "/chapters/invite"),
    ("settings", "coordinator", "/settings"),
    ("settings-roles", "coordinator", "/settings/roles"),
    ("settings-sessions", "coordinator", "/settings/sessions"),
    ("forbidden", "member", "/people"),
    ("missing", "member", "/nothing/here"),
]

# What is kept: the page, the size, the colours, and how much of its height in pixels.
FOR_DOCS = {
    "home": ("home-coordinator", WIDE, False, 900),
    "people": ("people", WIDE, False, 900),
    "check-in": ("check-in", PHONE, False, 760),
    "meetings-night": ("meetings", WIDE, True, 900),
    "vote": ("vote-cast", PHONE, False, 760),
    "map": ("chapters-map", WIDE, False, 900),
}


def find(visitor, where):
    """The address behind a page and the links on it; None where there is no such way."""
    if isinstance(where, str):
        return where
    path, *rest = where
    if not rest:
        return path
    if rest[0].startswith("?"):
        return path + rest[0]
    _, _, content = visitor.ask("GET", path)
    for link in Reader(content.decode(), path).links:
        if re.fullmatch(rest[0] + r"(\?.*)?", link):
            found = find(visitor, (link, *rest[1:]))
            if found:
                return found
    return None


def shrink(source, target, height, width):
    """Cuts a picture to what is shown in a document and gives it a palette."""
    with Image.open(source) as picture:
        picture = picture.convert("RGB").crop((0, 0, width, min(height, picture.height)))
        for colours in (128, 64, 32):
            picture.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
            if target.stat().st_size <= KEPT_AT_MOST:
                return
    raise SystemExit(f"{target} is larger than {KEPT_AT_MOST} bytes.")


def main():
    words = sys.argv[1:]
    ALL.mkdir(exist_ok=True)
    KEPT.mkdir(parents=True, exist_ok=True)
    missing = []
    for name, role, where in PAGES:
        if words and not any(word in name for word in words):
            continue
        browser, address = shared.enter(role, CHAPTER)
        path = find(shared.visitor(role, CHAPTER), where)
        if path is None:
            missing.append(name)
            continue
        for size in (WIDE, PHONE):
            for dark in (False, True):
                browser.show(size, dark)
                browser.open(address + path)
                browser.picture(ALL / f"{name}-{size[0]}-{'night' if dark else 'day'}.png")
        print(name, path, flush=True)
    for kept, (name, size, dark, height) in FOR_DOCS.items():
        source = ALL / f"{name}-{size[0]}-{'night' if dark else 'day'}.png"
        if source.exists() and (not words or any(word in name for word in words)):
            shrink(source, KEPT / f"{kept}.png", height, size[0])
    if missing:
        sys.exit(f"There is no way to: {', '.join(missing)}. The other pictures are there.")


try:
    main()
finally:
    shared.end()
