import Chapter
import Federation
import TestSupport
import Testing

@Suite struct `Relations between contacts` {
    @Test func `a relation stands on both records, in the words of each side`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let worksAt = try await harbour.relationType("works at")
        try await harbour.act(
            AddRelation(bob, worksAt.id, .forward, hotel, startsOn: "2024-02-01", note: "kitchen"))
        #expect(try await harbour.relations(of: bob) == ["works at Harbour Hotel"])
        #expect(try await harbour.relations(of: hotel) == ["employs Bob O'Brien"])
    }

    @Test func `a relation is added from the other side as well`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let worksAt = try await harbour.relationType("works at")
        try await harbour.act(AddRelation(hotel, worksAt.id, .backward, bob))
        #expect(try await harbour.relations(of: bob) == ["works at Harbour Hotel"])
    }

    @Test func `both contacts have it in their history and on their timeline`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let worksAt = try await harbour.relationType("works at")
        try await harbour.act(AddRelation(bob, worksAt.id, .forward, hotel, startsOn: "2024-02-01"))
        #expect(
            try await harbour.latest(bob).sentence
                == "The operator set the relation to “works at Harbour Hotel from 2024-02-01”.")
        #expect(
            try await harbour.latest(hotel).sentence
                == "The operator set the relation to “employs Bob O'Brien from 2024-02-01”.")
        for contact in [bob, hotel] {
            let page = try await harbour.chapter.read { db in
                try PersonTimeline(contact).answer(in: db, for: .operator).get()
            }
            let fields = page.entries.flatMap(\.lines).map(\.field)
            #expect(fields.contains("relation"))
        }
    }

    @Test func `members read nothing of relations in their own history`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let id = try #require(bob.memberID)
        let eve = try await harbour.add(.eve)
        let knows = try await harbour.relationType("knows")
        try await harbour.act(AddRelation(id, knows.id, .forward, eve))
        try await harbour.act(GivePosition(id, "steward", note: "a secret remark"))
        let (history, timeline) = try await harbour.chapter.read { db in
            (
                try MemberHistory(id).answer(in: db, for: bob).get(),
                try PersonTimeline(id).answer(in: db, for: bob).get()
            )
        }
        #expect(!history.contains { $0.sentence.contains("Eve") || $0.sentence.contains("secret") })
        let lines = timeline.entries.flatMap(\.lines)
        #expect(!lines.contains { $0.sentence.contains("Eve") || $0.sentence.contains("secret") })
        let own = try await harbour.chapter.read { db in
            try ContactRelations(id).answer(in: db, for: bob, at: .noon)
        }
        #expect(throws: Refusal.self) { try own.get() }
    }

    @Test func `what reads alike from both ends is kept once and refused twice`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let eve = try await harbour.add(.eve)
        let knows = try await harbour.relationType("knows")
        try await harbour.act(AddRelation(eve, knows.id, .forward, bob))
        #expect(try await harbour.relations(of: bob) == ["knows Eve Adams"])
        #expect(try await harbour.relations(of: eve) == ["knows Bob O'Brien"])
        for (one, other) in [(bob, eve), (eve, bob)] {
            let refusal = try await harbour.refusal(of: AddRelation(one, knows.id, .forward, other))
            #expect(refusal?.code == .conflict)
            #expect(
                refusal?.sentence
                    == "Bob O'Brien and Eve Adams have this relation already. Change its dates "
                    + "instead.")
        }
    }

    @Test func `what makes no sense is refused in words`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let eve = try await harbour.add(.eve)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let knows = try await harbour.relationType("knows").id
        let worksAt = try await harbour.relationType("works at").id
        let cases: [(AddRelation, String)] = [
            (AddRelation(bob, knows, .forward, bob), "no relation with itself"),
            (AddRelation(bob, worksAt, .forward, eve), "“employs” is said of an organization"),
            (AddRelation(hotel, worksAt, .forward, hotel), "no relation with itself"),
            (AddRelation(bob, knows, .forward, hotel), "and Harbour Hotel is an organization"),
            (
                AddRelation(
                    bob, worksAt, .forward, hotel, startsOn: "2026-02-01", endsOn: "2026-01-31"),
                "cannot end before it begins"
            ),
            (AddRelation(bob, worksAt, .forward, hotel, startsOn: "yesterday"), "is no day"),
            (AddRelation(bob, 999, .forward, hotel), "There is no kind of relation with this id."),
            (AddRelation(bob, knows, .forward, MemberID(999)), "There is no contact with this id."),
        ]
        for (act, words) in cases {
            let refusal = try #require(try await harbour.refusal(of: act))
            #expect(refusal.sentence.contains(words), "\(refusal.sentence)")
        }
        #expect(try await harbour.relations(of: bob) == [])
    }

    @Test func `a household has one head at a time`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let carol = try await harbour.add(.carol)
        let house = try await harbour.addContact("Pier Road 7", .household)
        let head = try await harbour.act(
            AddRelationType(
                EnteredRelationType(
                    "is the head of", "has as head", from: .person, to: .household, isOneTo: true)))
        let first = try await harbour.act(
            AddRelation(bob, head, .forward, house, startsOn: "2024-01-01"))
        let refusal = try await harbour.refusal(of: AddRelation(carol, head, .forward, house))
        #expect(
            refusal?.sentence
                == "Pier Road 7 can have only one relation “has as head” at a time, and has one "
                + "with Bob O'Brien. End that one first.")
        try await harbour.act(EndRelation(first.id, of: bob))
        try await harbour.act(AddRelation(carol, head, .forward, house))
        #expect(
            try await harbour.relations(of: house)
                == ["has as head Carol Nuñez", "(has as head Bob O'Brien)"])
        // Taking the end back would give the house two heads.
        let version = try await harbour.record(bob).version
        let undo = TakeBack(bob, after: version - 1, through: version)
        #expect(try await harbour.refusal(of: undo)?.code == .conflict)
    }

    @Test func `a limit of what reads alike holds for both ends`() async throws {
        let harbour = try TestChapter.make()
        let (bob, carol, eve) = (
            try await harbour.add(.bob), try await harbour.add(.carol), try await harbour.add(.eve)
        )
        let spouse = try await harbour.act(
            AddRelationType(
                EnteredRelationType("is married to", from: .person, to: .person, isOneFrom: true)))
        try await harbour.act(AddRelation(carol, spouse, .forward, bob))
        for act in [
            AddRelation(eve, spouse, .forward, bob), AddRelation(carol, spouse, .forward, eve),
        ] {
            #expect(try await harbour.refusal(of: act)?.code == .conflict)
        }
    }

    @Test func `who left and came back has two relations, one of them over`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let worksAt = try await harbour.relationType("works at").id
        let first = try await harbour.act(AddRelation(bob, worksAt, .forward, hotel))
        try await harbour.act(EndRelation(first.id, of: bob, on: "2026-03-31"))
        let again = AddRelation(bob, worksAt, .forward, hotel)
        #expect(try await harbour.refusal(of: again)?.sentence.contains("it began again") == true)
        try await harbour.act(
            AddRelation(bob, worksAt, .forward, hotel, startsOn: "2026-04-15"))
        #expect(
            try await harbour.relations(of: bob)
                == ["works at Harbour Hotel", "(works at Harbour Hotel)"])
        #expect(try await harbour.refusal(of: EndRelation(first.id, of: bob))?.code == .conflict)
    }

    @Test func `adding, changing, ending and removing can each be taken back`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let worksAt = try await harbour.relationType("works at").id
        func undo(_ done: TieChanged) async throws -> Int {
            try await harbour.act(TakeBack(bob, after: done.version - 1, through: done.version))
        }
        let added = try await harbour.act(AddRelation(bob, worksAt, .forward, hotel))
        let undone = try await undo(added)
        #expect(undone == added.version + 1)
        #expect(try await harbour.relations(of: bob) == [])
        #expect(try await harbour.relations(of: hotel) == [])
        // Undoing can be undone.
        try await harbour.act(TakeBack(bob, after: undone - 1, through: undone))
        let entry = try await harbour.relation(of: bob)
        let changed = try await harbour.act(
            ChangeRelation(entry.id, of: bob, startsOn: "2025-01-01", note: "nights"))
        #expect(try await harbour.relation(of: bob).note == "nights")
        _ = try await undo(changed)
        #expect(try await harbour.relation(of: bob).startsOn == nil)
        let ended = try await harbour.act(EndRelation(entry.id, of: bob))
        #expect(try await harbour.relations(of: hotel) == ["(employs Bob O'Brien)"])
        _ = try await undo(ended)
        let removed = try await harbour.act(RemoveRelation(entry.id, of: bob))
        #expect(try await harbour.relations(of: hotel) == [])
        _ = try await undo(removed)
        #expect(try await harbour.relations(of: hotel) == ["employs Bob O'Brien"])
        // The organization's own line takes it back as well.
        let line = try await harbour.latest(hotel)
        try await harbour.act(RevertChange(line.id))
        #expect(try await harbour.relations(of: bob) == [])
    }

    @Test func `only one of its own contacts leads to a relation`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let eve = try await harbour.add(.eve)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let worksAt = try await harbour.relationType("works at").id
        let added = try await harbour.act(AddRelation(bob, worksAt, .forward, hotel))
        let refusal = try await harbour.refusal(of: RemoveRelation(added.id, of: eve))
        #expect(refusal?.code == .notFound)
    }

    @Test func `two steps from somebody are found, without the way back`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let carol = try await harbour.add(.carol)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let worksAt = try await harbour.relationType("works at").id
        try await harbour.act(AddRelation(bob, worksAt, .forward, hotel))
        try await harbour.act(AddRelation(carol, worksAt, .forward, hotel))
        let network = try await harbour.chapter.read { db in
            try RelationNetwork.read(around: bob, in: db, for: .operator, at: .noon).get()
        }
        #expect(network.neighbours.map(\.contact.name) == ["Harbour Hotel"])
        #expect(network.neighbours[0].further.map(\.other.name) == ["Carol Nuñez"])
        #expect(network.neighbours[0].more == 0 && network.more == 0)
    }

    @Test func `many relations of one kind are counted and read a page at a time`() async throws {
        let harbour = try TestChapter.make()
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        let worksAt = try await harbour.relationType("works at").id
        for number in 100..<225 {
            let id = try await harbour.act(AddMember(name: "Worker \(number)")).memberID
            try await harbour.act(AddRelation(id, worksAt, .forward, hotel))
        }
        let (groups, first, second) = try await harbour.chapter.read { db in
            var list = RelationList(hotel, worksAt, .backward)
            let first = try list.answer(in: db, for: .operator, at: .noon).get()
            list.skipping = first.next ?? 0
            return (
                try ContactRelations(hotel).answer(in: db, for: .operator, at: .noon).get(), first,
                try list.answer(in: db, for: .operator, at: .noon).get()
            )
        }
        #expect(groups.count == 1)
        #expect(groups[0].count == 125 && groups[0].entries.count == 20)
        #expect(first.count == 125 && first.entries.count == 100)
        #expect(second.entries.map(\.other.name).first == "Worker 200")
        #expect(second.entries.count == 25 && second.next == nil)
    }
}

extension TestChapter {
    /// The one relation of a contact.
    fileprivate func relation(of member: MemberID) async throws -> RelationEntry {
        let groups = try await chapter.read { db in
            try ContactRelations(member).answer(in: db, for: .operator, at: .noon).get()
        }
        let entries = groups.flatMap(\.entries)
        #expect(entries.count == 1)
        return try #require(entries.first)
    }
}

extension TimelineEntry {
    /// The lines of history of which it consists; none for a meeting.
    fileprivate var lines: [HistoryEntry] {
        if case .changes(let lines) = kind { lines } else { [] }
    }
}
