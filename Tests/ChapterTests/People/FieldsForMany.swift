import Chapter
import TestSupport
import Testing

@Suite struct `One field for many` {
    private let harbour: TestChapter
    private let bob: MemberID
    private let carol: MemberID
    private let port: MemberID

    init() async throws {
        harbour = try TestChapter.make()
        bob = try await harbour.add(.bob)
        carol = try await harbour.add(.carol)
        port = try await harbour.addContact("Port Union", .organization)
    }

    private var everybody: LabelPeople.People { .these([bob, carol, port]) }

    @Test func `whom it changes is counted before, and undoing takes it from those alone`()
        async throws
    {
        try await harbour.act(EditMember(carol, changes: [.employer: "Port Ltd"]))
        let act = SetFieldForMany(.field(.employer), ["Port Ltd"], for: everybody)
        let look = try await harbour.chapter.read { db in
            try act.preview(in: db, for: .operator).get()
        }
        let done = try await harbour.act(act)
        #expect([done.changed, done.unchanged] == [1, 1])
        #expect([look.changed, look.unchanged] == [1, 1] && look.leftOut == done.leftOut)
        #expect(look.id == nil)
        let left = try #require(done.leftOut.first)
        #expect(left.why == "The employer is something of persons alone.")
        #expect(left.names == ["Port Union"])
        #expect(try await harbour.record(bob).values[.employer] == "Port Ltd")
        #expect(try await harbour.history(bob)[0].act == "SetFieldForMany")
        let id = try #require(done.id)
        #expect(
            try await harbour.refusal(of: UndoLabels(id))?.code == .notFound,
            "what takes labels back takes nothing else back")
        let undone = try await harbour.act(UndoFieldForMany(id))
        #expect([undone.restored, undone.kept] == [1, 0])
        #expect(try await harbour.record(bob).values[.employer] == nil)
        #expect(try await harbour.record(carol).values[.employer] == "Port Ltd")
        #expect(try await harbour.refusal(of: UndoFieldForMany(id))?.code == .conflict)
    }

    @Test func `who has changed again since is left as they are`() async throws {
        let done = try await harbour.act(
            SetFieldForMany(.field(.shift), ["nights"], for: everybody))
        try await harbour.act(EditMember(bob, changes: [.shift: "days"]))
        let undone = try await harbour.act(UndoFieldForMany(try #require(done.id)))
        #expect([undone.restored, undone.kept] == [1, 1])
        #expect(try await harbour.record(bob).values[.shift] == "days")
    }

    @Test func `an own field keeps to its rules, and whoever breaks one is left out`() async throws
    {
        let role = try await harbour.act(AddOwnField(OwnFieldPlan("Role", .line)))
        let since = try await harbour.act(AddOwnField(OwnFieldPlan("Since", .day)))
        try await harbour.act(
            AddFieldRule(FieldRulePlan(role.code, .needs, since.code, message: "Since when?")))
        try await harbour.act(SetOwnFields(bob, [since.code: ["2026-01-02"]]))
        let done = try await harbour.act(
            SetFieldForMany(.own(role.code), ["Steward"], for: everybody))
        #expect(done.changed == 1 && done.leftOut.map(\.count) == [2])
        #expect(done.leftOut.map(\.why) == ["Since when?"])
        #expect(try await harbour.record(bob).ownFields[role.code] == ["Steward"])
        #expect(try await harbour.record(bob).ownFields[since.code] == ["2026-01-02"])
        let gone = try await harbour.act(SetFieldForMany(.own(role.code), [], for: everybody))
        #expect([gone.changed, gone.unchanged] == [1, 2])
    }

    @Test func `the first reasons are told, and who has another one is counted`() async throws {
        let signed = try await harbour.act(AddOwnField(OwnFieldPlan("Signed", .day)))
        let ends = try await harbour.act(
            AddOwnField(OwnFieldPlan("Ends", .day, notBefore: signed.code)))
        var people: [MemberID] = []
        for day in 10...31 {
            let id = try await harbour.addContact("Union \(day)", .organization)
            try await harbour.act(SetOwnFields(id, [signed.code: ["2026-01-\(day)"]]))
            people.append(id)
        }
        try await harbour.act(SetOwnFields(bob, [signed.code: ["2026-01-10"]]))
        let done = try await harbour.act(
            SetFieldForMany(.own(ends.code), ["2026-01-01"], for: .these(people + [bob, carol])))
        #expect(done.changed == 1)
        #expect(done.leftOut.count == SetFieldForMany.reasonsAtMost && done.leftOutElse == 2)
        #expect(done.leftOut.first?.names == ["Bob O'Brien", "Union 10"])
        #expect(done.leftOut.map(\.count).reduce(0, +) == 21)
    }

    @Test func `what is somebody's own, what must differ and what is nothing is refused`()
        async throws
    {
        let badge = try await harbour.act(
            AddOwnField(OwnFieldPlan("Badge", .line, isUnique: true)))
        let wrong: [(SetFieldForMany, String)] = [
            (SetFieldForMany(.field(.birthDate), ["1990-01-01"], for: everybody), "somebody's own"),
            (SetFieldForMany(.own(badge.code), ["1"], for: everybody), "have in common"),
            (SetFieldForMany(.own("none"), ["1"], for: everybody), "have in common"),
            (SetFieldForMany(.field(.student), ["perhaps"], for: everybody), "cannot be"),
            (SetFieldForMany(.field(.job), ["baker"], for: .these([])), "Nobody is chosen."),
        ]
        for (act, words) in wrong {
            let sentence = try await harbour.refusal(of: act)?.sentence
            #expect(sentence?.contains(words) == true, "\(words): \(sentence ?? "nothing")")
        }
    }
}
