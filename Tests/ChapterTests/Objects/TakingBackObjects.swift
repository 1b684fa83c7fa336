import Chapter
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `Taking back changes of own objects` {
    private let harbour: TestChapter
    private let worksites: ObjectType

    init() async throws {
        harbour = try TestChapter.make()
        worksites = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
    }

    private func change(_ object: OwnObject, _ field: String) throws -> OwnObject.Change {
        try #require(object.history.first { $0.field == field })
    }

    @Test func `a name and a value come back one by one, and the history says so`() async throws {
        let heads = try await harbour.act(
            AddOwnField(OwnFieldPlan("Heads", .number, objectType: worksites.id)))
        let pier = try await harbour.act(
            AddObject(worksites.id, name: "Pier 4", values: [heads.code: ["120"]]))
        let changed = try await harbour.act(
            ChangeObject(pier.id, expectedVersion: 1, name: "Pier 5", values: [heads.code: ["80"]]))
        let named = try await harbour.act(
            RevertObjectChange(pier.id, change(changed, "name").id))
        #expect(named.name == "Pier 4" && named.values[heads.code] == ["80"])
        let whole = try await harbour.act(
            RevertObjectChange(pier.id, change(changed, "Heads").id))
        #expect(whole.values[heads.code] == ["120"] && whole.version == 4)
        #expect(whole.history.first?.old == "80" && whole.history.first?.new == "120")
        // Both have changed again since: the first line is no longer what holds.
        let refusal = try await harbour.refusal(
            of: RevertObjectChange(pier.id, change(changed, "Heads").id))
        #expect(
            refusal?.sentence
                == "The Heads of Pier 4 has changed again since. Nothing was taken back.")
        #expect(whole.history.filter(\.canBeTakenBack).map(\.field) == ["Heads", "name"])
    }

    @Test func `what breaks a rule by now is refused in the chapter's words`() async throws {
        let code = try await harbour.act(
            AddOwnField(OwnFieldPlan("Code", .line, objectType: worksites.id)))
        let pier = try await harbour.act(
            AddObject(worksites.id, name: "Pier 4", values: [code.code: ["A1"]]))
        let changed = try await harbour.act(
            ChangeObject(pier.id, expectedVersion: 1, values: [code.code: ["B-22"]]))
        try await harbour.act(
            ChangeOwnField(
                code.id, expectedVersion: 1,
                OwnFieldPlan(
                    "Letter and digits", .line, objectType: worksites.id, pattern: "?-##",
                    message: "A letter and two digits.")))
        // The field has another name by now and is found all the same.
        let revert = RevertObjectChange(pier.id, try change(changed, "Code").id)
        #expect(try await harbour.refusal(of: revert)?.sentence == "A letter and two digits.")
        try await harbour.act(RetireOwnField(code.id))
        #expect(
            try await harbour.refusal(of: revert)?.sentence.contains("not asked for any more")
                == true)
        let missing = try await harbour.refusal(of: RevertObjectChange(pier.id, 999))
        #expect(missing?.sentence == "There is no change of an object with this id.")
    }

    @Test func `several choices come back`() async throws {
        let field = try await harbour.act(
            AddOwnField(
                OwnFieldPlan(
                    "Shifts", .choices, objectType: worksites.id,
                    choices: ["Early", "Night", "Late"])))
        let pier = try await harbour.act(
            AddObject(worksites.id, name: "Pier 4", values: [field.code: ["Night", "Early"]]))
        let changed = try await harbour.act(
            ChangeObject(pier.id, expectedVersion: 1, values: [field.code: ["Late"]]))
        let back = try await harbour.act(
            RevertObjectChange(pier.id, change(changed, "Shifts").id))
        #expect(Set(back.values[field.code] ?? []) == ["Night", "Early"])
    }

    @Test func `contacts are taken back one by one, days included`() async throws {
        let pier = try await harbour.act(AddObject(worksites.id, name: "Pier 4"))
        let (bob, carol) = (try await harbour.add(.bob), try await harbour.add(.carol))
        try await harbour.act(TieObject(pier.id, carol))
        let tied = try await harbour.act(
            TieObject(pier.id, bob, capacity: "steward", startsOn: "2026-01-01"))
        let ended = try await harbour.act(
            TieObject(
                pier.id, bob, capacity: "steward", startsOn: "2026-01-01", endsOn: "2026-04-01"))
        #expect(
            ended.history[0].old == "Bob O'Brien, steward, from 2026-01-01"
                && ended.history[0].new
                    == "Bob O'Brien, steward, from 2026-01-01, until 2026-04-01"
        )
        let removed = try await harbour.act(UntieObject(pier.id, bob, capacity: "steward"))
        #expect(removed.history.filter(\.canBeTakenBack).count == 2, "Bob's last and Carol's")
        let early = try await harbour.refusal(of: RevertObjectChange(pier.id, tied.history[0].id))
        #expect(
            early?.sentence
                == "The contact of Pier 4 has changed again since. Nothing was taken back.")
        let back = try await harbour.act(RevertObjectChange(pier.id, removed.history[0].id))
        let contact = try #require(back.contacts.first { $0.memberID == bob.description })
        #expect(contact.capacity == "steward" && contact.endsOn == "2026-04-01")
        let open = try await harbour.act(RevertObjectChange(pier.id, ended.history[0].id))
        #expect(open.contacts.first { $0.memberID == bob.description }?.endsOn == nil)
        let none = try await harbour.act(RevertObjectChange(pier.id, tied.history[0].id))
        #expect(none.contacts.map(\.memberID) == [carol.description])
        #expect(try await harbour.history(bob).first?.act == "UntieObject")
    }

    @Test func `a line that names nobody by number says so`() async throws {
        let pier = try await harbour.act(AddObject(worksites.id, name: "Pier 4"))
        let line = try await harbour.chapter.feeds.database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO own_object_history (at, actor, object_id, version, field, new)
                    VALUES (0, 'operator', ?, 1, 'contact', 'Bob O''Brien, steward')
                    """, arguments: [pier.id])
            return db.lastInsertedRowID
        }
        let refusal = try await harbour.refusal(of: RevertObjectChange(pier.id, line))
        #expect(refusal?.sentence.contains("Add or remove the contact by hand.") == true)
    }

    @Test func `nobody rewrites or removes the history of an object`() async throws {
        try await harbour.act(AddObject(worksites.id, name: "Pier 4"))
        for sql in ["UPDATE own_object_history SET new = 'x'", "DELETE FROM own_object_history"] {
            await #expect(throws: DatabaseError.self) {
                try await harbour.chapter.feeds.database.write { db in try db.execute(sql: sql) }
            }
        }
    }
}
