"""A coordinator in front of a browser: pages over TCP, with a session."""

import http.client
import urllib.parse

from .node import Broken


class Coordinator:
    """Signed in at one node, as the person who made the chapter."""

    def __init__(self, node):
        self.node, self.cookie = node, None
        member = node.ask("GET", "/members")[0]["memberID"]
        link = node.ask("POST", f"/members/{member}/sign-in-links", {})["url"]
        status, headers, _ = self.send("POST", urllib.parse.urlparse(link).path, "")
        self.cookie = (headers.get("Set-Cookie") or "").split(";")[0]
        if status != 303 or not self.cookie:
            raise Broken(f"signing in was answered with {status}")

    def send(self, method, path, body=None):
        where = urllib.parse.urlparse(self.node.http)
        connection = http.client.HTTPConnection(where.hostname, where.port, timeout=10)
        headers = {"Sec-Fetch-Site": "same-origin"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if self.cookie:
            headers["Cookie"] = self.cookie
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
        connection.close()
        return answer.status, answer.headers, text

    def read(self, path):
        """A page, or Broken where it does not come."""
        status, _, text = self.send("GET", path)
        if status != 200:
            raise Broken(f"the page {path} is answered with {status}")
        return text
