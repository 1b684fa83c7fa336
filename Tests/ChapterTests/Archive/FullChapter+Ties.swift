import Federation
import Feeds
import Foundation
import GRDB
import TestSupport

@testable import Chapter

/// How contacts belong to each other, own objects, agreements and memberships.
extension Filling {
    mutating func fillTies(_ db: Database) throws {
        let own = try add(
            db, "relation_type",
            [
                "forward": "mentors", "backward": "is mentored, by", "folded_forward": "mentors",
                "folded_backward": "is mentored by", "one_from": 1,
            ])
        var kinds: [Int64] = []
        for number in 1...3 {
            let name = "\(text()) \(number)"
            kinds.append(
                try add(
                    db, "agreement_kind",
                    ["name": name, "folded_name": foldedName(name), "retired": number % 2]))
        }
        for index in 0..<15 {
            _ = try add(
                db, "relation",
                [
                    "type_id": pick([own, 1, 3]), "from_id": people[index],
                    "to_id": people[index + 20],
                    "starts_on": maybe(day(2021)), "ends_on": maybe(day(2024)),
                    "note": maybe(text()),
                ])
            let title = text()
            _ = try add(
                db, "position",
                [
                    "member_id": people[index], "title": title, "key": foldedName(title),
                    "organization_id": organizations.isEmpty ? nil : maybe(pick(organizations)),
                    "starts_on": maybe(day(2021)), "note": maybe(text()),
                ])
            let kind = pick(["coalition", "volunteer", "other"])
            agreements.append(
                try add(
                    db, "agreement",
                    [
                        "kind": kind, "own_kind": kind == "other" ? maybe(pick(kinds)) : nil,
                        "title": text(),
                        "starts_on": maybe(day(2021)), "ends_on": maybe(day(2024)),
                        "note": maybe(lines()), "made_at": moment(), "made_by": actor(),
                        "removed_at": maybe(moment()), "version": number(5),
                        "task_days": maybe(number(700)), "task_assignee": maybe(pick(people)),
                        "task_summary": maybe(text()),
                    ]))
            for (field, new) in [
                ("title", text()), ("note", lines()), ("kind", "#\(pick(kinds))"),
                ("party", "\(people[index])\n\(text())\n\n"),
                ("task", "60\n\(pick(people))\n\(text())"),
            ] {
                _ = try add(
                    db, "agreement_history",
                    [
                        "at": moment(), "actor": actor(), "act": "ChangeAgreement",
                        "agreement_id": pick(agreements), "version": 2, "field": field,
                        "old": maybe(new), "new": new, "device": maybe("this node"),
                        "why": maybe(lines()),
                    ])
            }
            _ = try add(
                db, "agreement_seal",
                [
                    "agreement_id": pick(agreements), "made_at": moment(), "made_by": actor(),
                    "version": number(5), "text": "rhizome-agreement-1\nNote:\n| \(text())\n",
                    "certificate": "00ff", "signature": String(repeating: "ab", count: 64),
                ])
            let file = try add(
                db, "agreement_file",
                [
                    "agreement_id": pick(agreements),
                    "name": pick(["a.pdf", "../../b", "c.Exe", "d."]),
                    "media_type": "application/pdf", "added_at": moment(), "added_by": actor(),
                    "bytes": Data((0..<number(3000)).map { UInt8(truncatingIfNeeded: $0 * index) }),
                ])
            _ = try add(
                db, "agreement_party",
                [
                    "agreement_id": pick(agreements), "member_id": people[index],
                    "capacity": maybe(text()), "signed_on": maybe(day(2022)),
                    "file_id": maybe(file),
                ])
            try addObject(db, index)
        }
        // What the name of a file says, an archive does not.
        for row in try Row.fetchAll(db, sql: "SELECT id, name FROM agreement_file") {
            try db.execute(
                sql: "UPDATE agreement_file SET media_type = ? WHERE id = ?",
                arguments: [SafeMediaType.of(row[1]), row[0]])
        }
    }

    private mutating func addObject(_ db: Database, _ index: Int) throws {
        let type = number(2)
        let tag = type == 1 ? "w" : "p"
        let name = text()
        let id = try add(
            db, "own_object",
            [
                "type_id": type, "name": name, "folded_name": foldedName(name), "made_at": moment(),
                "made_by": actor(), "removed_at": chance.once(in: 4) ? moment() : nil,
            ])
        if type == 1, let other = objects.last {
            _ = try add(
                db, "own_object_value",
                [
                    "object_id": id, "field_code": "w_object", "value": String(other),
                    "key": "w_object",
                ])
        }
        objects.append(id)
        let values = [
            ("\(tag)_line", text()), ("\(tag)_contact", pick(people).description),
            ("\(tag)_choices[]", "Yes, often"), ("\(tag)_choices[]", "=maybe"),
        ]
        for (code, value) in values {
            _ = try add(
                db, "own_object_value",
                [
                    "object_id": id, "field_code": code, "value": value,
                    "key": OwnField.key(code: code, value: value),
                ])
        }
        _ = try add(
            db, "own_object_contact",
            ["object_id": id, "member_id": people[index], "capacity": pick(["", text()])])
        for (field, new) in [("\(tag)_contact", pick(people).description), ("name", text())] {
            _ = try add(
                db, "own_object_history",
                [
                    "at": moment(), "actor": actor(), "object_id": id, "version": 2, "field": field,
                    "field_code": field == "name" ? nil : field, "old": maybe(new), "new": new,
                    "device": maybe("import"), "why": maybe(lines()),
                ])
        }
    }

    mutating func fillMemberships(_ db: Database) throws {
        let kinds = try ["Standard", "Student, \"poor\""].map { name in
            try add(
                db, "membership_type",
                ["name": name, "folded_name": foldedName(name), "period": "rolling", "months": 12])
        }
        _ = try add(
            db, "membership_type",
            [
                "name": "Year", "folded_name": "year", "period": "fixed", "year_starts": "01-01",
                "rollover": "10-01", "rank": 3,
            ])
        for index in 0..<20 {
            _ = try add(
                db, "membership_period",
                [
                    "member_id": people[index], "type_id": pick(kinds), "starts_on": day(2021),
                    "runs_until": maybe(day(2023)), "grace_days": number(30),
                    "member_since": maybe(day(2015)), "why_ended": maybe(lines()),
                    "moved_to": maybe(text()), "vouched_by": maybe(text()),
                    "recorded_at": moment(), "recorded_by": actor(),
                ])
            _ = try add(
                db, "standing_override",
                [
                    "member_id": people[index], "is_good": number(2) - 1, "starts_on": day(2022),
                    "ends_on": maybe(day(2023)), "why": text(), "recorded_at": moment(),
                    "recorded_by": actor(),
                ])
        }
        _ = try add(
            db, "standing_rule",
            [
                "since": day(2020), "joined_days": 30, "meetings": 2, "within_months": 6,
                "recorded_at": moment(), "recorded_by": actor(),
            ])
    }
}
