"""Every file in Protocol/vectors, case by case."""

import importlib.util
import json
import pathlib
import sys
import unittest

from rhizome_peer import ballots, checkpoints, crypto, events, federation, forks, hello, identity
from rhizome_peer import invitations, joining, messages, payloads, runs, vectors

VECTORS = messages.PROTOCOL / "vectors"
# The second way to count lies with the other counts; it needs nothing but Python.
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Counting"))

from reference import results  # noqa: E402


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def from_hex(value):
    """The same, with every text that is hexadecimal as bytes."""
    if isinstance(value, dict):
        return {key: from_hex(one) for key, one in value.items()}
    if isinstance(value, list):
        return [from_hex(one) for one in value]
    try:
        return bytes.fromhex(value) if isinstance(value, str) else value
    except ValueError:
        return value


class VectorTests(unittest.TestCase):
    """Each method gives (verdict, what was computed) for one case of the file it is named after."""

    def each_case(self, file, compute):
        cases = json.loads((VECTORS / f"{file}.json").read_text())["vectors"]
        self.assertTrue(cases)
        for case in cases:
            with self.subTest(f"{file}: {case['name']}"):
                verdict, found = compute(case)
                self.assertEqual(verdict, case["outcome"], case.get("reason"))
                if verdict == "valid":
                    self.assertEqual(found, case["expected"])

    def test_no_file_is_left_out(self):
        covered = {name[len("test_"):].replace("_", "-") for name in dir(self)
                   if name.startswith("test_") and name != self._testMethodName}
        self.assertEqual(covered, {file.stem for file in VECTORS.glob("*.json")})

    def test_basics(self):
        self.each_case("basics", basics)

    def test_certificates(self):
        def compute(case):
            told = messages.decode("FeedCertificate", from_hex(case["input"]["certificate"]))
            chapter = identity.certified_chapter(told)
            if chapter is None:
                return "refused", None
            return "valid", {"chapter": chapter.hex(), "epoch": told.epoch,
                             "feedKey": identity.latest_key(told).hex()}
        self.each_case("certificates", compute)

    def test_checkpoints(self):
        self.each_case("checkpoints", checkpoint)

    def test_results(self):
        def compute(case):
            given = case["input"]
            data = results.result(given["method"], given["papers"], given["seats"],
                                  given["unranked"], given["lots"])
            if data is None:
                return "refused", None
            return "valid", {"result": data.decode(), "sha256": results.sha256(data)}
        self.each_case("results", compute)

    def test_lots(self):
        lots = load(messages.PROTOCOL.parent / "Docs" / "lots.py").lots

        def compute(case):
            given = {key: from_hex(value) for key, value in case["input"].items()}
            return "valid", {"order": lots(given["seed"], given["question"], given["candidates"])}
        self.each_case("lots", compute)

    def test_events(self):
        self.each_case("events", single_event)

    def test_fingerprints(self):
        def compute(case):
            feeds = [(bytes.fromhex(one["chapter"]), one["epoch"], one["seq"],
                      bytes.fromhex(one["tip"]), one["forked"]) for one in case["input"]["feeds"]]
            names = sorted((chapter, epoch) for chapter, epoch, *_ in feeds)
            return "valid", {"fingerprint": federation.fingerprint(feeds).hex(),
                             "order": vectors.feed_order(names).hex()}
        self.each_case("fingerprints", compute)

    def test_fork_proofs(self):
        def compute(case):
            given = from_hex(case["input"])
            proof = messages.decode("ForkProof", given["proof"])
            known = (proof.chapter, proof.epoch) == (given["chapter"], given["epoch"])
            fork = forks.check_proof(proof, given["feedKey"] if known else None)
            if fork is None:
                return "bad fork proof", None
            return "valid", {"seq": fork[0], "ids": [id.hex() for id in fork[1:]]}
        self.each_case("fork-proofs", compute)

    def test_hellos(self):
        def compute(case):
            given = from_hex(case["input"])
            told = messages.decode("Hello", given["hello"])
            chapter = given["chapter"]
            if "chapters" in given:
                chapter = hello.speaker(told, given["chapters"])
                if chapter is None:
                    return "hello not signed by its chapter", None
            verdict, _, signed = hello.check_hello(
                told, given["senderKey"],
                given["receiverKey"], given["nonce"], given["federation"], chapter,
                [(1, given["feedKey"])])
            return verdict, signed and {"signed": signed.hex()}
        self.each_case("hellos", compute)

    def test_key_changes(self):
        def compute(case):
            told = messages.decode("FeedCertificate", from_hex(case["input"]["certificate"]))
            chapter = told and identity.certified_chapter(told)
            if not chapter:
                return "refused", None
            return "valid", {"chapter": chapter.hex(), "epoch": told.epoch,
                             "keys": [{"from": first, "key": key.hex()}
                                      for first, key in identity.certified_keys(told)]}
        self.each_case("key-changes", compute)

    def test_introductions(self):
        def compute(case):
            read = identity.read_introduction(
                messages.decode("Introduction", from_hex(case["input"]["introduction"])))
            if read is None:
                return "refused", None
            chapter, core = read
            return "valid", {
                "chapter": chapter.hex(), "endpoints": list(core.node.endpoints),
                "feedKey": identity.latest_key(core.certificate).hex(), "headSeq": core.head_seq,
                "name": core.name, "returning": core.returning, "transportKeys": [key.hex() for key in identity.transport_keys(core.node)]}
        self.each_case("introductions", compute)

    def test_invitations(self):
        def compute(case):
            read = invitations.read_invitation(case["input"]["text"])
            if read is None:
                return "refused", None
            return "valid", {
                "chapter": read.chapter.hex(), "endpoint": read.endpoint, "expires": read.expires,
                "guestKey": read.guest_key.hex(), "guestSecret": read.guest_secret.hex(),
                "secret": read.secret.hex(), "transportKey": read.transport_key.hex()}
        self.each_case("invitations", compute)

    def test_joins(self):
        self.each_case("joins", exchange)

    def test_openings(self):
        def compute(case):
            told = messages.decode("FeedOpened", from_hex(case["input"]["opening"]))
            if not identity.opening_is_valid(told):
                return "refused", None
            found = {"chapter": identity.certified_chapter(told.certificate).hex(),
                     "epoch": told.certificate.epoch}
            if told.HasField("closes"):
                found["closes"] = {"epoch": told.closes.epoch, "id": told.closes.id.hex(),
                                   "seq": told.closes.seq}
            return "valid", found
        self.each_case("openings", compute)

    def test_payloads(self):
        def compute(case):
            verdict, field = payloads.check_payload(
                case["input"]["kind"], from_hex(case["input"]["payload"]))
            if verdict == "field out of bounds":
                self.assertEqual(field, case["reason"].partition(":")[0])
            return verdict, {}
        self.each_case("payloads", compute)

    def test_rosters(self):
        self.each_case("rosters", standings)

    def test_runs(self):
        def compute(case):
            run = messages.decode("Run", from_hex(case["input"]["run"]))
            if run is None:
                return "malformed run", None
            held = case["input"]["held"]
            held = runs.End(held["seq"], bytes.fromhex(held["id"]), int(held["time"], 16))
            verdict, read = runs.check_run(run, held, from_hex(case["input"]["feedKey"]))
            if verdict != "valid":
                return verdict, None
            new = [event for event in read if event.seq > held.seq]
            return verdict, {
                "end": {"id": new[-1].id.hex(), "seq": new[-1].seq, "time": f"{new[-1].time:016x}"},
                "ids": [event.id.hex() for event in new], "kinds": [event.kind for event in new]}
        self.each_case("runs", compute)


def basics(case):
    told = case["input"]
    given = from_hex(told)
    match told["function"]:
        case "H":
            return "valid", {"hash": crypto.H(told["context"], given["data"]).hex()}
        case "chapter":
            return "valid", {"chapter": crypto.chapter_id(given["rootKey"]).hex()}
        case "sign":
            signature = crypto.sign(given["seed"], told["context"], given["chapter"],
                                    given["hash"])
            return "valid", {
                "publicKey": crypto.public_of(given["seed"]).hex(), "signature": signature.hex(),
                "signed": crypto.signed(told["context"], given["chapter"], given["hash"]).hex()}
        case "key":
            return ("valid" if crypto.key_is_accepted(given["key"]) else "refused"), {}
        case "verify":
            good = crypto.key_is_accepted(given["key"]) and crypto.verify_bytes(
                given["key"], given["message"], given["signature"])
            return ("valid" if good else "refused"), {}
        case "object":
            return "valid", {"object": crypto.object_id(given["chapter"], given["nonce"]).hex()}
        case "roll-leaf":
            leaf = ballots.roll_leaf(given["salt"], told["number"], told["name"], told["class"])
            return "valid", {"leaf": leaf.hex()}
        case "numbered-paper-leaf":
            leaf = ballots.numbered_paper_leaf(given["tracker"], given["numbers"])
            return "valid", {"leaf": leaf.hex()}
        case "paper-leaf":
            return "valid", {"leaf": ballots.paper_leaf(given["tracker"], told["choice"]).hex()}
        case "merkle":
            return "valid", {"root": ballots.merkle_root(given["leaves"]).hex()}
    raise AssertionError(f"the vectors have a function {told['function']}")


def checkpoint(case):
    told = case["input"]
    given = from_hex(told)
    match told["function"]:
        case "checkpoint":
            ids = [crypto.H("rhizome/test-id", crypto.u64(one)) for one in range(1, given["seq"])]
            verdict, read = checkpoints.check_checkpoint(given["payload"], given["seq"], ids)
            return verdict, read and {"root": read.root.hex(), "size": read.size}
        case "path":
            root = checkpoints.path_root(
                given["leaf"], given["index"], given["size"], given["path"])
            return ("valid", {"root": root.hex()}) if root else ("no path", None)
        case "proof":
            verdict, found = checkpoints.check_proof(told["file"])
            if verdict != "valid":
                return verdict, None
            return verdict, {
                "chapter": found.chapter.hex(), "covered": found.covered,
                "events": [{"seq": header.seq, "id": header.id.hex(), "kind": header.suffix.kind,
                            **({"payload": body[16:].hex()} if body is not None else {"payload": None})}
                           for header, body in found.events]}
    raise AssertionError(f"the vectors have a function {told['function']}")


def single_event(case):
    given = from_hex(case["input"])
    verdict = events.check_event(given["header"], given["body"], given["feedKey"],
                                 given["signature"])
    if verdict != "valid":
        return verdict, None
    header = events.parse_header(given["header"])
    return verdict, {
        "bodyHash": header.body_hash.hex(), "chapter": header.chapter.hex(),
        "epoch": header.epoch, "id": header.id.hex(), "kind": header.suffix.kind,
        "payload": given["body"][16:].hex(), "previous": header.previous.hex(),
        "salt": given["body"][:16].hex(), "seq": header.seq,
        "signed": crypto.signed("rhizome/sig", header.chapter, header.id).hex(),
        "suffix": header.suffix_bytes.hex(), "time": f"{header.suffix.time:016x}"}


def exchange(case):
    """Goes through one side of a joining; the reason of a refusal is for people and may differ."""
    told = case["input"]
    given = from_hex(told)
    chapter = identity.Chapter("", bytes(32), given["feedSeed"], bytes(32))
    introduction = messages.decode("Introduction", given["introduction"])
    own = identity.read_introduction(introduction)[0]
    certificate = messages.decode("FederationJoined", given["certificate"] or b"").certificate
    side = joining.Joining(
        chapter, introduction, told["side"] == "inviter", certificate if told["certificate"] else
        None, told["federationName"], given["nonce"], own)
    waiting = [] if side.inviter else side.begin()
    for step in given["steps"]:
        if "receive" in step:
            waiting += side.receive(step["receive"])
        elif "confirm" in step:
            waiting += side.confirm()
        else:
            sent, wanted = waiting.pop(0), messages.decode("Message", step["send"])
            if wanted.WhichOneof("body") == "join_refused":
                wanted.join_refused.reason = sent.join_refused.reason
            if sent != wanted:
                return f"sent {sent}, not {wanted}", None
    if waiting:
        return f"more to send: {waiting}", None
    if side.refused:
        return "refused", None
    joined = messages.FederationJoined(certificate=side.certificate)
    return "valid", {
        "certificate": joined.SerializeToString().hex(),
        "federation": federation.read_certificate(side.certificate).id.hex(),
        "founded": side.founded, "other": side.other.hex(), "places": side.places,
        "words": side.words}


def standings(case):
    given = from_hex(case["input"])
    told = messages.decode("FederationJoined", given["certificate"])
    read = federation.read_certificate(told.certificate)
    if read is None:
        return "refused", None
    endorsements = [federation.read_endorsement(one["endorser"], one["seq"], one["payload"],
                                                read.id) for one in given["endorsements"]]
    departures = {one["chapter"]: one["seq"] for one in given["departures"]}
    found = federation.roster(read, [one for one in endorsements if one], departures)
    return "valid", {
        "federation": read.id.hex(), "hash": federation.roster_hash(found).hex(),
        "name": read.name,
        "standings": [{"chapter": id.hex(), "standing": str(one)} for id, one in found.items()]}


if __name__ == "__main__":
    unittest.main()
