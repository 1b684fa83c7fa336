import Chapter
import TestSupport
import Testing

@Suite struct `Who looks after whom` {
    @Test func `many get a point person at once, and it can be taken back`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.add(.alice)
        let (bob, carol) = (try await harbour.add(.bob), try await harbour.add(.carol))
        try await harbour.act(SetPointPerson(bob, for: .these([carol])))
        let done = try await harbour.act(SetPointPerson(alice, for: .all(MemberList())))
        #expect(done.changed == 2 && done.unchanged == 1)
        #expect(try await harbour.pointPerson(of: carol) == "Alice Moreno")
        #expect(try await harbour.pointPerson(of: alice) == nil)
        // Bob gets another one meanwhile, so that only Carol goes back.
        try await harbour.act(SetPointPerson(carol, for: .these([bob])))
        let undone = try await harbour.act(UndoPointPersons(try #require(done.id)))
        #expect(undone.restored == 1 && undone.kept == 1)
        #expect(try await harbour.pointPerson(of: carol) == "Bob O'Brien")
        #expect(try await harbour.pointPerson(of: bob) == "Carol Nuñez")
        let again = try await harbour.refusal(of: UndoPointPersons(try #require(done.id)))
        #expect(again?.code == .conflict)
    }

    @Test func `one change is a line of history that can be taken back`() async throws {
        let harbour = try TestChapter.make()
        let (alice, bob) = (try await harbour.add(.alice), try await harbour.add(.bob))
        try await harbour.act(SetPointPerson(alice, for: .these([bob])))
        let line = try await harbour.latest(bob)
        #expect(line.sentence == "The operator set the point person to “Alice Moreno”.")
        try await harbour.act(RevertChange(line.id))
        #expect(try await harbour.pointPerson(of: bob) == nil)
        #expect(try await harbour.refusal(of: RevertChange(line.id))?.code == .conflict)
    }

    @Test func `an organization or a former member looks after nobody`() async throws {
        let harbour = try TestChapter.make()
        let (bob, eve) = (try await harbour.add(.bob), try await harbour.add(.eve))
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        try await harbour.act(EndMembership(eve, why: "moved"))
        for somebody in [hotel, eve] {
            let refusal = try await harbour.refusal(
                of: SetPointPerson(somebody, for: .these([bob])))
            #expect(refusal?.field == "who")
        }
        #expect(
            try await harbour.refusal(of: SetPointPerson(bob, for: .these([])))?.field == "people")
    }

    @Test func `the load counts what the list shows`() async throws {
        let harbour = try TestChapter.make()
        let (alice, bob) = (try await harbour.add(.alice), try await harbour.add(.bob))
        let carol = try await harbour.add(.carol)
        try await harbour.act(SetPointPerson(alice, for: .these([bob, carol])))
        let load = try await harbour.chapter.read { db in
            try PointPersonLoad.read(in: db, for: .operator).get()
        }
        #expect(load.entries.map(\.person.name) == ["Alice Moreno"])
        #expect(load.entries.map(\.count) == [2] && load.entries.map(\.members) == [2])
        #expect(load.nobodys == 1)
        var list = MemberList()
        list.pointPerson = .of(alice)
        #expect(try await harbour.list(list).people.map(\.name) == ["Bob O'Brien", "Carol Nuñez"])
        list.pointPerson = .nobody
        #expect(try await harbour.list(list).people.map(\.name) == ["Alice Moreno"])
    }
}

extension TestChapter {
    fileprivate func pointPerson(of member: MemberID) async throws -> String? {
        try await chapter.read { db in
            try PointPersonLoad.pointPerson(of: member, in: db, for: .operator).get()?.name
        }
    }
}
