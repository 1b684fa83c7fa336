import Chapter
import Federation
import GRDB
import TestSupport
import Testing

@Suite struct `Looking into the directory` {
    @Test func `only what is shown can be searched`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.rich(.bob)
        let eve = try await harbour.viewer(.eve)
        func found(_ search: String) async throws -> Bool {
            try await harbour.directory(DirectoryList(search: search), as: eve).count == 1
        }
        let words = ["Port", "hous", "stew", "pier", "docks"]
        try await harbour.lets(bob, [.name])
        #expect(try await found("obrien bob"))
        for word in words + ["0002", "example", "quay", "crane", "they"] {
            #expect(try await !found(word), "\(word) is not shown")
        }
        try await harbour.lets(bob, [.name, .town, .interests, .positions, .workplace])
        for word in words + ["PÓRT bob"] { #expect(try await found(word), Comment(rawValue: word)) }
        for word in ["ort", "0002", "quay", "crane", "%", "_"] {
            #expect(try await !found(word) || word.count == 1, Comment(rawValue: word))
        }
    }

    @Test func `pages follow each other without a gap, by name`() async throws {
        let harbour = try TestChapter.make()
        var names: [String] = []
        for number in 0..<23 {
            let name = "Ana \(String(number % 7)) \(number)"
            let id = try await harbour.act(AddMember(name: name)).memberID
            if number % 5 != 0 {
                try await harbour.lets(id, [.name])
                names.append(name)
            }
        }
        let eve = try await harbour.viewer(.eve)
        var (seen, after): ([String], String?) = ([], nil)
        repeat {
            let page = try await harbour.directory(
                DirectoryList(search: "ana", after: after, limit: 4), as: eve)
            #expect(page.count == names.count)
            seen += page.entries.map(\.name)
            after = page.next
        } while after != nil
        #expect(seen.count == names.count && Set(seen) == Set(names))
    }

    @Test func `it comes by family name, and tells none that is not shown`() async throws {
        let harbour = try TestChapter.make()
        for (name, given, family) in [
            ("Zoe García López", "Zoe", "García López"), ("Bo Ray", "Bo", "Adams"),
            ("Ana Garcia", "", ""),
        ] {
            let id = try await harbour.act(
                AddMember([.name: name, .givenName: given, .familyName: family])
            ).memberID
            try await harbour.lets(id, [.name])
        }
        let eve = try await harbour.viewer(.eve)
        var list = DirectoryList(limit: 1)
        list.isByFamily = true
        var (seen, cards): ([String], String) = ([], "")
        repeat {
            let page = try await harbour.directory(list, as: eve)
            seen += page.entries.map(\.name)
            cards += page.entries.map(\.card).joined()
            list.after = page.next
        } while list.after != nil
        #expect(seen == ["Ana Garcia", "Zoe García López", "Bo Ray"])
        #expect(cards.contains("N:García López;Zoe;;;"))
        #expect(cards.contains("N:;Bo Ray;;;") && !cards.contains("Adams"))
        var whole = DirectoryList()
        whole.isByFamily = true
        let taken = try await harbour.act(TakeDirectory(whole, why: "a mailing"), as: eve)
        #expect(taken.entries.map(\.name) == seen)
    }

    @Test func `whoever takes no part sees none of it`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.rich(.bob)
        try await harbour.lets(bob, [.name])
        for viewer in [Viewer.visitor, .operator] {
            await #expect(throws: Refusal.notAllowed(.takePart)) {
                try await harbour.directory(as: viewer)
            }
            #expect(try await harbour.entry(bob, as: viewer) == nil)
            #expect(
                try await harbour.refusal(of: TakeDirectory(why: "a mailing"), as: viewer)?.code
                    == .notAllowed)
        }
    }

    @Test func `a person is on the map roughly, an organization where it is`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.addIsland()
        let bob = try await harbour.islander("Bob O'Brien", "IC1 1AA")
        let hidden = try await harbour.islander("Dan Dee", "IC1 1AA", line: "9 Far Road")
        let home = try #require(GeoPoint(latitude: 40.123456, longitude: -29.987654))
        try await harbour.act(SetPlace(bob, home))
        try await harbour.act(SetPlace(hidden, home))
        try await harbour.lets(hidden, [.name, .address])
        let eve = try await harbour.viewer(.eve)
        func map() async throws -> DirectoryMap {
            try await harbour.chapter.read { db in
                try DirectoryMap.read(nil, in: db, for: eve).get()
            }
        }
        try await harbour.lets(bob, [.name])
        #expect(try await map().placed == 0)
        try await harbour.lets(bob, [.name, .place])
        let shown = try await map()
        let spot = try #require(shown.clusters.first)
        #expect(shown.placed == 1 && spot.only == bob)
        #expect(spot.latitude == 40_125_000 && spot.longitude == -29_985_000)
        let list = try await harbour.directory(DirectoryList(cell: spot.cell), as: eve)
        #expect(list.entries.map(\.name) == ["Bob O'Brien"])
        #expect(list.entries.map(\.address) == [[]])
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        try await harbour.act(SetAddresses(hotel, [PostalAddress(line1: "2 Pier", city: "Port")]))
        try await harbour.act(SetPlace(hotel, home))
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        try await harbour.act(SetDirectoryFields(hotel, [.name, .place]), as: alice)
        let exact = try await harbour.chapter.read { db in
            try DirectoryMap.read(PlaceView(near: home).scaled(0.04), in: db, for: eve).get()
        }
        #expect(exact.clusters.compactMap(\.name) == ["Harbour Hotel"])
        #expect(exact.clusters.map(\.latitude) == [40_123_456])
    }

    @Test func `where the others live does not show in the usual view`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.islander("Bob O'Brien", "IC1 1AA")
        let eve = try await harbour.viewer(.eve)
        func view() async throws -> PlaceView {
            try await harbour.chapter.read { db in
                try DirectoryMap.read(nil, in: db, for: eve).get().view
            }
        }
        let before = try await view()
        try await harbour.act(SetPlace(bob, GeoPoint(latitude: 40.1, longitude: -29.9)))
        #expect(try await view() == before)
    }

    @Test func `members with the same interests are those who show them`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.rich(.bob)
        let carol = try await harbour.viewer(.carol)
        let me = try #require(carol.memberID)
        try await harbour.act(SetInterests(me, ["TRANSIT", "housing", "Climate"]))
        let dan = try await harbour.act(AddMember(name: "Dan Dee", interests: ["Housing"])).memberID
        func alike() async throws -> [DirectoryLikeness] {
            try await harbour.chapter.read { db in
                try DirectoryLikeness.read(in: db, for: carol, at: .noon)
            }
        }
        try await harbour.lets(bob, [.name, .phone])
        #expect(try await alike() == [])
        try await harbour.lets(dan, [.name, .interests])
        try await harbour.lets(bob, [.name, .interests])
        #expect(try await alike().map(\.entry.name) == ["Bob O'Brien", "Dan Dee"])
        #expect(try await alike().map(\.shared) == [["Housing", "Transit"], ["Housing"]])
    }

    @Test func `it is taken out with a reason, which is written down`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.rich(.bob)
        try await harbour.lets(bob, [.name, .phone, .town])
        let eve = try await harbour.viewer(.eve)
        #expect(
            try await harbour.refusal(of: TakeDirectory(why: " "), as: eve)?.field == "why")
        #expect(
            try await harbour.refusal(
                of: TakeDirectory(DirectoryList(search: "nobody"), why: "x"), as: eve)?.code
                == .invalid)
        let taken = try await harbour.act(TakeDirectory(why: "phone tree"), as: eve)
        #expect(taken.entries.map(\.name) == ["Bob O'Brien"])
        #expect(taken.cards.contains("TEL;TYPE=VOICE,CELL,PREF:+1 555 010 0002"))
        #expect(taken.cards.contains("ADR;TYPE=HOME,PREF:;;;Port;;;\r\n"))
        for secret in ["Quay", "bob@example.org", "Pier 4", "crane", "9999"] {
            #expect(!taken.cards.contains(secret), Comment(rawValue: secret))
        }
        let written = try await harbour.chapter.read { db in
            try String.fetchOne(
                db, sql: "SELECT new || ': ' || why FROM history WHERE act = 'TakeDirectory'")
        }
        #expect(written == "1 entry of the directory: phone tree")
    }
}
