import Chapter
import Federation
import TestSupport
import Testing

@Suite struct `Sessions and passphrases` {
    @Test func `the list shows this one first, and ends one or all others`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let carol = try await harbour.viewer(.carol)
        let id = try #require(bob.memberID)
        let tokens = [
            try await harbour.act(MakeMemberToken(id)), try await harbour.act(MakeMemberToken(id)),
            try await harbour.act(MakeMemberToken(id)),
        ].map(\.token)
        func list() async throws -> [SessionRow] {
            try await harbour.chapter.read { db in
                try SessionList(token: tokens[1]).answer(in: db, for: bob, at: .noon)
            }
        }
        let rows = try await list()
        #expect(rows.map(\.isThis) == [true, false, false])
        #expect(!rows.contains { row in tokens.contains { $0.contains(row.id) } })
        #expect(try await harbour.act(EndOneSession(rows[1].id), as: carol) == 0)
        #expect(try await list().count == 3, "nobody ends another's session")
        #expect(try await harbour.act(EndOneSession(rows[1].id), as: bob) == 1)
        #expect(try await list().count == 2)
        #expect(try await harbour.act(EndOneSession(allBut: tokens[1]), as: bob) == 1)
        #expect(try await list().map(\.isThis) == [true])
    }

    @Test
    func `a calendar address ends with all sessions, not with one, and stands in the history`()
        async throws
    {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let id = try #require(bob.memberID)
        func isKnown(_ secret: String) async throws -> Bool {
            try await harbour.chapter.calendarOwner(secret) != nil
        }
        let secret = try await harbour.act(MakeCalendarAddress(), as: bob)
        try await harbour.act(EndOneSession("0000000000000000"), as: bob)
        #expect(try await isKnown(secret))
        try await harbour.act(EndOneSession(allBut: nil), as: bob)
        #expect(try await !isKnown(secret))
        let another = try await harbour.act(MakeCalendarAddress(), as: bob)
        #expect(try await harbour.act(RevokeTokens(id)) == 0)
        #expect(try await !isKnown(another))
        let ended = try await harbour.value(
            Int.self,
            "SELECT count(*) FROM history WHERE field = 'calendar address' AND new IS NULL")
        #expect(ended == 2)
    }

    @Test func `a session notes only the day, and a new token takes the place of an old one`()
        async throws
    {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let token = try await harbour.act(MakeMemberToken(try #require(bob.memberID))).token
        let tomorrow = Timestamp.noon + 86_400_000
        #expect(try await !harbour.chapter.arrival(token, at: .noon).isFirstToday)
        #expect(try await harbour.chapter.arrival(token, at: tomorrow).isFirstToday)
        try await harbour.act(NoteSession(token: token), as: bob, at: tomorrow)
        #expect(try await !harbour.chapter.arrival(token, at: tomorrow).isFirstToday)
        let rows = try await harbour.chapter.read { db in
            try SessionList(token: token).answer(in: db, for: bob, at: tomorrow)
        }
        #expect(rows[0].seen.map { $0.milliseconds % 86_400_000 } == 0)
        let renewed = try await harbour.act(RenewSession(token: token), as: bob, at: tomorrow)
        #expect(try await harbour.chapter.arrival(token, at: tomorrow).viewer == .visitor)
        #expect(try await harbour.chapter.arrival(renewed.token, at: tomorrow).viewer == bob)
        let carol = try await harbour.viewer(.carol)
        let foreign = RenewSession(token: renewed.token)
        #expect(try await harbour.refusal(of: foreign, as: carol)?.code == .conflict)
    }

    @Test func `a passphrase is replaced only by who knew it, and goes with the membership`()
        async throws
    {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let id = try #require(bob.memberID)
        try await harbour.act(SetPassphrase(kept: "one", replacing: nil, session: nil), as: bob)
        let blind = SetPassphrase(kept: "two", replacing: nil, session: nil)
        #expect(try await harbour.refusal(of: blind, as: bob)?.field == "present")
        func candidates() async throws -> [PassphraseCandidates.Candidate] {
            try await harbour.chapter.read { db in
                try PassphraseCandidates("bob@example.org").answer(in: db)
            }
        }
        let before = try await candidates()
        #expect(before == [.init(member: id, kept: "one")])
        try await harbour.act(SetPassphrase(kept: "two", replacing: "one", session: nil), as: bob)
        #expect(try await harbour.refusal(of: SignInWithPassphrase(before[0]))?.code == .conflict)
        try await harbour.act(EndMembership(id, why: "moved"))
        #expect(try await candidates().isEmpty)
    }

    @Test(arguments: [
        ("short", false), ("12345678901", false), ("aaaaaaaaaaaaaaaa", false),
        ("four words of salt", true), ("ñandú ñandú ñ", true),
        (String(repeating: "long ", count: 40), true),
        (String(repeating: "long ", count: 41), false),
    ])
    func `a passphrase is judged by its length`(text: String, isGood: Bool) throws {
        let checked = try? PassphraseRule.checked(text).get()
        #expect((checked != nil) == isGood)
    }

    @Test func `one spelling of a letter is as good as another`() {
        #expect(PassphraseRule.normal("cafe\u{301}") == PassphraseRule.normal("café"))
    }

    @Test func `the last coordinator stays, unless the operator says otherwise`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let id = try #require(alice.memberID)
        let refusal = try await harbour.refusal(of: TakeRole(id, .coordinator), as: alice)
        #expect(refusal?.code == .conflict)
        let bob = try await harbour.add(.bob)
        try await harbour.act(GiveRole(bob, .coordinator), as: alice)
        try await harbour.act(TakeRole(id, .coordinator), as: alice)
        try await harbour.act(TakeRole(bob, .coordinator))
    }

    @Test func `a colour is a colour`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.act(SetAccent("#B01650"))
        #expect(try await harbour.chapter.facts(for: .visitor).accent == "#b01650")
        for text in ["", "#b0165", "b01650", "#b0165g", "#b01650;}", "red"] {
            #expect(try await harbour.refusal(of: SetAccent(text))?.field == "accent")
        }
        try await harbour.act(SetAccent(nil))
        #expect(try await harbour.chapter.facts(for: .visitor).accent == nil)
    }
}
