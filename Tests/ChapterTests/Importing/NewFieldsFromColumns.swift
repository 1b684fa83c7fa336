import Federation
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `New fields from columns of lists` {
    private let list = """
        AK_ID,name,Shirt,Sworn in,Floor,Car,Story
        1,Ann Li,M,01/02/2024,3,yes,One
        2,Bo Ray,L,03/04/2024,4,no,Two
        3,Cy Poe,m,25/06/2024,n/a,x,Three
        4,Di Fox,L,,12,,Four

        """

    private func source(_ text: String) -> ImportSource { .bytes(Array(text.utf8)) }

    private func upload(_ harbour: TestChapter, headings: [String] = []) async throws -> String {
        try await harbour.act(
            AddUploadedList(
                file: "list.csv", bytes: list.utf8.count, mode: .update, headings: headings)
        ).id
    }

    private func read(_ id: String, _ harbour: TestChapter) async throws -> UploadedList {
        try await harbour.chapter.read { try UploadedList.read(id, in: $0, for: .operator).get() }
    }

    private func fields(_ harbour: TestChapter) async throws -> [OwnField] {
        try await harbour.chapter.read { try OwnField.all(in: $0) }
    }

    @Test func `what a column looks like comes first, and every kind is offered`() throws {
        let columns = try ListHead.read(source(list)).get().columns
        #expect(columns[2].kinds == [.choice, .line, .yesNo, .day, .number, .text])
        #expect(columns[3].kinds.first == .day)
        #expect(columns[4].kinds.first == .number)
        #expect(columns[5].kinds.first == .yesNo)
        #expect(columns[6].kinds == FieldKindGuess.offered, "every value comes once")
        for column in columns { #expect(Set(column.kinds) == Set(FieldKindGuess.offered)) }
        let lines = "name,Story\nAnn,\"One\nTwo\"\nBo,\"One\nTwo\"\n"
        let long = try ListHead.read(source(lines)).get()
        #expect(long.columns[1].kinds.first == .text)
        let words = try ListHead.read(source("name,Why\nAnn,No idea\nBo,no idea\nCy,no\n")).get()
        #expect(!words.columns[1].kinds.prefix(2).contains(.yesNo))
        let empty = try ListHead.read(source("name,Why\nAnn,\nBo,n/a\n")).get()
        #expect(empty.columns[1].kinds == FieldKindGuess.offered)
    }

    @Test func `a choice has the values of the whole list, each once`() throws {
        var text = list
        for number in 5..<300 {
            text += "\(number),Person \(number),\(number % 2 == 0 ? "L" : "XL")\n"
        }
        let plans = try OwnFieldPlan.columns(
            [2: .choice, 4: .number, 99: .line], of: source(text), ListSettings()
        ).get()
        #expect(plans[2] == OwnFieldPlan("Shirt", .choice, choices: ["L", "M", "XL"]))
        #expect(plans[4] == OwnFieldPlan("Floor", .number))
        #expect(plans.count == 2, "there is no column with that number")
        var many = "name,Town\n"
        for number in 0..<201 { many += "Ann,Town \(number)\n" }
        let refused = try OwnFieldPlan.columns([1: .choice], of: source(many), ListSettings())
        guard case .failure(let refusal) = refused else {
            Issue.record("201 choices fit")
            return
        }
        #expect(refusal.field == "c1")
        #expect(refusal.sentence.hasPrefix("“Town” has more than 200 different values"))
    }

    @Test func `fields are made with the choice, filled, remembered, and stay`() async throws {
        let harbour = try TestChapter.make()
        let head = try ListHead.read(source(list)).get()
        let id = try await upload(harbour)
        let kinds: [Int: OwnField.Kind] = [
            2: .choice, 3: .day, 4: .number, 5: .yesNo, 6: .line,
        ]
        let plans = try OwnFieldPlan.columns(kinds, of: source(list), ListSettings()).get()
        try await harbour.act(ChooseColumns(id, ImportPlan(), newFields: plans))
        #expect(
            try await fields(harbour).map(\.code) == [
                "shirt", "sworn_in", "floor", "car", "story",
            ])
        let chosen = try await read(id, harbour)
        #expect(chosen.plan.choices.columns[3] == .some(.ownField("sworn_in")))
        // Comparing the list remembers it for lists with the same headings.
        try await harbour.act(ChooseColumns(id, chosen.plan, headings: head.headings))
        let staged = try await StageImport(source(list), fileName: "list.csv", plan: chosen.plan)
            .run(in: harbour.chapter, as: .operator, at: .noon).get()
        #expect(staged.new == 4 && staged.failed == [])
        try await harbour.apply(staged)
        let cy = try await harbour.list(MemberList(search: "cy poe")).people.first
        let person = try await harbour.chapter.read { [cy] db in
            try StoredPerson.fetch(db, try #require(cy.flatMap { MemberID($0.memberID) }))
        }
        let values = (person?.rows(.ownField) ?? []).map { row in
            row.cells.prefix(2).joined(separator: "=")
        }
        #expect(Set(values) == ["shirt=M", "sworn_in=2024-06-25", "car=yes", "story=Three"])
        let next = try await read(try await upload(harbour, headings: head.headings), harbour)
        #expect(next.plan.choices.columns[2] == .some(.ownField("shirt")))
        try await harbour.act(UndoImport(staged.number))
        #expect(try await harbour.list(MemberList()).count == 0)
        #expect(try await fields(harbour).count == 5, "a field that is there can be used elsewhere")
    }

    @Test func `what cannot be made leaves nothing, and says at which column`() async throws {
        let harbour = try TestChapter.make()
        let id = try await upload(harbour)
        try await harbour.act(AddOwnField(OwnFieldPlan("Floor", .line)))
        let before = try await read(id, harbour).plan
        let refusal = try await harbour.refusal(
            of: ChooseColumns(
                id, ImportPlan(mode: .ask),
                newFields: [2: OwnFieldPlan("Shirt", .line), 4: OwnFieldPlan("floor", .number)]
            ))
        #expect(refusal?.field == "c4")
        #expect(refusal?.sentence == "There is a field “Floor” already.")
        #expect(try await fields(harbour).map(\.name) == ["Floor"])
        #expect(try await read(id, harbour).plan.mode == before.mode)
        let nobody = try await harbour.refusal(
            of: ChooseColumns(
                "nothing", ImportPlan(), newFields: [2: OwnFieldPlan("Shirt", .line)]))
        #expect(nobody?.code == .notFound)
        #expect(try await fields(harbour).map(\.name) == ["Floor"])
    }
}
