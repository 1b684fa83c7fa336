import Chapter
import Federation
import TestSupport
import Testing

@Suite struct `Lists of own objects that come in` {
    private let harbour: TestChapter
    private let worksites: ObjectType
    private let heads: OwnField
    private let shifts: OwnField

    init() async throws {
        harbour = try TestChapter.make()
        worksites = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
        heads = try await harbour.act(
            AddOwnField(
                OwnFieldPlan(
                    "Heads", .number, objectType: worksites.id, least: "1",
                    message: "Count the heads.")))
        shifts = try await harbour.act(
            AddOwnField(
                OwnFieldPlan(
                    "Shifts", .choices, objectType: worksites.id,
                    choices: ["Early", "Night"])))
    }

    private func stage(_ text: String, _ type: Int64? = nil) async throws -> Int64 {
        let sheet = try ObjectSheet.read(.bytes(Array(text.utf8)), file: "list.csv").get()
        return try await harbour.act(StageObjectImport(type ?? worksites.id, sheet))
    }

    private func list(_ id: Int64) async throws -> ObjectImport {
        try await harbour.chapter.read { try ObjectImport.read(id, in: $0, for: .operator).get() }
    }

    private func rows(_ id: Int64) async throws -> [ObjectImport.Row] {
        try await harbour.chapter.read { db in
            try ObjectImport.rows(of: id, in: db, for: .operator).get()
        }
    }

    private func read(_ id: Int64) async throws -> OwnObject {
        try await harbour.chapter.read { try OwnObject.read(id, in: $0, for: .operator).get() }
    }

    private func export() async throws -> String {
        try await harbour.act(ExportObjects(ObjectList(worksites.id))).text
    }

    private func count() async throws -> Int {
        try await harbour.chapter.read { db in
            try ObjectList(worksites.id).answer(in: db, for: .operator).get().count
        }
    }

    @Test func `what it would do is shown first, then it is done, then all of it is taken back`()
        async throws
    {
        let pier = try await harbour.act(
            AddObject(worksites.id, name: "Pier 4", values: [heads.code: ["120"]]))
        let dock = try await harbour.act(
            AddObject(worksites.id, name: "Dock", values: [heads.code: ["7"]]))
        let bob = try await harbour.add(.bob)
        let id = try await stage(
            """
            number,NAME,heads,Shifts,Colour,contacts
            \(pier.id),Pier 4,90,Night,red,
            \(dock.id),Dock,7,,,
            ,Mill,12,Early; Night,blue,Bob O'Brien (steward)
            ,Quay,none,,,
            ,Dock,3,,,
            99,Nowhere,3,,,
            \(pier.id),Pier 4,3,,,
            """)
        let before = try await export()
        var list = try await list(id)
        #expect(list.state == .waiting && list.unused == ["Colour"])
        #expect(list.counts == [.changed: 1, .same: 1, .new: 1, .left: 4])
        let shown = try await rows(id)
        #expect(shown.map(\.row) == [2, 3, 4, 5, 6, 7, 8])
        #expect(shown[0].changes.map(\.field) == ["Heads", "Shifts"])
        #expect(shown[0].changes.map(\.old) == ["120", nil])
        #expect(shown[2].object == nil && shown[2].name == "Mill")
        #expect(
            shown.compactMap(\.reason) == [
                "Count the heads.",
                "There is “Dock” already. To change it, write its number into the row.",
                "Nothing here has the number “99”. Leave the number empty to make a new one.",
                "Row 2 has the number \(pier.id) too. Keep one row.",
            ])
        #expect(try await count() == 2, "nothing has changed yet")
        #expect(try await export() == before)
        list = try await harbour.act(ApplyObjectImport(id))
        #expect(list.state == .applied && list.counts[.new] == 1)
        let changed = try await read(pier.id)
        #expect(changed.values == [heads.code: ["90"], shifts.code: ["Night"]])
        #expect(changed.history.first?.actorName == "the operator")
        let mill = try await read(try #require(try await rows(id)[2].object))
        #expect(mill.contacts.map(\.memberID) == ["\(bob)"])
        #expect(mill.contacts.map(\.capacity) == ["steward"])
        #expect(Set(mill.values[shifts.code] ?? []) == ["Early", "Night"])
        #expect(try await harbour.refusal(of: ApplyObjectImport(id))?.code == .conflict)
        list = try await harbour.act(UndoObjectImport(id))
        #expect(list.state == .undone && list.kept == 0)
        #expect(try await export() == before)
        #expect(try await harbour.refusal(of: UndoObjectImport(id))?.code == .conflict)
    }

    @Test func `a contact who is named twice is tied once, and a merge since keeps the thing`()
        async throws
    {
        let bob = try await harbour.add(.bob)
        let id = try await stage(
            "name,contacts\nMill,Bob O'Brien (steward ); \(bob) (steward)\nQuay,Bob O'Brien\n")
        try await harbour.act(ApplyObjectImport(id))
        let made = try await rows(id).compactMap(\.object)
        let mill = try await read(made[0])
        #expect(mill.contacts.map(\.capacity) == ["steward"])
        // Somebody says since when Bob speaks for the quay.
        try await harbour.act(
            TieObject(made[1], bob, capacity: "", startsOn: "2026-01-01"))
        let list = try await harbour.act(UndoObjectImport(id))
        #expect(list.kept == 1)
        #expect(try await rows(id)[1].kept == "“Quay” was changed since, so it stays.")
        #expect(try await count() == 1)
    }

    @Test func `a long cell of separators is refused in no time`() async throws {
        let id = try await stage(
            "name,Shifts\nMill,\(String(repeating: "x; ", count: 10_000))\n")
        #expect(try await rows(id).map(\.outcome) == [.left])
    }

    @Test func `the list that goes out comes in again without a change`() async throws {
        let mills = try await harbour.act(AddObjectType(name: "Mill", plural: "Mills"))
        var own: [String: OwnField] = [:]
        for (name, kind, type) in [
            ("Owner", OwnField.Kind.contact, nil), ("Mill", .object, mills.id),
            ("Opened", .day, nil), ("Notes", .text, nil), ("Name", .line, nil),
        ] as [(String, OwnField.Kind, Int64?)] {
            own[name] = try await harbour.act(
                AddOwnField(
                    OwnFieldPlan(name, kind, objectType: worksites.id, linkedType: type)))
        }
        func code(_ name: String) throws -> String { try #require(own[name]).code }
        // Two of one name: the file says the name, and the row means who is there already.
        let bob = try await harbour.add(.bob)
        try await harbour.act(AddMember(name: "Bob O'Brien"))
        let mill = try await harbour.act(AddObject(mills.id, name: "=Old; mill"))
        let pier = try await harbour.act(
            AddObject(
                worksites.id, name: "-Pier, \"4\"",
                values: [
                    code("Owner"): ["\(bob)"], code("Mill"): ["\(mill.id)"],
                    code("Opened"): ["2020-02-29"], code("Notes"): ["one\ntwo; three"],
                    code("Name"): ["x"],
                    heads.code: ["3.5"], shifts.code: ["Night", "Early"],
                ]))
        try await harbour.act(TieObject(pier.id, bob, capacity: "steward (night)"))
        let text = try await export()
        let id = try await stage(text)
        let list = try await list(id)
        #expect(list.counts == [.same: 1])
        #expect(list.unused == [])
        // Without the number the same list makes what is not there.
        let kind = try await harbour.act(AddObjectType(name: "Site", plural: "Sites"))
        let empty = try await stage("name\n-Pier\n", kind.id)
        #expect(try await harbour.act(ApplyObjectImport(empty)).counts == [.new: 1])
    }

    @Test func `names stand for contacts and things, and are refused where several have them`()
        async throws
    {
        let owner = try await harbour.act(
            AddOwnField(OwnFieldPlan("Owner", .contact, objectType: worksites.id)))
        let carol = try await harbour.add(.carol)
        try await harbour.act(AddMember(name: "Dan Dee"))
        try await harbour.act(AddMember(name: "dan dee"))
        let id = try await stage(
            "name,Owner\nA,CAROL NUNEZ\nB,\(carol)\nC,Dan Dee\nD,Nobody at all\n")
        let rows = try await rows(id)
        #expect(rows.map(\.outcome) == [.new, .new, .left, .left])
        #expect(
            rows.compactMap(\.reason) == [
                "Several are called “Dan Dee”. Write the number of the one that “Owner” names.",
                "Nobody and nothing is called “Nobody at all”, which “Owner” names.",
            ])
        try await harbour.act(ApplyObjectImport(id))
        for row in try await self.rows(id).prefix(2) {
            let object = try await read(try #require(row.object))
            #expect(object.values[owner.code] == ["\(carol)"])
        }
    }

    @Test func `what has changed since or is spoken of stays, and is named with the reason`()
        async throws
    {
        let link = try await harbour.act(
            AddOwnField(
                OwnFieldPlan("Beside", .object, objectType: worksites.id, linkedType: worksites.id))
        )
        let pier = try await harbour.act(
            AddObject(worksites.id, name: "Pier 4", values: [heads.code: ["120"]]))
        let id = try await stage(
            """
            number,name,Heads,Shifts
            \(pier.id),Pier 5,90,Night
            ,Mill,1,
            ,Quay,2,
            ,Yard,3,
            ,Shed,4,
            """)
        try await harbour.act(ApplyObjectImport(id))
        let made = try await rows(id).compactMap(\.object)
        let now = try await read(pier.id)
        try await harbour.act(
            ChangeObject(pier.id, expectedVersion: now.version, values: [heads.code: ["80"]]))
        try await harbour.act(AddTask(TaskContent("Count", about: .object(made[1]))))
        try await harbour.act(
            ChangeObject(
                pier.id, expectedVersion: now.version + 1, values: [link.code: ["\(made[2])"]]))
        try await harbour.act(ChangeObject(made[3], expectedVersion: 1, name: "Old yard"))
        let undone = try await harbour.act(UndoObjectImport(id))
        #expect(undone.kept == 4)
        let kept = try await rows(id).map(\.kept)
        #expect(
            kept == [
                "The Heads of Pier 5 has changed again since, so it stays.",
                "“Mill” stays, since a task or a note is about it.",
                "“Quay” stays, since Pier 5 names it.",
                "“Old yard” was changed since, so it stays.", nil,
            ])
        let back = try await read(pier.id)
        #expect(back.name == "Pier 4" && back.values[shifts.code] == nil)
        #expect(back.values[heads.code] == ["80"])
        #expect(try await count() == 4)
    }

    @Test func `a row whose thing was changed after the look is left out`() async throws {
        let pier = try await harbour.act(AddObject(worksites.id, name: "Pier 4"))
        let id = try await stage("number,Heads\n\(pier.id),90\n")
        try await harbour.act(ChangeObject(pier.id, expectedVersion: 1, name: "Pier 5"))
        let done = try await harbour.act(ApplyObjectImport(id))
        #expect(done.counts == [.left: 1])
        #expect(try await rows(id)[0].reason?.contains("was changed after") == true)
        #expect(try await read(pier.id).values.isEmpty)
    }

    @Test func `what is no list of things is refused in words`() async throws {
        let wrong = try ObjectSheet.read(.bytes(Array("Colour\nred\n".utf8)), file: "l").get()
        let refusal = try await harbour.refusal(of: StageObjectImport(worksites.id, wrong))
        #expect(
            refusal?.sentence
                == "The list needs a column “name” or a column “number”, and others called like "
                + "the fields: name, Heads, Shifts.")
        let card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD\n"
        #expect(throws: Refusal.self) {
            try ObjectSheet.read(.bytes(Array(card.utf8)), file: "l").get()
        }
        let many = "name\n" + String(repeating: "Pier\n", count: ObjectSheet.rowsAtMost + 1)
        #expect(throws: Refusal.self) {
            try ObjectSheet.read(.bytes(Array(many.utf8)), file: "l").get()
        }
        let id = try await stage("name\nPier 4\n")
        try await harbour.act(DiscardObjectImport(id))
        #expect(try await harbour.refusal(of: ApplyObjectImport(id))?.code == .notFound)
        #expect(try await count() == 0)
    }
}
