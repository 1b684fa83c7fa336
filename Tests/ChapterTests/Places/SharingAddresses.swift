import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Addresses that several have` {
    private let harbour: TestChapter
    private let hotel: MemberID
    private let ana: MemberID
    private let rui: MemberID
    private let office = PostalAddress(line1: "1 Quay", city: "Port", kind: .work)

    init() async throws {
        harbour = try TestChapter.make()
        hotel = try await harbour.addContact("Harbour Hotel", .organization)
        ana = try await harbour.act(AddMember(name: "Ana")).memberID
        rui = try await harbour.act(AddMember(name: "Rui")).memberID
        try await harbour.act(SetAddresses(hotel, [office]))
        for person in [ana, rui] {
            let type = try await harbour.chapter.read { db in
                try #require(
                    try Int64.fetchOne(
                        db, sql: "SELECT id FROM relation_type WHERE code = 'works at'"))
            }
            try await harbour.act(AddRelation(person, type, .forward, hotel))
        }
    }

    private func shared(_ member: MemberID) async throws -> [SharedAddress] {
        try await harbour.chapter.read { db in
            try SharedAddress.all(of: member, in: db, for: .operator).get()
        }
    }

    private func holders(_ member: MemberID) async throws -> [String] {
        try await harbour.chapter.read { db in
            try SharedAddress.holders(of: member, in: db, for: .operator).get()
                .map(\.contact.name)
        }
    }

    private func lines(_ member: MemberID) async throws -> [String] {
        try await harbour.record(member).addresses.map { "\($0.kind) \($0.line1)" }
    }

    @Test func `somebody takes over where they work, and a change at one place is one for all`()
        async throws
    {
        try await harbour.act(
            SetAddresses(ana, [PostalAddress(line1: "12 Mill Street", city: "Port")]))
        #expect(try await holders(ana) == ["Harbour Hotel"])
        try await harbour.act(TakeAddressOf(ana, hotel))
        try await harbour.act(TakeAddressOf(rui, hotel))
        #expect(try await lines(ana) == ["home 12 Mill Street", "work 1 Quay"])
        #expect(try await harbour.record(rui).addresses.first?.isPrimary == true)
        #expect(try await holders(ana) == [])
        let address = try #require(try await shared(ana).last)
        #expect(address.place == 2 && address.count == 2)
        #expect(address.others.map(\.name) == ["Harbour Hotel", "Rui"])
        let changed = try await harbour.act(
            ChangeSharedAddress(
                hotel, 1, to: PostalAddress(line1: "2 Pier", city: "Port"), alsoFor: [ana, rui]))
        #expect(changed.contacts == 3)
        #expect(try await lines(ana) == ["home 12 Mill Street", "work 2 Pier"])
        #expect(try await lines(rui) == ["work 2 Pier"])
        #expect(try await lines(hotel) == ["work 2 Pier"])
        for member in [hotel, ana, rui] {
            let line = try await harbour.history(member)[0]
            #expect(line.field == "address" && line.act == "ChangeSharedAddress")
        }
        let undone = try await harbour.act(UndoMove(try #require(changed.id)))
        #expect(undone.restored == 3 && undone.kept == 0)
        #expect(try await lines(rui) == ["work 1 Quay"])
        #expect(try await lines(ana) == ["home 12 Mill Street", "work 1 Quay"])
    }

    @Test func `whoever is not ticked keeps theirs, and undoing leaves what is newer`() async throws
    {
        for person in [ana, rui] { try await harbour.act(TakeAddressOf(person, hotel)) }
        let changed = try await harbour.act(
            ChangeSharedAddress(ana, 1, to: PostalAddress(line1: "2 Pier"), alsoFor: [hotel]))
        #expect(try await lines(rui) == ["work 1 Quay"])
        #expect(try await shared(ana)[0].others.map(\.name) == ["Harbour Hotel"])
        try await harbour.act(SetAddresses(ana, [PostalAddress(line1: "3 Dock")]))
        let undone = try await harbour.act(UndoMove(try #require(changed.id)))
        #expect(undone.restored == 1 && undone.kept == 1)
        #expect(try await lines(ana) == ["home 3 Dock"])
        #expect(try await lines(hotel) == ["work 1 Quay"])
    }

    @Test func `what cannot be is refused in words, and nothing has changed`() async throws {
        try await harbour.act(TakeAddressOf(ana, hotel))
        let new = PostalAddress(line1: "2 Pier")
        #expect(
            try await harbour.refusal(
                of: ChangeSharedAddress(hotel, 1, to: new, alsoFor: [ana, rui]))?.sentence
                == "Rui has this address no longer. Look at who has it again.")
        #expect(try await lines(ana) == ["work 1 Quay"])
        #expect(
            try await harbour.refusal(of: ChangeSharedAddress(hotel, 2, to: new, alsoFor: []))?
                .sentence == "Harbour Hotel has no such address.")
        let many = (1...201).map { MemberID(Int64(1000 + $0)) }
        #expect(
            try await harbour.refusal(of: ChangeSharedAddress(hotel, 1, to: new, alsoFor: many))?
                .sentence == "At most 200 others are changed at once.")
        let other = try await harbour.addContact("Sea View", .organization)
        #expect(
            try await harbour.refusal(of: TakeAddressOf(ana, other))?.sentence
                == "Ana neither lives nor works there. Say so first, then take the address.")
        try await harbour.act(SetAddresses(hotel, []))
        #expect(
            try await harbour.refusal(of: TakeAddressOf(rui, hotel))?.sentence
                == "Harbour Hotel has no postal address.")
        let same = try await harbour.act(
            ChangeSharedAddress(ana, 1, to: office, alsoFor: []))
        #expect(same.id == nil)
    }

    @Test func `a town alone is shared with nobody, and no list is read for it`() async throws {
        for person in [ana, rui] {
            try await harbour.act(SetAddresses(person, [PostalAddress(city: "Port")]))
        }
        #expect(try await shared(ana).map(\.count) == [0])
        let plan = try await harbour.chapter.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    EXPLAIN QUERY PLAN SELECT DISTINCT member_id FROM member_address
                    WHERE \(linesKeySQL("key")) = 'x'
                    """
            ).map { $0["detail"] as String }
        }
        #expect(plan.contains { $0.contains("member_address_by_all_lines") }, "\(plan)")
    }
}
