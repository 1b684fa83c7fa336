import Federation
import Feeds
import Foundation
import GRDB
import TestSupport

@testable import Chapter

/// A chapter that has something in every table that an archive takes, as chance has made it: with
/// gaps between the ids, with texts that a careless writer of CSV would break, with merges.
struct FullChapter {
    let chapter: TestChapter

    static let people = 40

    init(seed: UInt64) async throws {
        let chapter = try TestChapter.make(named: "Harbour")
        let feeds = chapter.chapter.feeds
        let filled = try await feeds.database.write { db in
            var filling = Filling(chance: Chance(state: seed))
            try filling.fillOwn(db)
            try filling.fillPeople(db)
            try filling.fillTies(db)
            try filling.fillMemberships(db)
            try filling.fillMeetings(db, feeds)
            try filling.fillTimeline(db)
            try filling.fillTags(db)
            try filling.fillHistory(db)
            try filling.fillMap(db)
            return filling
        }
        try await chapter.act(
            MergeContacts(keep: filled.people[0], gone: filled.people[1], why: "One, \"really\""))
        self.chapter = chapter
    }
}

/// Fills tables with what chance gives.
struct Filling {
    var chance: Chance
    var people: [MemberID] = []
    var organizations: [MemberID] = []
    var searches: [Int64] = []
    var agreements: [Int64] = []
    var objects: [Int64] = []
    var meetings: [ObjectID] = []

    static let texts = [
        "Ana", "O'Brien, \"Bob\"", "=SUM(A1:A9)", "+49 30", "-1", "@home", "Núñez", "李", "a;b|c",
        "'quoted'", "x\u{301}", "<b>bold</b>", "tab\there", "e\u{2028}f", "100 %",
    ]

    init(chance: Chance) { self.chance = chance }

    mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &chance)]
    }
    mutating func text() -> String { pick(Self.texts) + " \(number(9999))" }
    mutating func lines() -> String { text() + (chance.once(in: 2) ? "\n" + text() : "") }
    mutating func number(_ most: Int) -> Int { Int.random(in: 1...most, using: &chance) }
    mutating func maybe<Value>(_ value: Value) -> Value? {
        chance.once(in: 3) ? nil : value
    }
    mutating func day(_ year: Int) -> String {
        String(format: "%04d-%02d-%02d", year, number(12), number(28))
    }
    mutating func moment() -> Int64 {
        Int64.random(in: 1_400_000_000_000...1_777_000_000_000, using: &chance)
    }
    mutating func actor() -> String {
        switch number(6) {
        case 1: "operator"
        case 2: "visitor"
        case 3: "99999"
        default: people.isEmpty ? "operator" : pick(people).description
        }
    }

    mutating func add(
        _ db: Database, _ table: String,
        _ cells: KeyValuePairs<String, (any DatabaseValueConvertible)?>
    ) throws -> Int64 {
        // A row that goes again leaves a gap between the ids.
        let names = cells.map(\.key).joined(separator: ", ")
        let marks = cells.map { _ in "?" }.joined(separator: ", ")
        try db.execute(
            sql: "INSERT INTO \(table) (\(names)) VALUES (\(marks))",
            arguments: StatementArguments(cells.map(\.value)))
        return db.lastInsertedRowID
    }

    mutating func fillOwn(_ db: Database) throws {
        for name in ["Worksite", "Petition sheet"] {
            let type = try add(
                db, "object_type",
                ["name": name, "plural": name + "s", "folded_name": foldedName(name)])
            let tag = name.prefix(1).lowercased()
            for kind in ["line", "contact", "choices"] {
                try addField(db, "\(tag)_\(kind)", kind, type)
            }
        }
        try addField(db, "w_object", "object", 1)
        for kind in OwnField.Kind.allCases {
            try addField(db, "own \(kind.rawValue)", kind.rawValue, nil)
        }
        for (code, kind) in [("own_choice", "needs"), ("own_number", "at most")] {
            _ = try add(
                db, "field_rule",
                [
                    "kind": kind, "field_code": code, "other_code": "own_line",
                    "value": maybe(text()), "message": maybe(text()),
                ])
        }
        for (field, whom) in [("birth_date", nil), ("email_or_phone", "households")] {
            _ = try add(
                db, "built_in_rule",
                [
                    "field": field, "needed_of": whom,
                    "least": field == "birth_date" ? "1900-01-01" : nil,
                    "message": maybe(text()), "version": number(9),
                ])
        }
        for index in 1...5 {
            _ = try add(
                db, "place_point",
                [
                    "kind": pick(["address", "home", "postcode", "meeting"]),
                    "key": "\(text())\(index)",
                    "latitude": number(179_000_000) - 90_000_000,
                    "longitude": number(359_000_000) - 180_000_000, "source": "by hand",
                    "confidence": number(100),
                ])
        }
    }

    /// Outlines with rings, holes and lines, and addresses that were put right by hand.
    mutating func fillMap(_ db: Database) throws {
        for (index, kind) in ["coastline", "branch", "branch"].enumerated() {
            let name = "\(text()) \(index)"
            let outline = try add(
                db, "outline",
                [
                    "name": name, "folded_name": foldedName(name), "kind": kind,
                    "points": number(99), "added_at": moment(), "added_by": actor(),
                ])
            let rings = (0..<3).map { ring in
                OutlineRing(
                    area: kind == "coastline" && ring == 2 ? nil : ring / 2, isHole: ring == 1,
                    points: (0..<(4 + number(300))).map { _ in
                        GeoPoint(
                            longitude: Int32(number(359_000_000) - 180_000_000),
                            latitude: Int32(number(179_000_000) - 90_000_000))
                    })
            }
            try OutlineRing.write(rings, of: outline, in: db)
            guard kind == "branch" else { continue }
            _ = try add(
                db, "branch_postcode",
                ["outline_id": outline, "postcode": "ic\(index)\(number(99))"])
        }
        for index in 1...4 {
            _ = try add(
                db, "address_part_by_hand",
                [
                    "key": "\(lines())\(index)", "number": maybe("\(number(99))"),
                    "street": "mill street", "unit": maybe("4"), "floor": maybe("2"),
                    "made_at": moment(), "made_by": actor(),
                ])
        }
    }

    private mutating func addField(_ db: Database, _ name: String, _ kind: String, _ type: Int64?)
        throws
    {
        let code = name.replacing(" ", with: "_") + (kind == "choices" ? "[]" : "")
        let id = try add(
            db, "own_field",
            [
                "object_type_id": type, "code": code, "name": name, "folded_name": foldedName(name),
                "kind": kind, "help": maybe(text()), "ordinal": number(9),
                "message": maybe(text()), "linked_type_id": kind == "object" ? 2 : nil,
                "back_name": kind == "object" ? maybe(text()) : nil,
            ])
        guard kind.hasPrefix("choice") else { return }
        for choice in ["Yes, often", "\"No\"", "=maybe"] {
            _ = try add(
                db, "own_field_choice",
                [
                    "field_id": id, "ordinal": number(9), "choice": choice,
                    "key": foldedName(choice), "retired": number(2) - 1,
                ])
        }
    }

    mutating func fillPeople(_ db: Database) throws {
        for index in 0..<FullChapter.people {
            let kind = index < 4 || number(5) > 1 ? "person" : pick(["organization", "household"])
            let name = try EnteredText.line(text(), "name", limit: 200).get() ?? "Ana"
            let family = maybe(try EnteredText.line(text(), "name", limit: 200).get() ?? "Li")
            let id = MemberID(
                try add(
                    db, "member",
                    [
                        "name": name, "folded_name": foldedName(name), "kind": kind,
                        "status": kind == "person"
                            ? pick(["member", "former", "contact"]) : "contact",
                        "birth_date": maybe(day(1980)), "joined_on": maybe(day(2020)),
                        "given_name": maybe("Zoë"), "family_name": family,
                        "folded_family": family.map(foldedName), "nickname": maybe("Nita"),
                        "employer": maybe("Café \"Sol\", S.A."), "accommodations": maybe("a\nb"),
                        "do_not_call": maybe(pick(["yes", "no"])), "version": number(9),
                        "point_person": people.isEmpty ? nil : maybe(pick(people)),
                    ]))
            if chance.once(in: 5) {
                _ = try add(
                    db, "member", ["name": "gap", "folded_name": "gap", "status": "contact"])
                try db.execute(
                    sql: "DELETE FROM member WHERE id = ?", arguments: [db.lastInsertedRowID])
            }
            people.append(id)
            if kind == "organization" { organizations.append(id) }
            try addDetails(db, id, index)
            try db.execute(
                sql: "INSERT INTO member_search (rowid, words) VALUES (?, ?)",
                arguments: [id, try StoredPerson.fetch(db, id).map(searchWords(of:))])
        }
        // Contacts speak of contacts who came later.
        try db.execute(
            sql: "UPDATE member SET point_person = ? WHERE id = ?",
            arguments: [people[30], people[2]])
    }

    private mutating func addDetails(_ db: Database, _ id: MemberID, _ index: Int) throws {
        var rows: [Result<DetailRow, Refusal>] = [
            Email("a\(index)@example.org", .work, isPrimary: true).row(),
            Email("b\(index)@example.org", state: .bounced).row(),
            Phone("+1 555 01\(100 + index)", isPrimary: true).row(),
            PostalAddress(
                line1: "\(number(9)) High \"St\"", city: "Lis, bon", postcode: "12-3",
                isPrimary: true
            ).row(),
            Messenger(.webAddress, "https://x.example/\(index)", isPrimary: true).row(),
            ExternalID(scheme: "AK_ID", value: "=\(index)").row(),
            labelRow(.tag, text()), labelRow(.interest, text()), labelRow(.skill, text()),
        ]
        if let other = people.last {
            rows.append(.success(DetailRow(.ownField, ["own_contact", other.description])))
        }
        rows.append(.success(DetailRow(.ownField, ["own_choices[]", "Yes, often"])))
        rows.append(.success(DetailRow(.ownField, ["own_choices[]", "\"No\""])))
        rows.append(.success(DetailRow(.ownField, ["own_text", "a\u{2028}b, c"])))
        for row in rows where !chance.once(in: 4) {
            let row = try row.get()
            try db.cachedStatement(sql: row.detail.insertSQL).execute(
                arguments: StatementArguments([id, row.key] + row.cells))
        }
        try db.writeAddressParts(of: id, StoredPerson.fetch(db, id)?.rows(.address) ?? [])
    }
}
