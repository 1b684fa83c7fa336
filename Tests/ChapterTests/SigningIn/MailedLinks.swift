import Chapter
import Federation
import TestSupport
import Testing

@Suite struct `Links by mail` {
    @Test func `an address of nobody gets none, one of a member gets one that works`() async throws
    {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        for address in ["nobody@example.org", "", "bob", String(repeating: "b@", count: 4000)] {
            let none = try await harbour.act(RequestSignInLinks(address), as: .visitor)
            #expect(none.isEmpty)
        }
        let letters = try await harbour.act(RequestSignInLinks(" BOB@example.org "), as: .visitor)
        #expect(letters.map(\.name) == ["Bob O'Brien"])
        #expect(letters.map(\.address) == ["bob@example.org"])
        let outcome = try await harbour.act(
            SignInWithLink(token: letters[0].link.token), as: .visitor)
        guard case .done(let token, nil) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(token.memberID == bob)
        let history = try await harbour.history(bob)
        #expect(history[1].new == "letter written")
        #expect(!history.map { "\($0)" }.joined().contains(letters[0].link.token))
    }

    @Test func `people who share an address get a letter each, contacts and former ones none`()
        async throws
    {
        let harbour = try TestChapter.make()
        for (name, status) in [
            ("Dan", "member"), ("Dora", "member"), ("Doug", "contact"), ("Dee", "supporter"),
        ] {
            try await harbour.act(
                AddMember(
                    [.name: name, .status: status], emails: [Email("d@example.org")],
                    allowDuplicate: true))
        }
        let letters = try await harbour.act(RequestSignInLinks("d@example.org"), as: .visitor)
        #expect(letters.map(\.name) == ["Dan", "Dora"])
        #expect(letters[0].link.token != letters[1].link.token)
    }

    @Test func `nobody climbs by writing their address into the record of somebody above`()
        async throws
    {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let carol = try await harbour.viewer(.carol, roles: [.federationAdmin])
        let id = try #require(carol.memberID)
        try await harbour.act(
            SetEmails(id, [Email("carol@example.org"), Email("trap@example.com")]), as: alice,
            at: .noon + 1000)
        #expect(try await harbour.act(RequestSignInLinks("trap@example.com")).isEmpty)
        #expect(try await harbour.act(RequestSignInLinks("carol@example.org")).count == 1)
        // What the member, the operator or somebody with the same role writes is fine.
        try await harbour.act(
            SetEmails(id, [Email("own@example.org")]), as: carol, at: .noon + 2000)
        #expect(try await harbour.act(RequestSignInLinks("own@example.org")).count == 1)
        let bob = try await harbour.add(.bob)
        try await harbour.act(
            SetEmails(bob, [Email("new@example.org")]), as: alice, at: .noon + 3000)
        #expect(try await harbour.act(RequestSignInLinks("new@example.org")).count == 1)
    }
}
