import Federation
import Sodium
import Testing

@Suite struct `The text of an invitation` {
    private let invitation = Invitation(
        chapter: ChapterID(digest("rhizome/test", [1])), endpoint: "tcp://127.0.0.1:44217",
        transportKey: digest("rhizome/test", [2]), secret: digest("rhizome/test", [3]),
        expires: Timestamp(seconds: 1_790_000_000))

    @Test(arguments: UInt8(0)..<50)
    func `is read as it was written`(seed: UInt8) throws {
        let invitation = Invitation(
            chapter: ChapterID(digest("rhizome/test", [1, seed])),
            endpoint: "tcp://127.0.0.1:44217", transportKey: digest("rhizome/test", [2, seed]),
            secret: digest("rhizome/test", [3, seed]), expires: Timestamp(seconds: 1_790_000_000))
        #expect(Invitation(text: invitation.text) == invitation, "seed \(seed)")
    }

    @Test func `may be broken into lines by a mail program`() throws {
        let broken = invitation.text.enumerated().map { index, letter in
            index % 40 == 39 ? "\(letter)\r\n" : "\(letter)"
        }.joined()
        #expect(Invitation(text: broken) == invitation)
    }

    @Test func `is refused when a part is missing`() throws {
        for count in 0..<invitation.text.count {
            #expect(Invitation(text: String(invitation.text.prefix(count))) == nil)
        }
    }
}
