import Chapter
import GRDB
import TestSupport
import Testing

@Suite struct `Walking a street` {
    /// Adds somebody who lives there.
    private func resident(
        _ name: String, _ line1: String, _ line2: String = "", city: String = "Port",
        state: ReachState = .ok, kind: ReachKind = .home, in harbour: TestChapter
    ) async throws {
        let id = try await harbour.act(AddMember(name: name)).memberID
        try await harbour.act(
            SetAddresses(
                id,
                [PostalAddress(line1: line1, line2: line2, city: city, kind: kind, state: state)]))
    }

    @Test func `doors come street by street, the sides apart, in the order of numbers`()
        async throws
    {
        let harbour = try TestChapter.make()
        try await resident("Ana", "12 Quay Street", in: harbour)
        try await resident("Bob", "2 Quay Street", in: harbour)
        try await resident("Cai", "3 quay st", in: harbour)
        try await resident("Dan", "101 Quay Street", in: harbour)
        try await resident("Eve", "Calle Mayor 7", in: harbour)
        try await resident("Fay", "Old Mill", in: harbour)
        try await resident("Gil", "12 Quay Street", city: "Far", in: harbour)
        let walk = try await harbour.act(PrintWalkList(MemberList()))
        let read = walk.stretches.map { stretch in
            "\(stretch.place), \(stretch.street), \(stretch.side): "
                + stretch.doors.map(\.address).joined(separator: "; ")
        }
        #expect(
            read == [
                "Far, Quay Street, even: 12 Quay Street", "Port, Calle Mayor, odd: Calle Mayor 7",
                "Port, Old Mill, unknown: Old Mill",
                "Port, quay st, odd: 3 quay st; 101 Quay Street",
                "Port, Quay Street, even: 2 Quay Street; 12 Quay Street",
            ])
        #expect(walk.people == 7 && walk.doors == 7 && walk.withoutAddress == 0)
    }

    @Test func `who lives behind one door is knocked at once, and another flat is another door`()
        async throws
    {
        let harbour = try TestChapter.make()
        try await resident("Ana", "4 Quay Street", "Apt 2", in: harbour)
        try await resident("Bob", "4 Quay St.", "apartment 2", in: harbour)
        try await resident("Cai", "4 Quay Street", "Apt 3", in: harbour)
        try await resident("Dan", "5 Quay Street", state: .optedOut, in: harbour)
        try await resident("Eve", "6 Quay Street", kind: .work, in: harbour)
        try await harbour.add(.carol)
        let walk = try await harbour.act(PrintWalkList(MemberList(), why: "Saturday"))
        #expect(walk.stretches.flatMap(\.doors).map(\.names) == [["Ana", "Bob"], ["Cai"]])
        #expect(walk.withoutAddress == 3)
        let why = try await harbour.chapter.read { db in
            try String.fetchOne(
                db, sql: "SELECT new || ': ' || why FROM history WHERE act = 'PrintWalkList'")
        }
        #expect(why == "3 walk list: Saturday")
    }

    /// However addresses are written, nobody is lost and nobody is there twice.
    @Test(arguments: [1, 2, 3] as [UInt64]) func `everybody is at one door`(seed: UInt64)
        async throws
    {
        var numbers = TestSupport.SplitMix64(seed: seed)
        let harbour = try TestChapter.make()
        let lines = [
            "1 A Street", "1a A Street", "A Street 1", "½ B Road", "12-14 C", "", "9", "-3 D",
            "00 E",
            "99999999999999999999 F", "7 \u{202E}G", "Box 12",
        ]
        var names: Set<String> = []
        for number in 0..<40 {
            let line = lines[Int(numbers.next() % UInt64(lines.count))]
            let name = "N\(number)"
            // An address without anything is refused.
            let city = number % 3 == 0 && !line.isEmpty ? "" : "Port"
            try await resident(name, line, city: city, in: harbour)
            names.insert(name)
        }
        let walk = try await harbour.act(PrintWalkList(MemberList()))
        let walked = walk.stretches.flatMap(\.doors).flatMap(\.names)
        #expect(walked.count == walk.people && Set(walked).isSubset(of: names))
        #expect(walk.people + walk.withoutAddress == 40, "seed \(seed)")
    }
}
