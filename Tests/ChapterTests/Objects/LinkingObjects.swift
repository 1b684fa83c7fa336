import Chapter
import TestSupport
import Testing

@Suite struct `Own objects that name each other` {
    private let harbour: TestChapter
    private let buildings: ObjectType
    private let sites: ObjectType
    private let place: OwnField
    private let heads: OwnField

    init() async throws {
        harbour = try TestChapter.make()
        buildings = try await harbour.act(AddObjectType(name: "Building", plural: "Buildings"))
        sites = try await harbour.act(AddObjectType(name: "Worksite", plural: "Worksites"))
        place = try await harbour.act(
            AddOwnField(
                OwnFieldPlan(
                    "Building", .object, objectType: sites.id, linkedType: buildings.id,
                    backName: "Worksites in it")))
        heads = try await harbour.act(
            AddOwnField(OwnFieldPlan("Heads", .number, objectType: sites.id)))
    }

    private func read(_ id: Int64) async throws -> OwnObject {
        try await harbour.chapter.read { db in
            try OwnObject.read(id, in: db, for: .operator)
        }.get()
    }

    private func names(_ list: ObjectList) async throws -> [String] {
        try await harbour.chapter.read { db in try list.answer(in: db, for: .operator) }.get()
            .objects.map(\.name)
    }

    @Test func `a link is on both, in the words of each end`() async throws {
        let mill = try await harbour.act(AddObject(buildings.id, name: "Mill"))
        let site = try await harbour.act(
            AddObject(sites.id, name: "Spinning", values: [place.code: ["\(mill.id)"]]))
        let friend = try await harbour.act(
            AddOwnField(OwnFieldPlan("Works in", .object, linkedType: buildings.id)))
        let bob = try await harbour.add(.bob)
        try await harbour.act(SetOwnFields(bob, [friend.code: ["\(mill.id)"]]))
        let links = try await read(mill.id).links
        #expect(links.map(\.words) == ["Works in", "Worksites in it"])
        #expect(links.map(\.id) == [bob.description, "\(site.id)"])
        #expect(links.map(\.kind) == [nil, "Worksites"])
        try await harbour.act(RemoveObject(site.id))
        #expect(try await read(mill.id).links.count == 1)
        let emptied = try await harbour.act(
            ChangeObject(site.id, expectedVersion: 2, values: [place.code: []]))
        #expect(emptied.values[place.code] == nil)
    }

    @Test func `only an object of the kind can be named`() async throws {
        let site = try await harbour.act(AddObject(sites.id, name: "Spinning"))
        for wrong in ["\(site.id)", "99"] {
            let refusal = try await harbour.refusal(
                of: AddObject(sites.id, name: "x", values: [place.code: [wrong]]))
            #expect(
                refusal?.sentence == "There is no object with the number \(wrong) for “Building”.")
        }
        let text = try await harbour.refusal(
            of: AddObject(sites.id, name: "x", values: [place.code: ["mill"]]))
        #expect(
            text?.sentence == "“mill” is no number of an object, which “Building” must be.")
        let kindless = try await harbour.refusal(of: AddOwnField(OwnFieldPlan("A", .object)))
        #expect(kindless?.field == "linkedType")
    }

    @Test func `a list is cut by words, values, links and contacts`() async throws {
        let mill = try await harbour.act(AddObject(buildings.id, name: "Çelik Mill"))
        let owner = try await harbour.act(
            AddOwnField(OwnFieldPlan("Owner", .line, objectType: sites.id)))
        for (name, count) in [("Spinning", "9"), ("Weaving", "12"), ("Office", "")] {
            try await harbour.act(
                AddObject(
                    sites.id, name: name,
                    values: [
                        heads.code: [count], owner.code: count.isEmpty ? [] : ["100% Cotton Ltd"],
                        place.code: name == "Weaving" ? ["\(mill.id)"] : [],
                    ]))
        }
        func list(_ field: OwnField, _ test: ObjectFilter.Test, _ value: String) -> ObjectList {
            ObjectList(sites.id, filters: [ObjectFilter(field.code, test, value)])
        }
        #expect(try await names(list(heads, .least, "10")) == ["Weaving"])
        #expect(try await names(list(heads, .most, "9.5")) == ["Spinning"])
        #expect(try await names(list(heads, .is, "12.0")) == ["Weaving"])
        #expect(try await names(list(owner, .contains, "cotton")) == ["Spinning", "Weaving"])
        #expect(try await names(list(owner, .contains, "0% c")) == ["Spinning", "Weaving"])
        #expect(try await names(list(owner, .contains, "_")) == [])
        #expect(try await names(list(place, .contains, "celik")) == ["Weaving"])
        #expect(try await names(list(place, .is, "\(mill.id)")) == ["Weaving"])
        var both = list(heads, .least, "1")
        both.search = "spin"
        #expect(try await names(both) == ["Spinning"])
        let bob = try await harbour.add(.bob)
        let office = try await harbour.chapter.read { [sites] db in
            try ObjectList(sites.id, search: "office").answer(in: db, for: .operator)
        }.get().objects[0]
        try await harbour.act(TieObject(office.id, bob, capacity: "cleaner"))
        #expect(try await names(ObjectList(sites.id, contact: bob)) == ["Office"])
        let unknown = ObjectList(sites.id, filters: [ObjectFilter("nothing", .is, "1")])
        let refusal = try await harbour.chapter.read { db in
            try unknown.answer(in: db, for: .operator)
        }
        guard case .failure(let said) = refusal else {
            Issue.record("a field that is not there must be refused")
            return
        }
        #expect(said.sentence == "There is no field “nothing” for this kind of objects.")
    }

    @Test func `the list goes out as CSV, and the history says so`() async throws {
        let mill = try await harbour.act(AddObject(buildings.id, name: "Mill, old"))
        let site = try await harbour.act(
            AddObject(
                sites.id, name: "=Spinning",
                values: [place.code: ["\(mill.id)"], heads.code: ["9"]]))
        try await harbour.act(AddObject(sites.id, name: "Weaving"))
        let bob = try await harbour.add(.bob)
        try await harbour.act(TieObject(site.id, bob, capacity: "steward"))
        let all = try await harbour.act(ExportObjects(ObjectList(sites.id)))
        let name = try await harbour.record(bob).name
        #expect(
            all.text.split(separator: "\r\n").map(String.init) == [
                "number,name,Building,Heads,contacts",
                "\(site.id),'=Spinning,\"Mill, old\",9,\(name) (steward)",
                "\(site.id + 1),Weaving,,,",
            ])
        let some = try await harbour.act(
            ExportObjects(ObjectList(sites.id, search: "weav"), columns: ["name", heads.code]))
        #expect(some.text == "name,Heads\r\nWeaving,\r\n")
        #expect(some.rows == 1)
        let wrong = try await harbour.refusal(
            of: ExportObjects(ObjectList(sites.id), columns: ["secret"]))
        #expect(wrong?.field == "columns")
    }
}
