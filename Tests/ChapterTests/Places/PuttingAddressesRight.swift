import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Putting right how addresses are read` {
    @discardableResult private func person(_ harbour: TestChapter, _ name: String, at line: String)
        async throws
        -> MemberID
    {
        try await harbour.act(
            AddMember(
                [.name: name], addresses: [PostalAddress(line1: line, city: "Port")],
                allowDuplicate: true)
        ).memberID
    }

    private func readings(_ harbour: TestChapter, _ member: MemberID) async throws
        -> [AddressReading]
    {
        try await harbour.chapter.read { db in
            try AddressReading.all(of: member, in: db, for: .operator).get()
        }
    }

    @Test func `it says how each home address was read`() async throws {
        let harbour = try TestChapter.make()
        let ana = try await harbour.act(AddMember(name: "Ana")).memberID
        try await harbour.act(
            SetAddresses(
                ana,
                [
                    PostalAddress(line1: "1 Office Park", city: "Port", kind: .work),
                    PostalAddress(line1: "12 Mill St., apt 3", city: "Port", kind: .home),
                ]))
        let reading = try #require(try await readings(harbour, ana).first)
        #expect(reading.place == 2 && reading.lines == ["12 Mill St., apt 3", "Port"])
        #expect(reading.number == "12" && reading.street == "mill street")
        #expect(reading.unit == "3" && reading.floor == nil && !reading.isByHand)
    }

    @Test func `a town alone is nobody's door`() async throws {
        let harbour = try TestChapter.make()
        let ana = try await harbour.act(
            AddMember([.name: "Ana"], addresses: [PostalAddress(city: "Port")])
        ).memberID
        #expect(try await readings(harbour, ana).isEmpty)
        let refusal = try await harbour.refusal(
            of: SetAddressParts(ana, 1, SetAddressParts.Parts(street: "Mill Street")))
        #expect(refusal?.code == .conflict)
    }

    @Test func `what is put right counts for matching and households, for everybody there`()
        async throws
    {
        let harbour = try TestChapter.make()
        let ana = try await person(harbour, "Ana Silva", at: "The Mill, third house, flat 4")
        try await person(harbour, "Rui Silva", at: "12 Mill Street Apt 4")
        let eva = try await person(harbour, "Eva Silva", at: "THE MILL, third house, flat 4")
        #expect(try await harbour.homesToDecide().isEmpty)
        let parts = SetAddressParts.Parts(number: "012", street: "Mill St.", unit: "#4")
        let set = try await harbour.act(SetAddressParts(ana, 1, parts))
        #expect(set.map(\.isByHand) == [true])
        #expect(set[0].number == "12" && set[0].street == "mill street" && set[0].unit == "4")
        #expect(try await readings(harbour, eva)[0].isByHand, "the same lines are the same address")
        let homes = try await harbour.homesToDecide()
        let names = homes.flatMap(\.people).map(\.name).sorted()
        #expect(names == ["Ana Silva", "Eva Silva", "Rui Silva"])
        // Reading all addresses anew keeps it, and so does saving the record.
        try await harbour.chapter.feeds.database.write { db in
            try db.execute(sql: "DELETE FROM address_part")
        }
        try await harbour.chapter.settleAddressParts()
        #expect(try await harbour.homesToDecide().flatMap(\.people).count == 3)
        let line = try #require(
            try await harbour.history(ana).first { $0.field == "address reading" })
        #expect(line.new == "12, mill street, unit 4")
        try await harbour.act(SetAddressParts(ana, 1, nil))
        #expect(try await readings(harbour, eva).map(\.isByHand) == [false])
        #expect(try await harbour.homesToDecide().isEmpty)
    }

    @Test func `walk lists and points go by it`() async throws {
        let harbour = try TestChapter.make()
        let ana = try await person(harbour, "Ana", at: "The Mill, third house")
        try await person(harbour, "Rui", at: "14 Mill Street")
        let zed = try await person(harbour, "Zed", at: "12 Mill Street")
        let point = try #require(GeoPoint(latitude: 40.1, longitude: -29.9))
        try await harbour.act(SetPlace(zed, point))
        #expect(try await harbour.place(ana).point == nil)
        try await harbour.act(
            SetAddressParts(ana, 1, SetAddressParts.Parts(number: "12", street: "mill street")))
        #expect(try await harbour.place(ana).point == point, "she lives behind the same door")
        let walk = try await harbour.act(PrintWalkList(MemberList()))
        #expect(walk.stretches.map(\.doors.count) == [2])
        #expect(walk.stretches[0].doors.map(\.names) == [["Ana", "Zed"], ["Rui"]])
        try await harbour.act(SetAddressParts(ana, 1, nil))
        #expect(try await harbour.place(ana).point == nil)
        #expect(try await harbour.place(zed).point == point)
    }

    @Test func `what makes no sense is refused in words`() async throws {
        let harbour = try TestChapter.make()
        let ana = try await person(harbour, "Ana", at: "12 Mill Street")
        let parts = SetAddressParts.Parts(number: "12")
        #expect(
            try await harbour.refusal(of: SetAddressParts(ana, 1, parts))?.sentence
                == "Say the street, or give the address back to how we read it.")
        let right = SetAddressParts.Parts(number: "12", street: "Mill Lane")
        #expect(
            try await harbour.refusal(of: SetAddressParts(ana, 2, right))?.sentence
                == "Ana has no such home address.")
        let late = SetAddressParts(ana, 1, right, expectedVersion: 99)
        #expect(try await harbour.refusal(of: late)?.code == .conflict)
        #expect(try await readings(harbour, ana).map(\.isByHand) == [false])
    }
}
