import Chapter
import Federation
import TestSupport
import Testing

@Suite struct `Signing in` {
    private func viewer(_ chapter: TestChapter, _ token: String, at now: Timestamp = .noon)
        async throws -> Viewer
    {
        try await chapter.chapter.read { db in try FindViewer(token: token).answer(in: db, at: now)
        }
    }

    @Test func `a link works once and gives a token with the roles held now`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.add(.alice)
        let link = try await harbour.act(MakeSignInLink(alice))
        let signedIn = try await harbour.act(ConsumeSignInLink(token: link.token), as: .visitor)
        #expect(try await viewer(harbour, signedIn.token) == .member(alice, []))
        try await harbour.act(GiveRole(alice, .coordinator))
        #expect(try await viewer(harbour, signedIn.token) == .member(alice, [.coordinator]))
        let again = try await harbour.refusal(of: ConsumeSignInLink(token: link.token))
        #expect(again?.code == .notFound)
        #expect(try await viewer(harbour, link.token) == .visitor)
    }

    @Test func `a link is worthless after 15 minutes`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.add(.alice)
        let link = try await harbour.act(MakeSignInLink(alice))
        #expect(link.expires - .noon == 900_000)
        let late = try await harbour.refusal(
            of: ConsumeSignInLink(token: link.token), at: .noon + 900_000)
        #expect(late?.code == .notFound)
    }

    @Test func `a token ends by time and by signing out everywhere`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let id = try #require(bob.memberID)
        let token = try await harbour.act(MakeMemberToken(id), as: bob)
        #expect(try await viewer(harbour, token.token, at: token.expires + (-1)) == bob)
        #expect(try await viewer(harbour, token.token, at: token.expires) == .visitor)
        #expect(try await harbour.act(RevokeTokens(id), as: bob) == 1)
        #expect(try await viewer(harbour, token.token) == .visitor)
    }

    @Test func `the member sees that links and tokens were made, and not the tokens`() async throws
    {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let id = try #require(bob.memberID)
        let link = try await harbour.act(MakeSignInLink(id))
        let token = try await harbour.act(MakeMemberToken(id))
        let history = try await harbour.chapter.read { db in
            try MemberHistory(id).answer(in: db, for: bob).get()
        }
        #expect(history[0].sentence == "The operator set the access token to “made”.")
        #expect(history[1].field == "sign-in link")
        let words = history.map { "\($0)" }.joined()
        #expect(!words.contains(link.token))
        #expect(!words.contains(token.token))
    }

    @Test func `signing in does not stand in an editor's way`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let link = try await harbour.act(MakeSignInLink(bob))
        try await harbour.act(ConsumeSignInLink(token: link.token), as: .visitor)
        try await harbour.act(MakeMemberToken(bob))
        try await harbour.act(RevokeTokens(bob))
        try await harbour.act(EditMember(bob, expectedVersion: 1, changes: [.job: "docker"]))
    }

    @Test func `nobody but whoever keeps the node signs others in`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: Set(Role.allCases))
        let bob = try await harbour.add(.bob)
        #expect(try await harbour.refusal(of: MakeSignInLink(bob), as: alice)?.code == .notAllowed)
        #expect(try await harbour.refusal(of: MakeMemberToken(bob), as: alice)?.code == .notAllowed)
        let contact = try await harbour.act(AddMember([.name: "Dan", .status: "contact"])).memberID
        #expect(try await harbour.refusal(of: MakeSignInLink(contact))?.code == .conflict)
    }

    @Test func `a role cannot be climbed`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        try await harbour.act(GiveRole(bob, .coordinator), as: alice)
        let refusal = try await harbour.refusal(of: GiveRole(bob, .federationAdmin), as: alice)
        #expect(refusal?.code == .notAllowed)
        try await harbour.act(GiveRole(bob, .federationAdmin))
        try await harbour.act(TakeRole(bob, .coordinator), as: alice)
        #expect(try await harbour.record(bob).roles == [.federationAdmin])
        #expect(
            try await harbour.history(bob)[0].sentence.contains("Alice Moreno removed the role"))
    }
}
