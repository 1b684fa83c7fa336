import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Finding duplicates` {
    @Test func `a pair is found when somebody is added, and goes when they are told apart`()
        async throws
    {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let rob = try await harbour.act(AddMember(name: "Robert O’Brien", phone: "555 010 0002"))
        #expect(rob.possibleDuplicates.first?.score.reasons == [.samePhone, .nickname])
        let page = try await harbour.queue()
        #expect(page.pairs.map(\.first.summary.name) == ["Bob O'Brien"])
        #expect(page.pairs.map(\.reasons) == [[.samePhone, .nickname]])
        #expect(page.pairs.first?.points == 68)
        try await harbour.act(SetPhones(bob, []))
        #expect(try await harbour.queue().pairs.isEmpty)
        try await harbour.act(SetPhones(bob, [Phone("+1 555 010 0002")]))
        #expect(try await harbour.queue().pairs.count == 1)
        try await harbour.act(EditMember(bob, changes: [.name: "Karl Moser"]))
        #expect(try await harbour.queue().pairs.isEmpty)
        #expect(rob.memberID > bob)
    }

    @Test func `looking through everybody finds what a list has brought`() async throws {
        let harbour = try TestChapter.make()
        let list = """
            AK_ID,first_name,last_name,Email,Mobile_Phone,birth_date,Address1,City,Zip
            1,Ana,Silva,ana@example.org,,,12 Mill Street Apt 4,Port,04101
            2,Silva,Ana,ANA@example.org,,,,,
            3,Rui,Costa,,555 0101,1980-02-03,,,
            4,Rui,Costa,,555 0199,1980-02-03,,,
            5,Eva,Moser,,,,"12 Mill St., #4",Port,04101
            6,Eva,Maria Moser,,,,12 Mill Street Apt. 4,Port,04101
            7,Karl,Marks,,,,,,
            8,Karl,Marks,karl@example.org,,,,,
            9,Jo,King,jo@example.org,,,,,
            10,Jo,King,king@example.org,,,,,
            """
        try await harbour.apply(try await harbour.stage(list))
        #expect(try await harbour.queue().pairs.isEmpty)
        #expect(try await harbour.chapter.duplicateScanIsDue(at: .noon))
        let scan = try await harbour.chapter.scanForDuplicates(at: .noon)
        let names = try await harbour.queue().pairs.map {
            [$0.first.summary.name, $0.second.summary.name].joined(separator: " = ")
        }
        #expect(
            Set(names) == [
                "Ana Silva = Silva Ana", "Rui Costa = Rui Costa", "Eva Moser = Eva Maria Moser",
                "Karl Marks = Karl Marks",
            ])
        #expect(scan.shown == 4)
        #expect(try await !harbour.chapter.duplicateScanIsDue(at: .noon))
        #expect(try await harbour.chapter.duplicateScanIsDue(at: .noon + 24 * 3_600_000))
        // A second time nothing changes.
        _ = try await harbour.chapter.scanForDuplicates(at: .noon)
        #expect(try await harbour.queue().pairs.count == 4)
        try await harbour.act(UndoImport(1))
        #expect(try await harbour.list(MemberList()).count == 0, "a pair keeps nobody")
        #expect(try await harbour.queue().pairs.isEmpty)
    }

    @Test func `one at a time and everybody at once find the same`() async throws {
        var random = TestSupport.SplitMix64(seed: 20_260_501)
        let harbour = try TestChapter.make()
        let given = ["Ana", "Anna", "Rui", "Robert", "Bob", "Eva"]
        let family = ["Silva", "Sliva", "Costa", "O'Brien"]
        for _ in 0..<60 {
            var act = AddMember(
                [
                    .name: "\(given.randomElement(using: &random)!) "
                        + "\(family.randomElement(using: &random)!)"
                ], allowDuplicate: true)
            if Bool.random(using: &random) {
                act.emails = [Email("p\(Int.random(in: 0..<12, using: &random))@example.org")]
            }
            if Bool.random(using: &random) {
                act.phones = [Phone("555 01\(Int.random(in: 10..<20, using: &random))")]
            }
            if Bool.random(using: &random) {
                let line = "\(Int.random(in: 1...3, using: &random)) Mill Lane"
                act.addresses = [PostalAddress(line1: line, city: "Port")]
            }
            if Bool.random(using: &random) {
                act.values[PersonField.birthDate] =
                    "1980-02-0\(Int.random(in: 1...3, using: &random))"
            }
            try await harbour.act(act)
        }
        let single = try await harbour.pairRows()
        #expect(single.count > 20)
        _ = try await harbour.chapter.scanForDuplicates(at: .noon)
        #expect(try await harbour.pairRows() == single)
    }

    @Test func `what was decided stays, and can be taken back`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let rob = try await harbour.act(AddMember(name: "Rob O’Brien", phone: "555 010 0002"))
            .memberID
        #expect(try await harbour.act(DecideDuplicate(rob, bob, .notTheSame)) == .open)
        _ = try await harbour.chapter.scanForDuplicates(at: .noon)
        try await harbour.act(EditMember(rob, changes: [.name: "Robert O'Brien"]))
        #expect(try await harbour.queue().pairs.isEmpty)
        let decided = try await harbour.queue(.notTheSame)
        #expect(decided.pairs.count == 1)
        #expect(decided.counts == [.open: 0, .later: 0, .notTheSame: 1])
        #expect(try await harbour.act(DecideDuplicate(bob, rob, .open)) == .notTheSame)
        #expect(try await harbour.queue().pairs.count == 1)
        let same = try await harbour.refusal(of: DecideDuplicate(bob, bob, .later))
        #expect(same?.code == .invalid)
    }

    @Test func `the queue comes in pages, by reason and by contact`() async throws {
        let harbour = try TestChapter.make()
        var ids: [MemberID] = []
        for _ in 0..<6 {
            ids.append(
                try await harbour.act(
                    AddMember(name: "Ana Silva", phone: "555 0101", allowDuplicate: true)
                ).memberID)
        }
        var seen: [DuplicatePair] = []
        var question = DuplicateQueue(limit: 4)
        repeat {
            let page = try await harbour.answer(question)
            seen += page.pairs
            question.after = page.next
        } while question.after != nil
        #expect(seen.count == 15)
        #expect(
            Set(seen.map { "\($0.first.summary.memberID)-\($0.second.summary.memberID)" }).count
                == 15)
        #expect(try await harbour.answer(DuplicateQueue(reason: .sameEmail)).pairs.isEmpty)
        #expect(try await harbour.answer(DuplicateQueue(reason: .samePhone)).pairs.count == 15)
        #expect(try await harbour.answer(DuplicateQueue(contact: ids[0])).pairs.count == 5)
    }

    @Test func `others write while very many people are looked through`() async throws {
        let harbour = try TestChapter.make()
        let count = 5000
        try await harbour.chapter.feeds.database.write { db in
            for number in 1...count {
                // Every fiftieth is the one before once more, with the names turned round.
                let person = number % 50 == 0 ? number - 1 : number
                let name = "given\(person % 97) family\(person)"
                let shown = person == number ? name : "family\(person) given\(person % 97)"
                try db.execute(
                    sql: "INSERT INTO member (name, folded_name, status) VALUES (?, ?, 'contact')",
                    arguments: [shown, shown])
                try db.execute(
                    sql: """
                        INSERT INTO member_phone (member_id, number, kind, state, is_primary, key)
                        VALUES (?, ?, 'mobile', 'ok', 'primary', ?)
                        """,
                    arguments: [
                        db.lastInsertedRowID, "\(1_000_000 + person)", "\(1_000_000 + person)",
                    ])
            }
        }
        async let scan = harbour.chapter.scanForDuplicates(at: .noon)
        for number in 0..<5 {
            try await harbour.act(AddMember(name: "Someone \(number)"))
        }
        #expect(try await scan.shown == count / 50)
        #expect(try await harbour.list(MemberList(search: "someone")).count == 5)
    }

    @Test func `two of whom only the town is known do not live behind one door`() async throws {
        let harbour = try TestChapter.make()
        for address in ["ana@example.org", "silva@example.org"] {
            var act = AddMember([.name: "Ana Silva"], allowDuplicate: true)
            act.emails = [Email(address)]
            act.addresses = [PostalAddress(city: "Port")]
            try await harbour.act(act)
        }
        #expect(try await harbour.queue().pairs.isEmpty)
        #expect(try await harbour.chapter.scanForDuplicates(at: .noon).shown == 0)
    }

    @Test func `who has changed meanwhile is compared again before a pair is written`()
        async throws
    {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let rob = try await harbour.act(AddMember(name: "Rob O’Brien", phone: "555 010 0002"))
            .memberID
        let pair = ContactPair(bob, rob)
        func found(_ mark: Int64) async throws -> Int? {
            try await harbour.chapter.read { db in
                let score = DuplicateScore(points: 68, reasons: [.samePhone, .nickname])
                return try db.score(of: pair, after: mark, score)?.points
            }
        }
        let mark = try await harbour.chapter.read { db in
            try Int64.fetchOne(db, sql: "SELECT max(id) FROM history") ?? 0
        }
        try await harbour.act(AddMember(name: "Somebody Else"))
        #expect(try await found(mark) == 68)
        try await harbour.act(SetPhones(rob, []))
        #expect(try await found(mark) == nil)
    }

    @Test func `a switchboard tells nothing`() async throws {
        let harbour = try TestChapter.make()
        for number in 0..<(largestDuplicateBlock + 2) {
            try await harbour.act(
                AddMember(name: "Ana \(number)", phone: "555 0101", allowDuplicate: true))
        }
        let scan = try await harbour.chapter.scanForDuplicates(at: .noon)
        #expect(scan.compared == 0)
    }
}

extension TestChapter {
    /// The pairs of one state.
    func queue(_ decision: DecideDuplicate.Decision = .open) async throws -> DuplicateQueue.Page {
        try await answer(DuplicateQueue(decision))
    }

    /// A page of pairs.
    func answer(_ question: DuplicateQueue) async throws -> DuplicateQueue.Page {
        try await chapter.read { db in try question.answer(in: db, for: .operator).get() }
    }

    /// Every pair as text.
    fileprivate func pairRows() async throws -> [String] {
        try await chapter.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM duplicate_pair").map { "\($0)" }
        }
    }
}
