"""A link that is dialled before the other side lets it in: it stands soon after, without a restart.

A fifth chapter needs the word of two founders. While there is only one, it belongs in nobody's eyes
but keeps dialling; the second word is given, and its links stand.
"""

import time

from harness.api import Refused
from harness.measuring import percentile
from harness.node import Broken, link, wait_until

WITHIN = 5


def once(scene, number):
    """One federation of four, and a fifth chapter that knocks too early; seconds until linked."""
    names = [f"{name}{number}" for name in ("Harbour", "Riverside", "Hillside", "Valley", "Island")]
    nodes = [scene.node(name) for name in names]
    nodes[4].gossip = None
    for node in nodes:
        node.start()
    for node in nodes[1:]:
        link(nodes[0], node)
    founder, island = nodes[1], nodes[4]
    wait_until(lambda: any(one["chapterID"] == island.id for one in founder.ask("GET", "/links")),
               "the second founder hears of the fifth chapter")
    # It has been knocking in vain for a while: its attempts have grown rare by now.
    time.sleep(scene.random.uniform(1, 8))
    if founder.is_linked(island):
        raise Broken("a chapter is linked before it was admitted")
    meeting = island.plan("Said too early")
    began = time.monotonic()
    try:
        founder.ask("POST", f"/links/{island.id}/confirmation")
    except Refused as refusal:
        raise Broken(f"the second founder may not admit it: {refusal}") from None
    wait_until(lambda: founder.is_linked(island), "the two are linked", 60)
    took = time.monotonic() - began
    for node in nodes[:4]:
        wait_until(lambda: node.sees(meeting), "what was said too early is heard by all", 60)
    for node in nodes:
        node.stop()
    return took


def run(scene):
    times = [once(scene, number) for number in range(scene.count(5, 50))]
    scene.figure("dialled first, admitted later: linked after, p50 and at most", len(times),
                 f"{percentile(times, 0.5):.1f} and {max(times):.1f} s", f"{WITHIN} s",
                 max(times) <= WITHIN)
