import Chapter
import TestSupport
import Testing

@Suite struct `Own objects` {
    private let harbour: TestChapter
    private let worksites: ObjectType

    init() async throws {
        harbour = try TestChapter.make()
        worksites = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
    }

    private func read(_ id: Int64) async throws -> OwnObject {
        try await harbour.chapter.read { db in
            try OwnObject.read(id, in: db, for: .operator)
        }.get()
    }

    @Test func `a worksite has its own fields with the same rules as contacts`() async throws {
        let shift = try await harbour.act(
            AddOwnField(
                OwnFieldPlan(
                    "Shifts", .number, objectType: worksites.id, isRequired: true, least: "1",
                    message: "Say how many shifts work there.")))
        let refusal = try await harbour.refusal(of: AddObject(worksites.id, name: "Pier 4"))
        #expect(refusal?.sentence == "Say how many shifts work there.")
        let none = try await harbour.refusal(
            of: AddObject(worksites.id, name: "Pier 4", values: [shift.code: ["0"]]))
        #expect(none?.sentence == "Say how many shifts work there.")
        let pier = try await harbour.act(
            AddObject(worksites.id, name: "Pier 4", values: [shift.code: ["3"]]))
        #expect(pier.values == [shift.code: ["3"]])
        // A field of objects is none of contacts.
        let bob = try await harbour.add(.bob)
        let wrong = try await harbour.refusal(of: SetOwnFields(bob, [shift.code: ["3"]]))
        #expect(wrong?.sentence == "There is no field “shifts” for this kind of contact.")
        let unknown = try await harbour.refusal(
            of: AddObject(worksites.id, name: "x", values: ["size": ["L"]]))
        #expect(unknown?.sentence == "There is no field “size” for this kind of objects.")
    }

    @Test func `every change is in its history, and the second of two editors is told`()
        async throws
    {
        let pier = try await harbour.act(AddObject(worksites.id, name: "Pier 4"))
        let changed = try await harbour.act(
            ChangeObject(pier.id, expectedVersion: 1, name: "Pier 5"))
        #expect(changed.version == 2)
        #expect(changed.history.first?.old == "Pier 4")
        #expect(changed.history.first?.actorName == "the operator")
        let second = try await harbour.refusal(
            of: ChangeObject(pier.id, expectedVersion: 1, name: "Pier 6"))
        #expect(second?.code == .conflict)
        #expect(try await read(pier.id).name == "Pier 5")
    }

    @Test func `a contact has to do with it, and both say so`() async throws {
        let pier = try await harbour.act(AddObject(worksites.id, name: "Pier 4"))
        let bob = try await harbour.add(.bob)
        let tied = try await harbour.act(
            TieObject(pier.id, bob, capacity: "steward", startsOn: "2026-01-01"))
        #expect(tied.contacts.map(\.capacity) == ["steward"])
        let wrong = try await harbour.refusal(
            of: TieObject(pier.id, bob, startsOn: "2026-02-01", endsOn: "2026-01-01"))
        #expect(wrong?.sentence == "It ends on 2026-01-01, before it begins on 2026-02-01.")
        let newest = try #require(try await harbour.history(bob).first)
        #expect(newest.sentence == "The operator set the worksite to “Pier 4, steward”.")
        let objects = try await harbour.chapter.read { db in
            try ObjectsOfContact.read(of: bob, in: db, for: .operator)
        }
        #expect(objects.map(\.name) == ["Pier 4"])
        try await harbour.act(UntieObject(pier.id, bob, capacity: "steward"))
        #expect(try await read(pier.id).contacts.isEmpty)
        let again = try await harbour.refusal(of: UntieObject(pier.id, bob, capacity: "steward"))
        #expect(again?.code == .notFound)
    }

    @Test func `what was removed is on no list and comes back whole`() async throws {
        let pier = try await harbour.act(AddObject(worksites.id, name: "Çelik Pier"))
        try await harbour.act(AddObject(worksites.id, name: "Dock"))
        let list = ObjectList(worksites.id, search: "celik")
        func found() async throws -> [String] {
            try await harbour.chapter.read { db in
                try list.answer(in: db, for: .operator)
            }.get().objects.map(\.name)
        }
        #expect(try await found() == ["Çelik Pier"])
        try await harbour.act(RemoveObject(pier.id))
        #expect(try await found() == [])
        try await harbour.act(RemoveObject(pier.id, isRemoved: false))
        #expect(try await found() == ["Çelik Pier"])
    }

    @Test func `pages follow each other without a gap`() async throws {
        for number in 1...7 {
            try await harbour.act(AddObject(worksites.id, name: "Site \(number % 3)"))
        }
        var (names, next): ([Int64], String?) = ([], nil)
        repeat {
            let list = ObjectList(worksites.id, after: next, limit: 2)
            let page = try await harbour.chapter.read { db in
                try list.answer(in: db, for: .operator)
            }.get()
            #expect(page.count == 7)
            names += page.objects.map(\.id)
            next = page.next
        } while next != nil
        #expect(names.count == 7)
        #expect(Set(names).count == 7)
    }

    @Test func `kinds are named, not twice, and can be retired`() async throws {
        #expect(
            try await harbour.refusal(of: AddObjectType(name: " ", plural: "x"))?.sentence
                == "A kind of objects needs a name.")
        #expect(
            try await harbour.refusal(of: AddObjectType(name: "WORKSITE", plural: "x"))?.sentence
                == "There is a kind “Worksite” already.")
        try await harbour.act(
            ChangeObjectType(
                worksites.id, expectedVersion: 1, name: "Site", plural: "Sites", isRetired: true))
        #expect(
            try await harbour.refusal(of: AddObject(worksites.id, name: "x"))?.sentence
                == "No new Sites are made in this chapter.")
    }
}
