import Federation
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Second steps` {
    private func code(_ harbour: TestChapter, _ member: MemberID, at now: Timestamp) async throws
        -> String
    {
        let secret = try await harbour.chapter.read { db in
            try Data.fetchOne(
                db, sql: "SELECT secret FROM second_step WHERE member_id = ?", arguments: [member])
        }
        return TimeCode.code([UInt8](try #require(secret)), step: TimeCode.step(at: now))
    }

    private func switchOn(_ harbour: TestChapter, _ viewer: Viewer) async throws -> [PaperCode] {
        let id = try #require(viewer.memberID)
        try await harbour.act(BeginSecondStep(), as: viewer)
        let code = try await code(harbour, id, at: .noon)
        return try await harbour.act(ConfirmSecondStep(code: code, session: nil), as: viewer)
    }

    private func half(_ harbour: TestChapter, _ member: MemberID, at now: Timestamp) async throws
        -> String
    {
        let link = try await harbour.act(MakeSignInLink(member), at: now)
        let outcome = try await harbour.act(SignInWithLink(token: link.token), at: now)
        guard case .second(let half) = outcome else { throw Refusal(.conflict, "\(outcome)") }
        return half.token
    }

    @Test func `is on only after a right code, and then every way in asks for it`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let id = try #require(bob.memberID)
        try await harbour.act(BeginSecondStep(), as: bob)
        let wrong = ConfirmSecondStep(code: "000000", session: nil)
        #expect(try await harbour.refusal(of: wrong, as: bob)?.field == "code")
        let link = try await harbour.act(MakeSignInLink(id))
        guard case .done = try await harbour.act(SignInWithLink(token: link.token)) else {
            Issue.record("asked for a second step that is not on")
            return
        }
        #expect(try await switchOn(harbour, bob).count == 8)
        let token = try await half(harbour, id, at: .noon)
        #expect(
            try await harbour.chapter.arrival(token, at: .noon).viewer == .visitor,
            "half in is not in")
        let printed = try await harbour.act(PrintSignInCode(id))
        guard case .second = try await harbour.act(SignInWithCode(code: printed.code.text)) else {
            Issue.record("a code on paper went around the second step")
            return
        }
        let again = try await harbour.act(MakeSignInLink(id))
        let program = try await harbour.refusal(of: ConsumeSignInLink(token: again.token))
        #expect(program?.code == .conflict)
        _ = try await harbour.act(SignInWithLink(token: again.token))
    }

    @Test func `a code of the app counts once, also for another sign-in`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let id = try #require(bob.memberID)
        _ = try await switchOn(harbour, bob)
        let later = Timestamp.noon + 60_000
        let code = try await code(harbour, id, at: later)
        let first = PassSecondStep(token: try await half(harbour, id, at: later), code: code)
        guard case .through(.done(let token, _)) = try await harbour.act(first, at: later) else {
            Issue.record("the right code did not let in")
            return
        }
        #expect(try await harbour.chapter.arrival(token.token, at: later).viewer == bob)
        #expect(try await harbour.refusal(of: first, at: later)?.code == .notFound)
        let replayed = PassSecondStep(token: try await half(harbour, id, at: later), code: code)
        #expect(try await harbour.act(replayed, at: later) == .wrong(left: 4))
    }

    @Test func `five wrong codes or ten minutes end a half sign-in`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let id = try #require(bob.memberID)
        _ = try await switchOn(harbour, bob)
        let later = Timestamp.noon + 60_000
        let token = try await half(harbour, id, at: later)
        for left in (0..<5).reversed() {
            let tried = try await harbour.act(PassSecondStep(token: token, code: "x"), at: later)
            #expect(tried == .wrong(left: left))
        }
        let right = try await code(harbour, id, at: later)
        let spent = PassSecondStep(token: token, code: right)
        #expect(try await harbour.refusal(of: spent, at: later)?.code == .notFound)
        let slow = try await half(harbour, id, at: later)
        let late = later + 600_000
        let act = PassSecondStep(token: slow, code: try await code(harbour, id, at: late))
        #expect(try await harbour.refusal(of: act, at: late)?.code == .notFound)
    }

    @Test func `a recovery code lets in once, is nobody else's, and new ones end the old`()
        async throws
    {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let carol = try await harbour.viewer(.carol)
        let (bobs, carols) = (try #require(bob.memberID), try #require(carol.memberID))
        let codes = try await switchOn(harbour, bob)
        _ = try await switchOn(harbour, carol)
        func pass(_ code: String, _ who: MemberID) async throws -> PassSecondStep.Passed {
            let token = try await half(harbour, who, at: .noon)
            return try await harbour.act(PassSecondStep(token: token, code: code))
        }
        #expect(try await pass(codes[0].text, carols) == .wrong(left: 4))
        guard case .through = try await pass(codes[0].text, bobs) else {
            Issue.record("the recovery code did not let in")
            return
        }
        #expect(try await pass(codes[0].text, bobs) == .wrong(left: 4))
        let renewed = try await harbour.act(RenewRecoveryCodes(code: codes[1].text), as: bob)
        #expect(try await pass(codes[2].text, bobs) == .wrong(left: 4))
        #expect(Set(renewed.map(\.text)).isDisjoint(with: codes.map(\.text)))
    }

    @Test func `it goes off with a code, or by the operator's hand without one`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let alice = try await harbour.viewer(.alice, roles: Set(Role.allCases))
        let id = try #require(bob.memberID)
        let codes = try await switchOn(harbour, bob)
        #expect(try await harbour.refusal(of: EndSecondStep(id), as: alice)?.code == .notAllowed)
        #expect(try await harbour.refusal(of: EndSecondStep(id), as: bob)?.field == "code")
        try await harbour.act(EndSecondStep(id, code: codes[3].text), as: bob)
        _ = try await switchOn(harbour, bob)
        try await harbour.act(EndSecondStep(id))
        let history = try await harbour.history(id)
        #expect(history[0].sentence == "The operator removed the second step “on”.")
        let link = try await harbour.act(MakeSignInLink(id))
        guard case .done = try await harbour.act(SignInWithLink(token: link.token)) else {
            Issue.record("the second step was still asked for")
            return
        }
    }

    @Test func `switching it on signs out everywhere else`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let id = try #require(bob.memberID)
        let (here, there) = (
            try await harbour.act(MakeMemberToken(id)), try await harbour.act(MakeMemberToken(id))
        )
        let link = try await harbour.act(MakeSignInLink(id))
        try await harbour.act(BeginSecondStep(), as: bob)
        let code = try await code(harbour, id, at: .noon)
        try await harbour.act(ConfirmSecondStep(code: code, session: here.token), as: bob)
        #expect(try await harbour.chapter.arrival(here.token, at: .noon).viewer == bob)
        #expect(try await harbour.chapter.arrival(there.token, at: .noon).viewer == .visitor)
        #expect(try await harbour.refusal(of: SignInWithLink(token: link.token)) != nil)
    }
}
