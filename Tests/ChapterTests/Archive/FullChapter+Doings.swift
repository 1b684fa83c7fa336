import Federation
import Feeds
import Foundation
import GRDB
import TestSupport

@testable import Chapter

/// Meetings, notes, tasks, searches and the history.
extension Filling {
    mutating func fillMeetings(_ db: Database, _ feeds: Feeds) throws {
        for index in 0..<12 {
            let (id, nonce) = feeds.newObject()
            meetings.append(id)
            let start = moment()
            _ = try add(
                db, "meeting",
                [
                    "id": id, "nonce": Data(nonce), "title": "Meeting \(number(9))",
                    "place": pick(["", "Hall, 2"]),
                    "online_link": pick(["", "https://meet.example/x"]), "starts_at": start,
                    "ends_at": start + 3_600_000, "time_zone": pick(["", "Europe/Lisbon"]),
                    "utc_offset": pick([-60, 0, 120]), "agenda": pick(["", "One\nTwo, \"three\""]),
                    "audience": pick(["chapter", "linked", "public"]), "cancelled": number(2) - 1,
                    "reason": pick(["", "Rain"]), "head_count": maybe(number(99)),
                    "quorum_percent": maybe(number(99)), "changed_at": maybe(moment()),
                    "changed_by": maybe(pick(people)), "version": number(4),
                ])
            _ = try add(
                db, "rsvp",
                [
                    "meeting_id": id, "member_id": people[index], "answer": pick(["yes", "no"]),
                    "at": moment(),
                ])
            _ = try add(
                db, "attendance",
                [
                    "meeting_id": id, "member_id": people[index], "arrived_at": start,
                    "left_at": maybe(start + 1), "recorded_by": maybe(pick(people)),
                ])
            _ = try add(
                db, "attendance",
                [
                    "meeting_id": id, "guest": text(), "arrived_at": start,
                    "slip": Data((0..<12).map { _ in UInt8(number(255)) }),
                ])
        }
        let stranger = feeds.newObject().id
        _ = try add(
            db, "rsvp",
            ["meeting_id": stranger, "member_id": people[3], "answer": "yes", "at": moment()])
    }

    mutating func fillTimeline(_ db: Database) throws {
        try fillSearches(db)
        var last: Int64?
        for index in 0..<30 {
            let isTask = number(2) == 1
            let subject = subject(index)
            let (done, by) = isTask && number(2) == 1 ? (moment(), actor()) : (nil, nil)
            let id = try add(
                db, "interaction",
                [
                    "kind": isTask ? "task" : pick(["note", "call", "letter"]),
                    "side": pick(["us", "them"]),
                    "summary": text(), "body": maybe(lines()), "outcome": maybe(text()),
                    "at": moment(),
                    "assignee": isTask ? maybe(pick(people)) : nil,
                    "due_on": isTask ? maybe(day(2026)) : nil,
                    "remind_on": isTask ? maybe(day(2026)) : nil,
                    "done_at": done, "done_by": by, "is_private": chance.once(in: 4) ? 1 : 0,
                    "made_at": moment(), "made_by": actor(), "subject_kind": subject?.0,
                    "subject_id": subject?.1, "follows": maybe(last) ?? nil, "version": number(5),
                ])
            last = id
            if isTask {
                _ = try add(
                    db, "agreement_task",
                    [
                        "agreement_id": pick(agreements), "interaction_id": id,
                        "ends_on": day(2024),
                    ])
            }
            _ = try add(
                db, "interaction_party",
                [
                    "interaction_id": id, "member_id": people[index],
                    "at": try Int64.fetchOne(
                        db, sql: "SELECT at FROM interaction WHERE id = \(id)"),
                    "capacity": isTask ? nil : maybe(text()),
                ])
            let changes: [(String, String?)] = [
                ("assignee", pick(people).description), ("summary", text()), ("contact", "99999"),
                ("capacity", "\(pick(people))\nsteward, \(text())"),
                ("subject_id", subject?.1),
            ]
            for (field, new) in changes {
                _ = try add(
                    db, "interaction_history",
                    [
                        "at": moment(), "actor": actor(), "act": "ChangeTask", "interaction_id": id,
                        "version": 2, "field": field,
                        "old": maybe(text()).flatMap { field == "summary" ? $0 : nil }, "new": new,
                        "is_private": number(2) - 1, "device": maybe("Firefox, Linux"),
                        "why": maybe(lines()),
                    ])
            }
        }
    }

    private mutating func subject(_ index: Int) -> (String, String)? {
        switch index % 6 {
        case 0: ("meeting", pick(meetings).description)
        case 1: ("agreement", String(pick(agreements)))
        case 2: ("saved search", String(pick(searches)))
        case 3: ("object", String(pick(objects)))
        case 4: ("import", "7")
        default: nil
        }
    }

    /// Tags of things that are no contacts, some of them gone, and of groups.
    mutating func fillTags(_ db: Database) throws {
        let entries = try Int64.fetchAll(db, sql: "SELECT id FROM interaction")
        try db.execute(
            sql: """
                UPDATE interaction SET place = CASE is_private WHEN 1 THEN 'Back room'
                  ELSE 'Café Óscar' END
                """)
        for index in 0..<30 {
            let subject: (String, String)? =
                switch index % 10 {
                case 4: ("interaction", String(pick(entries)))
                case 5: ("import", "7")
                case 6: (pick(["ballot", "group"]), String(repeating: "ab", count: 16))
                case 7: ("place", "cafe oscar")
                case 8: ("place", "back room")
                default: subject(index % 10)
                }
            guard let subject else { continue }
            let tag = "Tag \(index)"
            _ = try add(
                db, "thing_tag",
                [
                    "subject_kind": subject.0, "subject_id": subject.1, "tag": tag,
                    "key": foldedName(tag),
                ])
            _ = try add(
                db, "tag_history",
                [
                    "at": moment(), "actor": actor(), "act": "TagThing",
                    "subject_kind": subject.0, "subject_id": subject.1, "new": tag,
                    "old": maybe("Old"), "device": maybe("API"), "why": maybe(lines()),
                ])
            _ = try add(
                db, "tag_group",
                [
                    "key": foldedName(tag), "tag": tag, "group_key": "places", "name": "Places",
                ])
        }
        _ = try add(
            db, "tag_history",
            [
                "at": moment(), "actor": actor(), "act": "SetTagGroup", "tag": "Tag 1",
                "new": "Places",
            ])
    }

    private mutating func fillSearches(_ db: Database) throws {
        for index in 0..<8 {
            let query = SearchQuery(all: [
                SearchCondition(.relation, of: "6/forward", .is, pick(people).description),
                SearchCondition(.membership, of: "2", .known),
                SearchCondition(.attended, of: pick(meetings).description, .is),
                SearchCondition(.pointPerson, .is, pick(people).description),
                SearchCondition(.ownField, of: "own_contact", .is, pick(people).description),
                SearchCondition(.search, of: searches.last.map { String($0) } ?? "99", .is),
                SearchCondition(.imported, of: "3", .known),
                SearchCondition(.thing, of: "2", .is, "#\(pick(objects))"),
                SearchCondition(.thing, .is, "Pier 4", capacity: "steward", isEver: true),
                SearchCondition(.agreement, of: "#1", .is, "in force"),
                SearchCondition(.agreement, of: "volunteer", .known),
                SearchCondition(.answered, of: pick(meetings).description, .is, "yes"),
                SearchCondition(.tag, .is, text(), isNot: true),
            ])
            let id = try add(
                db, "saved_search",
                [
                    "name": "Search \(index)", "folded_name": "search \(index)",
                    "query": query.text,
                    "is_shared": index % 3 == 1 ? 0 : 1, "owner": actor(), "changed_at": moment(),
                    "removed_at": maybe(moment()),
                ])
            searches.append(id)
            _ = try add(
                db, "kept_report",
                [
                    "name": "Report \(index)", "folded_name": "report \(index)",
                    "query": query.text, "by_what": index % 2 == 0 ? "thing" : "own:own_contact",
                    "by_kind": index % 2 == 0 ? 2 : nil, "across_what": maybe("status"),
                    "measure": pick(["people", "attendance"]),
                    "is_shared": index % 3 == 1 ? 0 : 1, "owner": actor(), "changed_at": moment(),
                    "removed_at": maybe(moment()),
                ])
            for version in 1...2 {
                _ = try add(
                    db, "saved_search_history",
                    [
                        "at": moment(), "actor": actor(), "act": "ChangeSearch", "search_id": id,
                        "version": version, "name": "Search \(index)", "query": query.text,
                        "columns": maybe("town,own:story"), "sort": maybe("joined"),
                        "is_shared": number(2) - 1, "is_removed": number(2) - 1,
                        "device": maybe("command line"), "why": maybe(lines()),
                    ])
            }
            _ = try add(
                db, "saved_search_person",
                [
                    "search_id": id, "member_id": pick(people), "is_in": number(2) - 1,
                    "at": moment(), "actor": actor(),
                ])
        }
    }

    mutating func fillHistory(_ db: Database) throws {
        let tie = TieText(
            words: "mentors", otherName: "Ana", other: pick(people), key: "#6", isForward: true,
            startsOn: nil, endsOn: nil, note: "a, b")
        let gone = TieText(
            words: "steward", otherName: "", other: MemberID(99_999), key: "", isForward: true,
            startsOn: "2021-01-01", endsOn: nil, note: nil)
        let period = ["Standard", "2021-01-01", "", "0", "", "", "", "2"].joined(separator: "\n")
        let agreement = ["T", "other", "", "", "", "", String(pick(agreements))]
        let lines: [(String, String)] = [
            ("relation", tie.text), ("position", gone.text), ("membership", period),
            ("agreement", agreement.joined(separator: "\n")),
            ("point person", PointPersonText(name: "Ana", member: pick(people)).text),
            ("own field", "own_contact\n\(pick(people))"), ("own field", "own_text\na\u{2028}b"),
            ("email", "a@example.org\nwork\nok\nprimary"), ("email", "a@example.org\nwork\nok\n"),
            ("role", "coordinator"), ("sign-in link", "made"), ("name", "=1+1"),
            ("merged contact", "Ana (99999)"),
        ]
        for person in people + [MemberID(99_999)] {
            for (field, new) in lines where chance.once(in: 2) {
                _ = try add(
                    db, "history",
                    [
                        "at": moment(), "actor": actor(), "act": "EditMember", "member_id": person,
                        "version": number(9), "field": field, "old": chance.once(in: 2) ? new : nil,
                        "new": new, "why": maybe(lines2()), "import_id": maybe(3),
                        "device": maybe("Firefox, Linux"),
                    ])
            }
        }
        _ = try add(
            db, "history",
            [
                "at": moment(), "actor": "operator", "act": "AddAgreementFile",
                "field": "agreement file", "new": "T\na.pdf\n\(agreements[0])",
            ])
        for (first, second, state) in [(5, 6, "not the same"), (7, 9, "later"), (8, 9, "open")] {
            _ = try? add(
                db, "duplicate_pair",
                [
                    "first_id": people[first], "second_id": people[second], "score": 60,
                    "reasons": "name\nphone", "state": state, "decided_at": moment(),
                    "decided_by": actor(),
                ])
        }
        try db.execute(
            sql:
                "UPDATE household_suggestion SET state = 'no', decided_by = '99999', decided_at = 5"
        )
    }

    private mutating func lines2() -> String { lines() }
}
