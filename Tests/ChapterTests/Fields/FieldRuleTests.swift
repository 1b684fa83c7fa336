import Chapter
import GRDB
import TestSupport
import Testing

@Suite struct `Rules across own fields` {
    private let harbour: TestChapter
    private let bob: MemberID
    private let role: OwnField
    private let elected: OwnField

    init() async throws {
        harbour = try TestChapter.make()
        bob = try await harbour.add(.bob)
        role = try await harbour.act(
            AddOwnField(OwnFieldPlan("Role", .choice, choices: ["Steward", "Treasurer"])))
        elected = try await harbour.act(AddOwnField(OwnFieldPlan("Elected on", .day)))
    }

    private func set(_ values: [String: [String]]) async throws -> String? {
        try await harbour.refusal(of: SetOwnFields(bob, values))?.sentence
    }

    private func rule(_ plan: FieldRulePlan) async throws -> FieldRule {
        try await harbour.act(AddFieldRule(plan))
    }

    @Test func `a choice makes another field needed, in the chapter's own words`() async throws {
        let message = "When was the steward elected?"
        let made = try await rule(
            FieldRulePlan(role.code, .needs, elected.code, when: "steward", message: message))
        #expect(made.value == "Steward", "the choice is kept in its own spelling")
        let refusal = try await harbour.refusal(
            of: SetOwnFields(bob, [role.code: ["Steward"]]))
        #expect(refusal?.sentence == message)
        #expect(refusal?.field == elected.code)
        #expect(try await set([role.code: ["Treasurer"]]) == nil)
        let day = ["2026-01-02"]
        #expect(try await set([role.code: ["Steward"], elected.code: day]) == nil)
        #expect(try await set([elected.code: []]) == message)
        #expect(try await harbour.record(bob).ownFields[elected.code] == day)
        let added = try await harbour.refusal(
            of: AddMember([.name: "Dan"], ownFields: [role.code: ["Steward"]]))
        #expect(added?.sentence == message)
    }

    @Test func `without a message the program says what is missing`() async throws {
        let one = try await rule(FieldRulePlan(role.code, .needs, elected.code, when: "Steward"))
        #expect(
            try await set([role.code: ["Steward"]])
                == "“Elected on” is needed when “Role” is “Steward”.")
        try await harbour.act(
            ChangeFieldRule(
                one.id, expectedVersion: one.version,
                FieldRulePlan(role.code, .needs, elected.code)))
        #expect(
            try await set([role.code: ["Treasurer"]])
                == "“Elected on” is needed when “Role” is filled in.")
        try await harbour.act(RemoveFieldRule(one.id))
        #expect(try await set([role.code: ["Treasurer"]]) == nil)
    }

    private static let numbers: [(FieldRule.Kind, String, String, String?)] = [
        (.atMost, "5", "4", "“Beds” is 5 and can be at most “Rooms”, which is 4."),
        (.atMost, "4", "4", nil), (.atMost, "10", "9.5", "at most"), (.lessThan, "3", "4", nil),
        (.lessThan, "4", "4", "“Beds” is 4 and has to be less than “Rooms”, which is 4."),
        (.atLeast, "4", "4", nil), (.atLeast, "9", "10", "has to be at least"),
        (.moreThan, "5", "4", nil), (.moreThan, "4", "4", "has to be more than"),
    ]

    @Test(arguments: numbers)
    func `two numbers`(kind: FieldRule.Kind, one: String, two: String, said: String?) async throws {
        let beds = try await harbour.act(AddOwnField(OwnFieldPlan("Beds", .number)))
        let rooms = try await harbour.act(AddOwnField(OwnFieldPlan("Rooms", .number)))
        _ = try await rule(FieldRulePlan(beds.code, kind, rooms.code))
        #expect(try await set([beds.code: [one]]) == nil, "one alone is compared with nothing")
        let refusal = try await set([rooms.code: [two]])
        #expect((refusal == nil) == (said == nil), "\(refusal ?? "nothing")")
        if let said { #expect(refusal?.contains(said) == true, "\(refusal ?? "nothing")") }
    }

    @Test(arguments: [
        (FieldRule.Kind.atMost, "cannot be after"), (.lessThan, "has to be before"),
    ])
    func `two days`(kind: FieldRule.Kind, said: String) async throws {
        let ends = try await harbour.act(AddOwnField(OwnFieldPlan("Ends", .day)))
        _ = try await rule(FieldRulePlan(elected.code, kind, ends.code))
        let late = try await set([elected.code: ["2026-02-02"], ends.code: ["2026-02-01"]])
        #expect(
            late
                == "“Elected on” is 2026-02-02 and \(said) “Ends”, which is 2026-02-01.")
        let same = try await set([elected.code: ["2026-02-01"], ends.code: ["2026-02-01"]])
        #expect((same == nil) == (kind == .atMost))
    }

    @Test func `a rule that came later stops no other work, and rests with its fields`()
        async throws
    {
        let shirt = try await harbour.act(AddOwnField(OwnFieldPlan("Shirt", .line)))
        try await harbour.act(SetOwnFields(bob, [role.code: ["Steward"]]))
        _ = try await rule(FieldRulePlan(role.code, .needs, elected.code))
        #expect(try await set([shirt.code: ["L"], role.code: ["Steward"]]) == nil)
        #expect(try await set([role.code: ["Treasurer"]]) != nil)
        try await harbour.act(RetireOwnField(elected.id))
        #expect(try await set([role.code: ["Treasurer"]]) == nil)
    }

    @Test func `things of a kind have rules of their own`() async throws {
        let kind = try await harbour.act(AddObjectType(name: "Building", plural: "Buildings"))
        func field(_ name: String) async throws -> OwnField {
            try await harbour.act(AddOwnField(OwnFieldPlan(name, .number, objectType: kind.id)))
        }
        let (flats, taken) = (try await field("Flats"), try await field("Flats let"))
        let elsewhere = try await harbour.refusal(
            of: AddFieldRule(FieldRulePlan(flats.code, .needs, role.code, objectType: kind.id)))
        #expect(elsewhere?.sentence == "Choose a field that is asked for.")
        _ = try await rule(FieldRulePlan(taken.code, .atMost, flats.code, objectType: kind.id))
        let refusal = try await harbour.refusal(
            of: AddObject(kind.id, name: "A", values: [flats.code: ["4"], taken.code: ["5"]]))
        #expect(
            refusal?.sentence == "“Flats let” is 5 and can be at most “Flats”, which is 4.")
        let house = try await harbour.act(
            AddObject(kind.id, name: "A", values: [flats.code: ["4"], taken.code: ["4"]]))
        let fewer = try await harbour.refusal(
            of: ChangeObject(house.id, expectedVersion: 1, values: [flats.code: ["3"]]))
        #expect(fewer?.field == taken.code)
    }

    @Test func `a list says which row breaks a rule`() async throws {
        _ = try await rule(
            FieldRulePlan(
                role.code, .needs, elected.code, when: "Steward", message: "Elected when?"))
        let report = try await harbour.stage(
            "AK_ID,name,role,elected on\n1,Ann,Steward,\n2,Bo,Steward,2026-01-02\n3,Cy,Treasurer,\n"
        )
        #expect(report.failed.map(\.row) == [2])
        #expect(report.failed.map(\.reason) == ["Elected when?"])
    }

    @Test func `rules that make no sense are refused`() async throws {
        let name = try await harbour.act(
            AddOwnField(OwnFieldPlan("Seat", .line, contactKind: "organization")))
        let size = try await harbour.act(
            AddOwnField(OwnFieldPlan("Size", .line, contactKind: "person")))
        let wrong: [(FieldRulePlan, String, String)] = [
            (FieldRulePlan("nothing", .needs, role.code), "field", "Choose a field"),
            (FieldRulePlan(role.code, .needs, "nothing"), "other", "Choose a field"),
            (FieldRulePlan(role.code, .needs, role.code), "other", "two different fields"),
            (FieldRulePlan(name.code, .needs, size.code), "other", "different kinds of contacts"),
            (
                FieldRulePlan(role.code, .needs, elected.code, when: "Pilot"), "value",
                "“Role” cannot be “Pilot”."
            ),
            (FieldRulePlan(role.code, .atMost, elected.code), "other", "Two numbers or two days"),
        ]
        for (plan, field, words) in wrong {
            let refusal = try await harbour.refusal(of: AddFieldRule(plan))
            #expect(refusal?.sentence.contains(words) == true, "\(words)")
            #expect(refusal?.field == field)
        }
    }
}
