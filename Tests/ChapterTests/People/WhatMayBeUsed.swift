import Federation
import TestSupport
import Testing

@testable import Chapter

@Suite struct `What may be used` {
    @Test func `a state forbids one thing and a wish a whole way`() {
        for way in ReachWay.allCases {
            #expect(way.bar(.ok, wishes: [:]) == nil)
            for state in ReachState.allCases where state != .ok {
                #expect(way.bar(state, wishes: [:]) == .state(state))
            }
        }
        let silent: [PersonField: String] = [.doNotCall: "yes", .doNotText: "no"]
        #expect(ReachWay.call.bar(.ok, wishes: silent) == .wish(.doNotCall))
        #expect(ReachWay.text.bar(.ok, wishes: silent) == nil)
        #expect(ReachWay.mail.bar(.ok, wishes: silent) == nil)
        #expect(ReachWay.call.bar(.bounced, wishes: silent) == .state(.bounced))
    }

    @Test func `lists, vCards and searches agree about it`() async throws {
        let harbour = try TestChapter.make()
        let ana = try await harbour.act(
            AddMember(
                [.name: "Ana", .doNotCall: "yes"],
                emails: [
                    Email("old@example.org", state: .optedOut, isPrimary: true),
                    Email("new@example.org", .work),
                ], phones: [Phone("555 0101")])
        ).memberID
        let columns: [ExportColumn] = [
            .field(.name), .email, .emailState, .otherEmails, .phone, .phoneState, .otherPhones,
        ]
        let file = try await harbour.act(ExportPeople(columns: columns)).text
        let last = file.split(separator: "\r\n").last.map(String.init)
        #expect(
            last
                == "Ana,new@example.org,,old@example.org (opted out),,do not call,"
                + "555 0101 (do not call)")
        let card = try await harbour.act(ExportCards(.these([ana]))).text
        #expect(card.contains("new@example.org") && !card.contains("old@example.org"))
        #expect(card.contains("555 0101"), "texts are welcome")
        try await harbour.act(EditMember(ana, changes: [.doNotText: "yes"]))
        #expect(!(try await harbour.act(ExportCards(.these([ana]))).text.contains("555 0101")))
        let found = try await harbour.list(MemberList()).people.first
        #expect(found?.emailBar == .state(.optedOut) && found?.phoneBar == .wish(.doNotCall))
    }
}
