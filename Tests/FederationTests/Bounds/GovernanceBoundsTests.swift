import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `The bounds of a federation` {
    private let alice = Somebody.alice

    @Test func `let sixteen found it`() throws {
        let founders = (40..<57).map { Somebody("Chapter \($0)", $0) }
        let sixteen = try FederationCertificate.founded(by: Array(founders[..<16]))
        #expect(FederationCertificate(payload: sixteen.payload) == sixteen)
        let seventeen = try FederationCertificate.founded(by: founders)
        #expect(FederationCertificate(payload: seventeen.payload) == nil)
    }

    @Test func `let a name have 200 bytes`() {
        #expect(ChapterProfile.isName(String(repeating: "n", count: 200)))
        #expect(!ChapterProfile.isName(String(repeating: "n", count: 201)))
        #expect(!ChapterProfile.isName(String(repeating: "ع", count: 101)))
    }

    @Test func `let a node have four endpoints`() {
        for (count, isTaken) in [(4, true), (5, false)] {
            let record = NodeRecord(
                transportKey: alice.transportKey,
                endpoints: (1...count).map { "tcp://example.org:\($0)" })
            #expect((NodeRecord(payload: record.payload) != nil) == isTaken)
        }
    }

    @Test func `let an introduction have 4096 bytes`() throws {
        for (size, isTaken) in [(4096, true), (4097, false)] {
            let known = alice.introduction().wire.core
            // Field 99, its length in two bytes.
            let rest = size - known.count - 4
            let core =
                [UInt8](known) + [0x9A, 0x06, UInt8(rest & 127 | 128), UInt8(rest >> 7)]
                + [UInt8](repeating: 7, count: rest)
            #expect(core.count == size)
            var wire = WireIntroduction()
            wire.core = core.data
            let signed = signedBytes(
                "rhizome/introduction", alice.chapter, digest("rhizome/introduction-core", core))
            wire.signature = alice.feedKey.signature(for: signed).data
            #expect((Introduction(wire) != nil) == isTaken)
        }
    }

    @Test func `let a departure have a reason of 1000 bytes`() throws {
        let federation = try FederationCertificate.founded(by: [alice]).federation
        for (size, isTaken) in [(1000, true), (1001, false)] {
            let left = Departure(
                federation: federation, reason: String(repeating: "r", count: size))
            #expect((Departure(payload: left.payload) != nil) == isTaken)
        }
    }

    @Test func `let an invitation be shorter than 2000 bytes`() {
        let invitation = Invitation(
            chapter: alice.chapter, endpoint: "tcp://example.org:1",
            transportKey: alice.transportKey, secret: .zero, expires: Somebody.noon)
        let prefix = "rhizome-invitation:"
        let known = WireInvitation.with {
            $0.chapter = alice.chapter.data
            $0.endpoint = invitation.endpoint
            $0.transportKey = alice.transportKey.data
            $0.secret = Bytes32.zero.data
            $0.expires = invitation.expires.milliseconds
        }.encoded
        func text(_ size: Int) -> String {
            let rest = size - known.count - 4
            // Field 99, its length in two bytes.
            let bytes =
                known + [0x9A, 0x06, UInt8(rest & 127 | 128), UInt8(rest >> 7)]
                + [UInt8](repeating: 7, count: rest)
            return prefix
                + bytes.data.base64EncodedString().replacing("=", with: "")
                .replacing("+", with: "-").replacing("/", with: "_")
        }
        #expect(text(1485).utf8.count == 1999)
        #expect(Invitation(text: text(1485)) == invitation)
        #expect(text(1486).utf8.count == 2001)
        #expect(Invitation(text: text(1486)) == nil)
    }

    @Test func `let one event witness 256 places and no more`() {
        func witnessed(_ count: UInt64) -> HeadsWitnessed? {
            HeadsWitnessed(
                (1...count).map { WitnessedHead(feed: alice.feed, seq: $0, id: .none) })
        }
        #expect(witnessed(256).flatMap { HeadsWitnessed(payload: $0.payload) } != nil)
        #expect(witnessed(257) == nil)
    }
}
