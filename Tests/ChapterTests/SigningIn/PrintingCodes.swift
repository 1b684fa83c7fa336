import Chapter
import Federation
import TestSupport
import Testing

@Suite struct `Printing codes` {
    private let week: Int64 = 7 * 86_400_000

    @Test func `a code works once within seven days and says who printed it`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        let printed = try await harbour.act(PrintSignInCode(bob), as: alice)
        #expect(printed.expires - .noon == week)
        let late = SignInWithCode(code: printed.code.text)
        #expect(try await harbour.refusal(of: late, at: .noon + week)?.code == .invalid)
        let outcome = try await harbour.act(late, as: .visitor, at: .noon + (week - 1))
        guard case .done(let token, let by) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(token.memberID == bob)
        #expect(by?.name == "Alice Moreno")
        #expect(by?.at == .noon)
        #expect(try await harbour.refusal(of: late)?.field == "code")
        let history = try await harbour.history(bob)
        #expect(
            history.prefix(2).map(\.field) == Array(repeating: "sign-in code on paper", count: 2))
        #expect(history[1].sentence.hasPrefix("Alice Moreno set"))
        #expect(!history.map { "\($0)" }.joined().contains(printed.code.text))
    }

    @Test func `a new code ends the old one, and so do signing out everywhere and leaving`()
        async throws
    {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let first = try await harbour.act(PrintSignInCode(bob))
        let second = try await harbour.act(PrintSignInCode(bob))
        #expect(try await harbour.refusal(of: SignInWithCode(code: first.code.text)) != nil)
        try await harbour.act(RevokeTokens(bob))
        #expect(try await harbour.refusal(of: SignInWithCode(code: second.code.text)) != nil)
        let third = try await harbour.act(PrintSignInCode(bob))
        try await harbour.act(EndMembership(bob, why: "moved"))
        #expect(try await harbour.refusal(of: SignInWithCode(code: third.code.text)) != nil)
        #expect(try await harbour.refusal(of: PrintSignInCode(bob))?.code == .conflict)
    }

    @Test func `nobody prints one for somebody with more rights`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let carol = try await harbour.viewer(.carol, roles: [.federationAdmin])
        let id = try #require(carol.memberID)
        let refusal = try await harbour.refusal(of: PrintSignInCode(id), as: alice)
        #expect(refusal?.code == .notAllowed)
        try await harbour.act(PrintSignInCode(id))
    }
}
