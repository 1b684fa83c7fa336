"""How long honest people wait."""

import http.client
import json
import threading
import time

from .api import _Connection


def percentile(values, part):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


class Looking:
    """Asks one node again and again over one connection."""

    def __init__(self, node, seconds=10):
        self.connection = _Connection(node.data / "control.sock", seconds)

    def sees(self, meeting):
        self.connection.request("GET", f"/api/v1/meetings/{meeting}")
        answer = self.connection.getresponse()
        answer.read()
        return answer.status == 200

    def close(self):
        self.connection.close()


class Honest:
    """Somebody who reads pages of one node, and plans meetings at another that the first hears of.

    Times are in milliseconds; what is not there after `LATE` seconds counts as that.
    """

    LATE = 10

    def __init__(self, here, there):
        self.here, self.there = here, there

    def measure(self, seconds):
        """(times of answers, times from the commit there until it is read here)."""
        answers, news, over = [], [], threading.Event()
        reader = threading.Thread(target=self._read, args=(answers, over))
        reader.start()
        try:
            ended = time.monotonic() + seconds
            looking = Looking(self.here, self.LATE)
            while time.monotonic() < ended:
                meeting = self.there.plan("Measured")
                began = time.monotonic()
                while time.monotonic() - began < self.LATE and not looking.sees(meeting):
                    time.sleep(0.0005)
                news.append((time.monotonic() - began) * 1000)
                time.sleep(0.02)
            looking.close()
        finally:
            over.set()
            reader.join()
        return answers, news

    def _read(self, answers, over):
        connection = _Connection(self.here.data / "control.sock", self.LATE)
        while not over.is_set():
            began = time.monotonic()
            try:
                connection.request("GET", "/api/v1/links")
                json.loads(connection.getresponse().read())
            except (OSError, http.client.HTTPException):
                connection.close()
            answers.append((time.monotonic() - began) * 1000)
            time.sleep(0.005)
        connection.close()
