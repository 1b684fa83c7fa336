"""The demo and the browser, started when a test first wants them and shared by all."""

import functools

from . import program
from .browser import Browser
from .visitor import Visitor


@functools.cache
def demo():
    return program.Demo()


@functools.cache
def browser():
    return Browser()


def visitor(role, chapter=0):
    """Somebody of the demo, signed in: coordinator, member, admin, or a visitor."""
    return _visitor(role, chapter)


@functools.cache
def _visitor(role, chapter):
    place = demo().chapters[chapter]
    return Visitor(place.address, None if role == "visitor" else place.link(role))


def enter(role, chapter=0):
    """Makes the browser this person's; gives it and the address of the chapter."""
    b, somebody = browser(), visitor(role, chapter)
    b.scripts(True)
    b.network(True)
    b.forget()
    b.show((1280, 860), dark=False)
    if somebody.cookie:
        b.carry(somebody.cookie, somebody.address)
    b.complaints()
    b.requests()
    return b, somebody.address


def end():
    if browser.cache_info().currsize:
        browser().quit()
    program.stop_all()
