"""The API of a node over its control socket: Docs/API.md."""

import http.client
import json
import socket


class Refused(Exception):
    """An answer that is not 2xx; `status` is 0 where none came."""

    def __init__(self, status, sentence):
        super().__init__(f"{status} {sentence}")
        self.status, self.sentence = status, sentence


class _Connection(http.client.HTTPConnection):
    def __init__(self, path, seconds):
        super().__init__("node", timeout=seconds)
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def ask(path, method, target, body=None, seconds=10):
    """One request's JSON; what is refused or not answered is raised."""
    connection = _Connection(path, seconds)
    try:
        text = None if body is None else json.dumps(body)
        headers = {} if body is None else {"Content-Type": "application/json"}
        connection.request(method, "/api/v1" + target, text, headers)
        answer = connection.getresponse()
        content = answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise Refused(0, f"no answer: {error!r}") from None
    finally:
        connection.close()
    told = json.loads(content) if content else None
    if answer.status >= 300:
        raise Refused(answer.status, (told or {}).get("error", ""))
    return told
