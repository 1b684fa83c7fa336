import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `Vectors of rosters` {
    private static let name = "rosters"

    @Test func `are what this program makes`() throws {
        try VectorFile(
            about: """
                'certificate' is the payload of a federationJoined event, 'endorsements' payloads \
                of chapterEndorsed events with the chapter and place of the feed they stand in, \
                'departures' for each chapter that left this federation the place of its last \
                departure. A valid case gives the standings and the roster hash.
                """,
            vectors: try Self.validCases() + Self.invalidCases()
        ).checkRecorded(as: Self.name)
    }

    @Test(arguments: VectorFile.cases(name)) func `have the outcome they name`(_ vector: Vector) {
        Self.judge(vector.input).check(against: vector)
    }

    private static func judge(_ input: JSON) -> Verdict {
        guard let certificate = FederationCertificate(payload: input["certificate"].bytes) else {
            return .refused("refused")
        }
        var facts = GovernanceFacts()
        for item in input["endorsements"].list {
            guard let endorsement = Endorsement(payload: item["payload"].bytes) else { continue }
            facts.vouchings.append(
                GovernanceFacts.Vouching(
                    endorser: ChapterID(item["endorser"].bytes32),
                    place: UInt64(item["seq"].number), endorsement: endorsement))
        }
        for item in input["departures"].list {
            facts.departures[ChapterID(item["chapter"].bytes32)] = UInt64(item["seq"].number)
        }
        let roster = Roster(certificate, facts)
        return .valid([
            "federation": .hex(roster.federation.bytes), "name": .string(roster.name),
            "standings": .array(
                roster.entries.map {
                    ["chapter": .hex($0.chapter), "standing": .string(text($0.standing))]
                }), "hash": .hex(roster.hash),
        ])
    }

    private static func text(_ standing: Standing) -> String {
        switch standing {
        case .seated: "seated"
        case .admitted: "admitted"
        case .candidate(let endorsements, let needed): "candidate, \(endorsements) of \(needed)"
        case .left: "left"
        }
    }

    private static func input(
        _ certificate: FederationCertificate, _ facts: GovernanceFacts = GovernanceFacts()
    ) -> JSON {
        [
            "certificate": .hex(certificate.payload),
            "endorsements": .array(
                facts.vouchings.map {
                    [
                        "endorser": .hex($0.endorser), "seq": .number(Int64($0.place)),
                        "payload": .hex($0.endorsement.payload),
                    ]
                }),
            "departures": .array(
                facts.departures.sorted { $0.key < $1.key }.map {
                    ["chapter": .hex($0.key), "seq": .number(Int64($0.value))]
                }),
        ]
    }

    private static func validCases() throws -> [Vector] {
        func made(
            _ name: String, by founders: [Somebody],
            _ gather: (inout GovernanceFacts, FederationCertificate) -> Void = { _, _ in }
        ) throws -> Vector {
            let certificate = try FederationCertificate.founded(by: founders)
            var facts = GovernanceFacts()
            gather(&facts, certificate)
            let input = input(certificate, facts)
            guard case .valid(let expected) = judge(input) else {
                return .valid(name, input, .null)
            }
            return .valid(name, input, expected)
        }
        let two = [Somebody.alice, .bob]
        let four = [Somebody.alice, .bob, .carol, .dan]
        return [
            try made("two founders", by: two),
            try made("one word is enough in a small federation", by: two) { facts, certificate in
                facts.vouch(.alice, at: 4, for: .carol, in: certificate)
            },
            try made("one word is not enough among four", by: four) { facts, certificate in
                facts.vouch(.alice, at: 4, for: .erin, in: certificate)
            },
            try made("two words are enough among four", by: four) { facts, certificate in
                facts.vouch(.alice, at: 4, for: .erin, in: certificate)
                facts.vouch(.bob, at: 9, for: .erin, in: certificate)
            },
            try made("one founder's word twice is one word", by: four) { facts, certificate in
                facts.vouch(.alice, at: 4, for: .erin, in: certificate)
                facts.vouch(.alice, at: 5, for: .erin, headSeq: 3, in: certificate)
            },
            try made("the endorser's own feed is counted", by: two) { facts, certificate in
                // Two founders and two endorsed before: her third word does not stand alone.
                facts.vouch(.alice, at: 4, for: .carol, in: certificate)
                facts.vouch(.alice, at: 5, for: .dan, in: certificate)
                facts.vouch(.alice, at: 6, for: .erin, in: certificate)
            },
            try made("a chapter without a seat admits nobody", by: two) { facts, certificate in
                facts.vouch(.alice, at: 4, for: .carol, in: certificate)
                facts.vouch(.carol, at: 4, for: .dan, in: certificate)
            },
            try made("an endorsement for another federation", by: two) { facts, certificate in
                guard let other = try? FederationCertificate.founded(by: two, name: "Other")
                else { return }
                facts.vouch(.alice, at: 4, for: .carol, in: other)
            },
            try made("a founder that comes back with its root key alone", by: two) {
                facts, certificate in
                facts.announce(.alice, at: 4, Somebody("Bob's Local", 2, epoch: 1), in: certificate)
            },
            try made("coming back makes nobody belong", by: two) { facts, certificate in
                facts.announce(
                    .alice, at: 4, Somebody("Carol's Branch", 3, epoch: 1), in: certificate)
                facts.departures[Somebody.bob.chapter] = 7
                facts.announce(.alice, at: 8, Somebody("Bob's Local", 2, epoch: 1), in: certificate)
            },
            try made("a founder that left", by: two) { facts, _ in
                facts.departures[Somebody.bob.chapter] = 7
            },
            try made("a founder that left and came back", by: two) { facts, certificate in
                facts.departures[Somebody.bob.chapter] = 7
                facts.vouch(.alice, at: 8, for: .bob, headSeq: 7, in: certificate)
            },
            try made(
                "an endorsement from before the departure does not bring it back", by: two
            ) { facts, certificate in
                facts.departures[Somebody.bob.chapter] = 7
                facts.vouch(.alice, at: 8, for: .bob, headSeq: 6, in: certificate)
            },
            try made("an admitted chapter that left", by: two) { facts, certificate in
                facts.vouch(.alice, at: 4, for: .carol, in: certificate)
                facts.departures[Somebody.carol.chapter] = 5
            },
            try made("a founder's words from before it left still count", by: two) {
                facts, certificate in
                facts.vouch(.bob, at: 5, for: .carol, in: certificate)
                facts.departures[Somebody.bob.chapter] = 7
            },
            try made("a founder's words from after it left do not count", by: two) {
                facts, certificate in
                facts.departures[Somebody.bob.chapter] = 7
                facts.vouch(.bob, at: 8, for: .carol, in: certificate)
            },
        ]
    }

    private static func invalidCases() throws -> [Vector] {
        let certificate = try FederationCertificate.founded(by: [.alice, .bob])
        func refused(
            _ name: String, _ reason: String, _ change: (inout WireFederationCertificate) -> Void
        ) -> Vector {
            var joined = WireFederationJoined()
            joined.certificate = certificate.wire
            change(&joined.certificate)
            let input: JSON = [
                "certificate": .hex(joined.encoded), "endorsements": [], "departures": [],
            ]
            return .invalid(name, input, "refused", reason)
        }
        func genesis(_ change: (inout WireGenesis) -> Void) -> Data {
            var wire = WireGenesis()
            wire.founders = certificate.genesis.founders.map(\.data)
            wire.name = certificate.genesis.name
            wire.nonce = Data(repeating: 0x77, count: 16)
            change(&wire)
            return wire.encoded.data
        }
        return [
            refused("a founder has not signed", "one signature for each founder") {
                $0.signatures.removeLast()
            },
            refused("a changed signature", "the signature does not fit") {
                $0.signatures[1].signature[7] ^= 1
            },
            refused("another name", "the name is signed") {
                $0.genesis = genesis { $0.name = "X" }
            },
            refused("founders in another order", "founders ascend") {
                $0.genesis = genesis { $0.founders.reverse() }
                $0.founders.reverse()
                $0.signatures.reverse()
            },
            refused("a founder twice", "founders are distinct") {
                $0.genesis = genesis { $0.founders[1] = $0.founders[0] }
                $0.founders[1] = $0.founders[0]
                $0.signatures[1] = $0.signatures[0]
            },
            refused("a nonce of 15 bytes", "a nonce has 16 bytes") {
                $0.genesis = genesis { $0.nonce.removeLast() }
            },
            refused("no founders", "1 to 16 founders") {
                $0.genesis = genesis { $0.founders = [] }
                $0.founders = []
                $0.signatures = []
            },
            refused("an introduction of somebody else", "introductions are those of the founders") {
                $0.founders[0] = Somebody.eve.introduction().wire
            },
        ]
    }
}
