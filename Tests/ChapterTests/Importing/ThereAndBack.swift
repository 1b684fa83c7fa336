import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Lists there and back` {
    /// A chapter with kinds of membership and own fields, as two chapters of one union have them.
    private func chapter() async throws -> TestChapter {
        let chapter = try TestChapter.make()
        try await chapter.act(
            AddMembershipType(MembershipTypePlan(name: "Standard", term: .open)))
        try await chapter.act(
            AddMembershipType(MembershipTypePlan(name: "Low income", term: .open)))
        try await chapter.act(
            AddOwnField(OwnFieldPlan("Shirt", .choice, choices: ["S", "M, wide"])))
        try await chapter.act(
            AddOwnField(
                OwnFieldPlan("Skills", .choices, choices: ["Cook, or bake", "Drive", "Sew"])))
        // Called like something that every chapter has.
        try await chapter.act(AddOwnField(OwnFieldPlan("Title", .text)))
        return chapter
    }

    private func codes(_ chapter: TestChapter) async throws -> [String: String] {
        try await chapter.chapter.read { db in
            Dictionary(uniqueKeysWithValues: try OwnField.all(in: db).map { ($0.name, $0.code) })
        }
    }

    /// What the other chapter must have afterwards, in words.
    private func told(_ chapter: TestChapter) async throws -> [String] {
        try await chapter.chapter.read { db in
            let ids = try MemberID.fetchAll(db, sql: "SELECT id FROM member ORDER BY folded_name")
            let columns = ExportColumn.all(with: try OwnField.all(in: db))
            let facts = try ExportFacts(
                of: ids, for: columns, on: try chapterDay(db, at: .noon), in: db)
            return try StoredPerson.fetch(db, ids).map { person in
                columns.filter { $0 != .memberID }.map { column in
                    let cell = column.cell(of: person, facts)
                    // What has no order is compared without one.
                    return "\(column.header): "
                        + cell.split(separator: "; ").sorted().joined(separator: "; ")
                }.joined(separator: "\n")
            }
        }
    }

    private func filled() async throws -> TestChapter {
        let harbour = try await chapter()
        let fields = try await codes(harbour)
        let ana = try await harbour.act(
            AddMember(
                [
                    .name: "Ana Silva", .status: "supporter", .employer: "once at the docks",
                    .formOfAddress: "Dra.", .givenName: "Ana", .familyName: "da Silva, Costa",
                    .nameSuffix: "III", .nickname: "=Nita; Ani",
                ],
                emails: [Email("ana@example.org")], tags: ["Night, late"], interests: ["Housing"],
                skills: ["First aid", "Drives, a van"],
                allowDuplicate: true)
        ).memberID
        try await harbour.act(
            SetMessengers(
                ana,
                [
                    Messenger(.signal, "+49 30 555 0101", isPrimary: true),
                    Messenger(.webAddress, "https://ana.example/a;b,c"),
                ]))
        try await harbour.act(
            SetOwnFields(
                ana,
                [
                    try #require(fields["Shirt"]): ["M, wide"],
                    try #require(fields["Skills"]): ["Cook, or bake"],
                    try #require(fields["Title"]): ["Dr.\nand more"],
                ]))
        let hotel = try await harbour.addContact("Harbour Hotel, Ltd", .organization)
        let worksAt = try await harbour.relationType("works at").id
        try await harbour.act(AddRelation(ana, worksAt, .forward, hotel))
        try await harbour.act(GivePosition(ana, "Cook", at: hotel))
        try await harbour.act(GivePosition(ana, "treasurer"))
        let rui = try await harbour.act(
            AddMember([.name: "Rui Costa", .status: "contact"], emails: [Email("rui@example.org")])
        ).memberID
        try await harbour.chapter.feeds.database.write { db in
            for (person, kind, starts, until, ended, why) in [
                (
                    ana, "Standard", "2024-01-01", "2024-12-31" as String?, nil as String?,
                    nil as String?
                ),
                (ana, "Low income", "2025-01-01", nil, nil, nil),
                (rui, "Standard", "2023-02-03", "2026-12-31", "2025-03-01", "moved; far away"),
            ] {
                try db.execute(
                    sql: """
                        INSERT INTO membership_period (member_id, type_id, starts_on, runs_until,
                          grace_days, member_since, ended_on, why_ended, recorded_at, recorded_by)
                        SELECT ?, id, ?, ?, 30, '2020-05-06', ?, ?, 0, 'operator'
                        FROM membership_type WHERE name = ?
                        """, arguments: [person, starts, until, ended, why, kind])
            }
        }
        for person in [ana, rui] { try await harbour.act(Settle(person: person)) }
        return harbour
    }

    @Test func `a whole list goes to another chapter without loss, and is undone there`()
        async throws
    {
        let harbour = try await filled()
        let list = try await harbour.act(ExportPeople()).text
        #expect(list.contains("Signal=+49 30 555 0101; web address=https://ana.example/a%3Bb,c"))
        #expect(list.contains("Cook @ Harbour Hotel, Ltd; treasurer"))
        #expect(list.contains("Dra.,Ana,\"da Silva, Costa\",III,\"'=Nita; Ani\","))
        #expect(
            list.contains(
                "Standard 2023-02-03/2026-12-31 grace=30 since=2020-05-06 ended=2025-03-01 "
                    + "why=moved%3B far away"))
        let river = try await chapter()
        let report = try await river.stage(list)
        #expect(report.failed == [] && report.conflicts == [])
        #expect(report.new == 3)
        #expect(
            report.ties == ImportTies(organizations: 0, ties: 1, positions: 2, periods: 3),
            "the hotel comes with the list")
        try await river.apply(report)
        #expect(try await told(river) == told(harbour))
        // The same list again says nothing new.
        let again = try await river.stage(list)
        #expect(again.unchanged == 3 && again.ties.isEmpty)
        let undone = try await river.act(UndoImport(report.number))
        #expect(undone.kept == [] && undone.removed == 3 && undone.periods == 3)
        #expect(try await river.everything() == [])
    }

    @Test func `periods of somebody who is known are added and taken back`() async throws {
        let river = try await chapter()
        let known = "AK_ID,name,status\n1,Ann Li,supporter\n"
        try await river.apply(try await river.stage(known))
        let before = try await river.everything()
        let list = "AK_ID,name,memberships\n1,Ann Li,Standard 2026-01-01/..\n"
        let report = try await river.stage(list)
        #expect(report.updated == 1 && report.ties.periods == 1)
        let rows = try await river.chapter.read { db in
            try ImportRows(report.number, .updated, field: "membership")
                .answer(in: db, for: .operator).get().rows
        }
        #expect(rows.map(\.new) == ["Standard, 2026-01-01, no end"])
        #expect(rows.map(\.fields) == [["membership"]])
        try await river.apply(report)
        let ann = try #require(try await river.list(MemberList()).people.first)
        #expect(ann.status == "member")
        #expect(try await river.stage(list).unchanged == 1)
        let undone = try await river.act(UndoImport(report.number))
        #expect(undone.kept == [] && undone.restored == 1 && undone.periods == 1)
        #expect(try await river.everything() == before)
    }

    @Test(arguments: [
        ("Gold 2026-01-01/..", "is no membership of a kind that this chapter has"),
        ("Standard 2026-13-01/..", "is no membership of a kind that this chapter has"),
        ("Standard 2026-05-01/2026-04-01", "is no membership of a kind that this chapter has"),
        ("Standard 2026-01-01/.. grace=999", "is no membership of a kind that this chapter has"),
        ("Standard 2026-01-01/..; Standard 2026-05-01/..", "overlaps with the one from"),
    ])
    func `a period that cannot be is refused with its row`(cell: String, reason: String)
        async throws
    {
        let river = try await chapter()
        let report = try await river.stage("name,memberships\nAnn Li,\(cell)\n")
        #expect(report.failed.count == 1)
        #expect(report.failed.first?.reason.contains(reason) == true)
    }
}

/// Lets the status follow from the periods, as each act on them does.
private struct Settle: Act {
    static let permission = Permission.managePeople
    let person: MemberID

    func perform(in context: ActContext) throws -> Result<Bool, Refusal> {
        try context.settleMembership(of: person, by: "SettleMemberships")
        return .success(true)
    }
}
