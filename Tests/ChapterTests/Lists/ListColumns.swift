import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Columns of a list` {
    /// Everything that a list can show of Ana, and nothing of it of Ben.
    private struct Shown {
        let harbour: TestChapter
        let ana: MemberID
        let ben: MemberID
        let codes: [String]
    }

    private func shown() async throws -> Shown {
        let harbour = try TestChapter.make()
        let ben = try await harbour.act(AddMember(name: "Ben Ode")).memberID
        var codes: [String] = []
        for plan in [
            OwnFieldPlan("Has a car", .yesNo),
            OwnFieldPlan("Speaks", .choices, choices: ["A", "B"]),
            OwnFieldPlan("Buddy", .contact), OwnFieldPlan("Story", .text),
        ] {
            codes.append(try await harbour.act(AddOwnField(plan)).code)
        }
        let ana = try await harbour.act(
            AddMember(
                [
                    .name: "Ana Silva", .status: "contact", .employer: "Port Ltd",
                    .workplace: "Quay 4",
                    .job: "Crane operator", .shift: "nights", .language: "pt", .district: "ME_01",
                    .branch: "North",
                    .birthDate: "2008-05-02",
                ],
                addresses: [
                    PostalAddress(line1: "2 Mill", city: "Braga", postcode: "4700"),
                    PostalAddress(
                        line1: "1 Pier", city: "Porto", postcode: "4000", isPrimary: true),
                ],
                ownFields: [
                    codes[0]: ["yes"], codes[1]: ["A", "B"], codes[2]: [ben.description],
                    codes[3]: ["Long"],
                ])
        ).memberID
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let type = try await harbour.chapter.read {
            try Int64.fetchOne($0, sql: "SELECT id FROM relation_type WHERE code = 'works at'")
        }
        try await harbour.act(AddRelation(ana, try #require(type), .forward, hotel))
        try await harbour.act(GivePosition(ana, "Steward", at: hotel))
        try await harbour.act(SetPointPerson(ben, for: .these([ana])))
        try await harbour.act(GiveRole(ben, .coordinator))
        return Shown(harbour: harbour, ana: ana, ben: ben, codes: codes)
    }

    @Test func `the values are those of the record, and names instead of numbers`() async throws {
        let shown = try await shown()
        let own = shown.codes.map { PeopleColumn.ownField($0) }
        var list = MemberList(search: "Ana")
        list.shown = ShownColumns(PeopleColumn.builtIn + own, at: .noon)
        let ana = try #require(try await shown.harbour.list(list).people.first)
        let texts = Dictionary(
            uniqueKeysWithValues: (PeopleColumn.builtIn + own).map {
                ($0.rawValue, ana.texts($0).joined(separator: "; "))
            })
        #expect(
            texts == [
                "status": "contact", "email": "", "phone": "", "interests": "", "tags": "",
                "joined": "", "came": "", "town": "Porto", "postcode": "4000",
                "district": "ME_01", "branch": "North", "language": "pt",
                "employer": "Port Ltd",
                "workplace": "Quay 4", "job": "Crane operator", "shift": "nights",
                "organizations": "Harbour Hotel", "positions": "Steward @ Harbour Hotel",
                "point": "Ben Ode", "number": shown.ana.description, "age": "17",
                "roles": "", own[0].rawValue: "yes",
                own[1].rawValue: "A; B", own[2].rawValue: "Ben Ode", own[3].rawValue: "Long",
            ])
        #expect(ana.more[own[2]]?.first?.text == shown.ben.description)
        list.search = "Ben"
        let ben = try #require(try await shown.harbour.list(list).people.first)
        #expect(Set(ben.more.keys) == [.number, .roles])
        #expect(ben.texts(.roles) == ["coordinator"])
        // What nobody asked for is not read.
        list.shown = ShownColumns([.town, own[0]], at: .noon)
        list.search = "Ana"
        let few = try #require(try await shown.harbour.list(list).people.first)
        #expect(Set(few.more.keys) == [.town, own[0]])
    }

    @Test func `a relation that is over is none of the day`() async throws {
        let shown = try await shown()
        let harbour = shown.harbour
        try await harbour.chapter.feeds.database.write {
            try $0.execute(sql: "UPDATE relation SET ends_on = '2020-01-01'")
        }
        var list = MemberList(search: "Ana")
        list.shown = ShownColumns([.organizations, .positions], at: .noon)
        let ana = try #require(try await harbour.list(list).people.first)
        #expect(ana.texts(.organizations).isEmpty)
        #expect(ana.texts(.positions) == ["Steward @ Harbour Hotel"])
    }

    @Test func `names of columns come back as they were, and others are refused`() throws {
        for column in PeopleColumn.builtIn + [.ownField("speaks[]")] {
            #expect(PeopleColumn(rawValue: column.rawValue) == column)
        }
        #expect(PeopleColumn(rawValue: "own:") == nil)
        #expect(PeopleColumn(rawValue: "own:a,b") == nil)
        #expect(PeopleColumn(rawValue: "shoes") == nil)
        let view = ListView(
            [.ownField("b"), .town, .ownField("a"), .status, .ownField("b")], by: .name)
        #expect(view.columns == [.status, .town, .ownField("b"), .ownField("a")])
        let stored = view.stored
        #expect(ListView(stored: stored.columns, sort: stored.sort) == view)
    }

    @Test func `a search keeps own fields that there are, and not too many columns`() async throws {
        let shown = try await shown()
        let harbour = shown.harbour
        let view = ListView([.town, .ownField(shown.codes[1])], by: .name)
        let id = try await harbour.act(
            SaveSearch("A", SearchQuery(), isShared: true, view: view))
        let kept = try await harbour.chapter.read {
            try SavedSearch.read(id, in: $0, for: .operator).get().view
        }
        #expect(kept == view)
        let unknown = ListView([.ownField("shoe_size")], by: .name)
        for refusal in [
            try await harbour.refusal(of: KeepListView(id, unknown)),
            try await harbour.refusal(
                of: SaveSearch("B", SearchQuery(), isShared: true, view: unknown)),
            try await harbour.refusal(
                of: ChangeSearch(
                    id, version: 1, name: "A", SearchQuery(), isShared: true, view: unknown)),
        ] {
            #expect(refusal?.sentence == "Contacts have no field with the code “shoe_size”.")
        }
        for number in 0..<20 {
            try await harbour.act(AddOwnField(OwnFieldPlan("Field \(number)", .line)))
        }
        let many = try await harbour.chapter.read {
            try OwnField.all(in: $0).map { PeopleColumn.ownField($0.code) }
        }
        #expect(many.count == ListView.columnsAtMost)
        try await harbour.act(KeepListView(id, ListView(many, by: .name)))
        let wide = ListView(many + [.town], by: .name)
        #expect(try await harbour.refusal(of: KeepListView(id, wide))?.code == .invalid)
    }

    @Test func `a file has the columns that the list shows`() async throws {
        let shown = try await shown()
        let fields = try await shown.harbour.chapter.read { try OwnField.all(in: $0) }
        let view = ListView(
            [.town, .employer, .organizations, .pointPerson, .ownField(shown.codes[0])], by: .name)
        let file = try await shown.harbour.act(
            ExportPeople(MemberList(search: "Ana"), columns: view.exported(with: fields)))
        #expect(
            file.text == "name,city,employer,organizations,Has a car\r\n"
                + "Ana Silva,Porto,Port Ltd,Harbour Hotel,yes\r\n")
    }
}
