"""Asks for pages without a browser, which is quicker where only the answer matters."""

import gzip
import http.client
import re
import urllib.parse


class Visitor:
    """Somebody who asks one chapter for pages, over one connection."""

    def __init__(self, address, link=None):
        self.address = address
        self.cookie = None
        self.host = urllib.parse.urlsplit(address).netloc
        self.connection = http.client.HTTPConnection(self.host, timeout=30)
        if link:
            status, _, _ = self.ask(
                "POST", urllib.parse.urlsplit(link).path, {"Sec-Fetch-Site": "same-origin"})
            if status != 303 or not self.cookie:
                raise AssertionError(f"{link} signs nobody in: {status}")

    def ask(self, method, path, headers=None, body=None):
        """Gives status, headers and body."""
        headers = dict(headers or {})
        if self.cookie:
            headers["Cookie"] = self.cookie
        for attempt in (1, 2):
            try:
                self.connection.request(method, path, body, headers)
                reply = self.connection.getresponse()
                content = reply.read()
                break
            except (http.client.HTTPException, ConnectionError):
                self.connection.close()
                if attempt == 2:
                    raise
        fields = {}
        for name, value in reply.getheaders():
            name = name.lower()
            fields[name] = f"{fields[name]}\n{value}" if name in fields else value
        # A new passphrase makes a new cookie.
        kept = re.search(r"(__Host-session-[^=]+=[0-9a-f]+)", fields.get("set-cookie", ""))
        if kept:
            self.cookie = kept[1]
        if fields.get("content-encoding") == "gzip":
            content = gzip.decompress(content)
        return reply.status, fields, content

    def get(self, path):
        """The page at an address; fails when there is none."""
        status, _, content = self.ask("GET", path)
        if status != 200:
            raise AssertionError(f"{path} answers {status}")
        return content.decode()

    def upload(self, path, name, content):
        """Sends a file by the form of a page; gives status and where it leads."""
        head = (
            f'--part\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: text/csv\r\n\r\n")
        status, headers, _ = self.ask(
            "POST", path,
            {"Sec-Fetch-Site": "same-origin",
             "Content-Type": "multipart/form-data; boundary=part"},
            head.encode() + content.encode() + b"\r\n--part--\r\n")
        return status, headers.get("location")

    def post(self, path, fields):
        """Sends a form; gives status, where it leads, and the page, if it is one."""
        status, headers, content = self.ask(
            "POST", path,
            {"Sec-Fetch-Site": "same-origin",
             "Content-Type": "application/x-www-form-urlencoded"},
            urllib.parse.urlencode(fields))
        is_page = headers.get("content-type", "").startswith("text/html")
        return status, headers.get("location"), content.decode() if is_page else ""
