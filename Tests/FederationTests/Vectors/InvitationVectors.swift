import FoundationEssentials
import Sodium
import SwiftProtobuf
import Testing

@testable import Federation

@Suite struct `Vectors of invitations` {
    private static let name = "invitations"

    @Test func `are what this program makes`() throws {
        try VectorFile(
            about: """
                'text' is what somebody was given. Whether a valid invitation has expired is \
                decided by its expiry against the clock, not by reading it. guestSecret is the \
                secret of the one-time transport key, guestKey its public half.
                """,
            vectors: try Self.cases()
        ).checkRecorded(as: Self.name)
    }

    @Test(arguments: VectorFile.cases(name)) func `have the outcome they name`(_ vector: Vector)
        throws
    {
        try Self.judge(vector.input).check(against: vector)
    }

    private static func judge(_ input: JSON) throws -> Verdict {
        guard let invitation = Invitation(text: input["text"].text) else {
            return .refused("refused")
        }
        return .valid([
            "chapter": .hex(invitation.chapter), "endpoint": .string(invitation.endpoint),
            "transportKey": .hex(invitation.transportKey), "secret": .hex(invitation.secret),
            "expires": .number(invitation.expires.milliseconds),
            "guestSecret": .hex(invitation.guestSecret),
            "guestKey": .hex(try TransportKey(secret: invitation.guestSecret).publicKey),
        ])
    }

    private static func cases() throws -> [Vector] {
        let alice = Somebody.alice
        let invitation = Invitation(
            chapter: alice.chapter, endpoint: "tcp://alice.example.org:7001",
            transportKey: alice.transportKey, secret: digest("rhizome/event", [1]),
            expires: Timestamp(milliseconds: 1_777_636_800_000))
        let text = invitation.text
        func made(_ name: String, _ text: String) throws -> Vector {
            let input: JSON = ["text": .string(text)]
            guard case .valid(let expected) = try judge(input) else {
                return .valid(name, input, .null)
            }
            return .valid(name, input, expected)
        }
        func refused(_ name: String, _ text: String, _ reason: String) -> Vector {
            .invalid(name, ["text": .string(text)], "refused", reason)
        }
        func changed(_ change: (inout WireInvitation) -> Void) -> String {
            var wire = WireInvitation()
            wire.chapter = invitation.chapter.data
            wire.endpoint = invitation.endpoint
            wire.transportKey = invitation.transportKey.data
            wire.secret = invitation.secret.data
            wire.expires = invitation.expires.milliseconds
            change(&wire)
            return "rhizome-invitation:"
                + Data(wire.encoded).base64EncodedString()
                .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        }
        let broken = stride(from: 0, to: text.count, by: 60).map { start in
            String(text.dropFirst(start).prefix(60))
        }.joined(separator: "\r\n  ")
        return [
            try made("an invitation", text),
            try made("with line breaks and indents", broken),
            try made("between blanks", "\n \(text)\t\n"),
            try made("that ended in 1970", changed { $0.expires = 1 }),
            refused("nothing", "", "the prefix is missing"),
            refused(
                "another prefix", "rhizome-invite:" + text.dropFirst(19),
                "the text begins with rhizome-invitation:"),
            refused(
                "another case", "Rhizome-Invitation:" + text.dropFirst(19),
                "the prefix is in lower case"),
            refused("cut short", String(text.dropLast(20)), "the message ends too early"),
            refused(
                "without its last field", changed { $0.expires = 0 },
                "an invitation has an expiry; without one the text may have been cut short"),
            refused("with a stray sign", text + "!", "! is not in base64url"),
            refused("a secret of 31 bytes", changed { $0.secret.removeLast() }, "32 bytes"),
            refused("a chapter of 33 bytes", changed { $0.chapter.append(1) }, "32 bytes"),
            refused(
                "an endpoint without a port", changed { $0.endpoint = "tcp://example.org" },
                "an endpoint is tcp://host:port"),
            refused(
                "2,000 characters",
                "rhizome-invitation:" + String(repeating: "A", count: 1981),
                "an invitation has fewer than 2000 characters"),
        ]
    }
}
