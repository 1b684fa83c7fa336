import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

/// Chapters with something random in every table that refers to people.
@Suite struct `Random merges` {
    @Test(arguments: 1...30)
    func `merging and undoing leaves everything as it was`(seed: UInt64) async throws {
        var random = TestSupport.SplitMix64(seed: seed)
        let harbour = try TestChapter.make()
        let ids = try await harbour.randomPeople(&random)
        let first = try await harbour.allRows()
        var merges: [Int64] = []
        var left = ids
        for _ in 0..<8 where left.count > 2 {
            let before = try await harbour.allRows()
            let pair = left.shuffled(using: &random).prefix(2)
            let sides = PersonField.allCases.filter { $0 != .status && $0 != .name }
                .map { ($0, MergeSide.allCases.randomElement(using: &random)!) }
            let act = MergeContacts(
                keep: pair[0], gone: pair[1], choices: Dictionary(uniqueKeysWithValues: sides))
            let result = try await harbour.chapter.perform(act, as: .operator, at: .noon)
            guard case .success(let merged) = result else {
                #expect(try await harbour.allRows() == before, "a refusal changes nothing")
                continue
            }
            let without = try await harbour.allRows()
            #expect(without != before)
            let spoken = try await harbour.chapter.read { db in try db.mergeCounts(of: pair[1]) }
            #expect(spoken.isEmpty, "seed \(seed): nothing speaks of whoever went")
            let report = try await harbour.act(UndoMerge(merged.id))
            #expect(report.stayed.isEmpty && report.newer.isEmpty, "seed \(seed)")
            let different = try await harbour.allRows().symmetricDifference(before).sorted()
            #expect(different == [], "seed \(seed): \(different.joined(separator: "\n"))")
            merges.append(try await harbour.act(act).id)
            left.removeAll { $0 == pair[1] }
        }
        #expect(!merges.isEmpty, "seed \(seed): nothing was tried")
        for merge in merges.reversed() { try await harbour.act(UndoMerge(merge)) }
        #expect(
            try await harbour.allRows().symmetricDifference(first).sorted() == [],
            "seed \(seed): undone one after the other")
        let broken = try await harbour.chapter.read { db in
            try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
        }
        #expect(broken == 0)
    }

    @Test(arguments: 31...45)
    func `merging three or four at once and undoing leaves everything as it was`(seed: UInt64)
        async throws
    {
        var random = TestSupport.SplitMix64(seed: seed)
        let harbour = try TestChapter.make()
        let ids = try await harbour.randomPeople(&random)
        // Of every other chapter nobody has a role or a group, which refuse most sets of four.
        if seed.isMultiple(of: 2) {
            try await harbour.chapter.feeds.database.write { db in
                try db.execute(sql: "DELETE FROM member_role; DELETE FROM group_handle")
            }
        }
        let before = try await harbour.allRows()
        var merges = 0
        for attempt in 0..<60 where merges < 4 {
            let chosen = Array(ids.shuffled(using: &random).prefix(3 + attempt % 2))
            let sources = PersonField.allCases.filter { $0 != .status && $0 != .name }
                .map { ($0, chosen.randomElement(using: &random)!) }
            let act = MergeTogether(
                keep: chosen[0], others: Array(chosen.dropFirst()),
                choices: Dictionary(uniqueKeysWithValues: sources))
            let result = try await harbour.chapter.perform(act, as: .operator, at: .noon)
            guard case .success(let merged) = result else { continue }
            merges += 1
            for gone in chosen.dropFirst() {
                let spoken = try await harbour.chapter.read { db in try db.mergeCounts(of: gone) }
                #expect(spoken.isEmpty, "seed \(seed): nothing speaks of whoever went")
            }
            var reports: [MergeReport] = []
            if Bool.random(using: &random) {
                reports = try await harbour.act(
                    UndoMergeTogether(merged.ids.randomElement(using: &random)!))
            } else {
                for id in merged.ids.reversed() {
                    reports.append(try await harbour.act(UndoMerge(id)))
                }
            }
            #expect(reports.count == merged.ids.count)
            #expect(reports.allSatisfy { $0.stayed.isEmpty && $0.newer.isEmpty }, "seed \(seed)")
            let different = try await harbour.allRows().symmetricDifference(before).sorted()
            #expect(different == [], "seed \(seed): \(different.joined(separator: "\n"))")
        }
        #expect(
            merges > 0 || !seed.isMultiple(of: 2), "seed \(seed): every set was refused")
        // What was refused has changed nothing either.
        #expect(try await harbour.allRows() == before)
    }
}

extension TestChapter {
    /// Every row of every table but histories, merges and sessions, which do not come back.
    ///
    /// Versions count on, which is their use.
    fileprivate func allRows() async throws -> Set<String> {
        try await chapter.read { db in
            var lines: Set<String> = []
            let tables = try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM sqlite_schema WHERE type = 'table'
                      AND name NOT IN ('history', 'merge', 'merge_row', 'merge_count',
                        'sqlite_sequence', 'sign_in_link', 'member_token', 'half_sign_in',
                        'printed_code')
                      AND name NOT LIKE 'member_search_%'
                    """)
            for table in tables {
                let columns = table == "member_search" ? "rowid, words" : "*"
                for row in try Row.fetchAll(db, sql: "SELECT \(columns) FROM \"\(table)\"") {
                    let cells = row.filter { table != "member" || $0.0 != "version" }
                    lines.insert(table + cells.map { " \($0.0)=\($0.1)" }.joined())
                }
            }
            return lines
        }
    }

    /// Six people, and rows about them in every table.
    fileprivate func randomPeople(_ random: inout TestSupport.SplitMix64) async throws -> [MemberID]
    {
        var ids: [MemberID] = []
        let names = ["Ana Silva", "Ana Sliva", "Bob O'Brien", "Robert O'Brien", "Eva", "Rui Costa"]
        for name in names {
            func some(_ texts: [String]) -> [String] {
                texts.filter { _ in Bool.random(using: &random) }
            }
            var act = AddMember(
                [.name: name, .status: "member"],
                emails: some(["a@x.org", "b@x.org", "c@x.org"]).map {
                    Email($0, state: ReachState.allCases.randomElement(using: &random)!)
                },
                phones: some(["555 0101", "555 0102"]).map { Phone($0) },
                addresses: some(["12 Mill Street", "5 Pier"]).map {
                    PostalAddress(line1: $0, city: "Port")
                }, tags: some(["A", "B", "C"]), interests: some(["D", "E"]),
                skills: some(["F", "G"]), allowDuplicate: true)
            for field in [PersonField.job, .shift, .birthDate, .doNotCall] {
                guard Bool.random(using: &random) else { continue }
                act.values[field] =
                    switch field {
                    case .birthDate: "198\(Int.random(in: 0...9, using: &random))-02-03"
                    case .doNotCall: ["yes", "no"].randomElement(using: &random)
                    default: ["x", "y"].randomElement(using: &random)
                    }
            }
            ids.append(try await self.act(act).memberID)
        }
        var lines = fixedRows
        for _ in 0..<120 {
            let (one, other) = (
                ids.randomElement(using: &random)!, ids.randomElement(using: &random)!
            )
            let row = RandomRow(
                one: one, other: other, thing: Int.random(in: 1...2, using: &random),
                number: Int.random(in: 1...1_000_000, using: &random),
                isOn: Bool.random(using: &random))
            lines.append(row.kinds.randomElement(using: &random)!)
        }
        let (sql, people) = (lines, ids)
        try await chapter.feeds.database.write { db in
            for line in sql { try db.execute(sql: line) }
            for id in people { _ = try db.renewDerived(of: id) }
        }
        try await self.act(Settling(people: ids))
        return ids
    }
}

/// Brings the status of people in line with their random periods.
private struct Settling: Act {
    static let permission = Permission.managePeople
    let people: [MemberID]

    func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        for id in people { try context.settleMembership(of: id, by: "Settling") }
        return .success(())
    }
}

/// What the random rows hang on.
private let fixedRows: [String] = (1...2).flatMap { number -> [String] in
    [
        "INSERT INTO meeting (id, nonce, title, place, online_link, starts_at, ends_at, time_zone, "
            + "utc_offset, agenda, audience) VALUES (unhex16(\(number)), unhex16(9), 'M', '', '', 1, 2, 'UTC', 0, '', "
            + "'chapter')",
        "INSERT INTO agreement (kind, title, made_at, made_by) VALUES ('other', 'A', 1, '1')",
        "INSERT INTO membership_type (name, folded_name, period) VALUES ('T\(number)', 't\(number)', "
            + "'open')",
        "INSERT INTO saved_search (name, folded_name, query, is_shared, owner, changed_at) VALUES "
            + "('S\(number)', 's\(number)', '{}', 1, '1', 1)",
        "INSERT INTO interaction (kind, side, summary, at, made_at, made_by) VALUES ('task', 'us', "
            + "'I', 1, 1, '1')",
        "INSERT INTO object_type (name, plural, folded_name) VALUES ('O\(number)', 'O', 'o\(number)')",
        "INSERT INTO own_object (type_id, name, folded_name, made_at, made_by) VALUES (\(number), "
            + "'O', 'o', 1, '1')",
    ].map {
        $0.replacing(/unhex16\((\d)\)/) { "x'\(String(repeating: "0\($0.output.1)", count: 16))'" }
    }
}

/// A row of some table about one or two people.
private struct RandomRow {
    let one: MemberID
    let other: MemberID
    let thing: Int
    let number: Int
    let isOn: Bool

    private var bytes: String { "x'\(String(repeating: "0\(thing)", count: 16))'" }
    private func blob(_ length: Int) -> String {
        let digits = String(number, radix: 16)
        return "x'\(String(repeating: "0", count: length * 2 - digits.count))\(digits)'"
    }
    private var day: String { isOn ? "'2026-01-0\(thing)'" : "NULL" }

    var kinds: [String] {
        let add = "INSERT OR IGNORE INTO"
        return [
            "\(add) member_role (member_id, role, since, until) VALUES (\(one), 'coordinator', 1, \(isOn ? "2" : "NULL"))",
            "\(add) member_passphrase VALUES (\(one), 'kept', \(number))",
            "\(add) second_step (member_id, secret, made) VALUES (\(one), \(blob(20)), \(number))",
            "\(add) recovery_code VALUES (\(blob(32)), \(one))",
            "\(add) calendar_address VALUES (\(one), \(blob(32)), \(number))",
            "\(add) member_token (hash, member_id, created, expires) VALUES (\(blob(32)), \(one), 1, 2)",
            "\(add) group_handle VALUES (\(one), \(bytes), \(blob(16)))",
            "\(add) group_founder VALUES (\(bytes), \(one))",
            "\(add) rsvp VALUES (\(bytes), \(one), '\(isOn ? "yes" : "no")', \(number))",
            "\(add) attendance (meeting_id, member_id, arrived_at, left_at, recorded_by) VALUES (\(bytes), \(one), \(number), \(isOn ? "\(number + 1)" : "NULL"), \(other))",
            "UPDATE meeting SET changed_by = \(one) WHERE id = \(bytes)",
            "\(add) agreement_party VALUES (\(thing), \(one), \(isOn ? "'chair'" : "NULL"), \(day), NULL)",
            "UPDATE agreement SET task_assignee = \(one) WHERE id = \(thing)",
            "\(add) membership_period (member_id, type_id, starts_on, runs_until, recorded_at, recorded_by) VALUES (\(one), \(thing), '2026-01-01', \(day), \(number), '1')",
            "\(add) standing_override (member_id, is_good, starts_on, why, recorded_at, recorded_by) VALUES (\(one), 1, '2026-01-01', 'so', \(number), '1')",
            "\(add) relation (type_id, from_id, to_id, starts_on, ends_on) SELECT id, min(\(one), \(other)), max(\(one), \(other)), \(day), \(day) FROM relation_type WHERE code = 'knows' AND \(one) <> \(other)",
            "\(add) relation (type_id, from_id, to_id, starts_on) SELECT id, \(one), \(other), \(day) FROM relation_type WHERE code = 'lives in' AND \(one) <> \(other)",
            "\(add) position (member_id, title, key, organization_id, starts_on) VALUES (\(one), 'P', 'p', \(isOn ? "\(other)" : "NULL"), \(day))",
            "UPDATE member SET point_person = \(other) WHERE id = \(one) AND \(one) <> \(other)",
            "UPDATE interaction SET assignee = \(one) WHERE id = \(thing)",
            "\(add) interaction_party VALUES (\(thing), \(one), \(number), \(isOn ? "'as chair'" : "NULL"))",
            "\(add) saved_search_person VALUES (\(thing), \(one), \(isOn ? 1 : 0), \(number), '1')",
            "\(add) own_object_contact (object_id, member_id, capacity, starts_on) VALUES (\(thing), \(one), 'c', \(day))",
            "\(add) member_messenger (member_id, service, handle, state, is_primary, key) VALUES (\(one), 'Signal', 's\(thing)', 'ok', '', 's\(thing)')",
            "\(add) member_own_field (member_id, field_code, value, key) VALUES (\(one), 'f', 'v\(thing)', 'f\(thing)')",
            "\(add) duplicate_pair (first_id, second_id, score, reasons, state) SELECT min(\(one), \(other)), max(\(one), \(other)), 50, '', 'not the same' WHERE \(one) <> \(other)",
        ]
    }
}
