import Federation
import Feeds
import GRDB
import TestSupport

@testable import Chapter

extension InventedChapter {
    /// Writes all of it, as the acts would.
    func store() throws {
        let database = test.chapter.feeds.database
        try database.write { db in
            try db.execute(
                sql: "INSERT INTO chapter_clock (one, time_zone) VALUES (1, ?)", arguments: [zone])
            for type in 1...2 {
                try db.execute(
                    sql: """
                        INSERT INTO membership_type (id, name, folded_name, period, months, grace_days)
                        VALUES (?, ?, ?, 'rolling', 12, ?)
                        """,
                    arguments: [type, "Kind \(type)", "kind \(type)", type == 1 ? 0 : 10])
            }
            for (index, field) in Self.ownFields.enumerated() {
                try db.execute(
                    sql: """
                        INSERT INTO own_field (code, name, folded_name, kind, ordinal)
                        VALUES (?, ?, ?, ?, ?)
                        """, arguments: [field.0, field.0, field.0, field.1, index])
            }
            for one in people { try insert(one, db) }
            for one in people {
                try db.execute(
                    sql: "UPDATE member SET point_person = ? WHERE id = ?",
                    arguments: [one.pointPerson, one.id])
            }
            let lines = people.flatMap { one in one.history.map { (one.id, $0) } }
                .sorted { $0.1 < $1.1 }
            for (id, at) in lines {
                try db.execute(
                    sql: """
                        INSERT INTO history (at, actor, act, member_id, field)
                        VALUES (?, 'operator', 'AddMember', ?, 'name')
                        """, arguments: [at.milliseconds, id])
            }
            try insertDoings(db)
            try belongings.store(in: db)
        }
    }

    private func insert(_ one: Someone, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO member (id, name, folded_name, kind, status) VALUES (?, ?, ?, ?, ?)",
            arguments: [one.id, one.name, foldedName(one.name), one.kind, one.status])
        for (field, value) in one.fields {
            try db.execute(
                sql: "UPDATE member SET \(field.rawValue) = ? WHERE id = ?",
                arguments: [value, one.id])
        }
        try db.execute(
            sql: "INSERT INTO member_search (rowid, words) VALUES (?, ?)",
            arguments: [one.id, foldedName(one.name)])
        func detail(_ detail: Detail, _ cells: [String]) throws {
            let row = DetailRow(detail, cells)
            try db.execute(
                sql: detail.insertSQL,
                arguments: StatementArguments(
                    [one.id, row.key] as [any DatabaseValueConvertible] + row.cells))
        }
        for tag in one.tags { try detail(.tag, [tag]) }
        for interest in one.interests { try detail(.interest, [interest]) }
        for skill in one.skills { try detail(.skill, [skill]) }
        for email in one.emails {
            try detail(.email, [email.address, "home", email.isOK ? "ok" : "bounced", ""])
        }
        for phone in one.phones {
            try detail(.phone, [phone.number, "home", phone.isOK ? "ok" : "opted out", ""])
        }
        for address in one.addresses {
            let parts = AddressPart.allCases.filter { $0 != .any }.map { address.parts[$0] ?? "" }
            try detail(.address, parts + ["home", address.isOK ? "ok" : "bounced", ""])
        }
        for (index, own) in one.own.enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO member_own_field (member_id, field_code, value, key)
                    VALUES (?, ?, ?, ?)
                    """, arguments: [one.id, own.code, own.value, "\(own.code) \(index)"])
        }
        for position in one.positions {
            try db.execute(
                sql: """
                    INSERT INTO position (member_id, title, key, starts_on, ends_on)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [one.id, position.key, position.key, position.starts, position.ends])
        }
        for period in one.periods {
            try db.execute(
                sql: """
                    INSERT INTO membership_period (member_id, type_id, starts_on, runs_until,
                      grace_days, ended_on, recorded_at, recorded_by)
                    VALUES (?, ?, ?, ?, ?, ?, 0, 'operator')
                    """,
                arguments: [
                    one.id, period.type, period.starts, period.runs, period.grace, period.ended,
                ])
        }
    }

    private func insertImports(_ db: Database) throws {
        for merge in merges {
            try db.execute(
                sql: """
                    INSERT INTO merge (at, actor, kept_id, kept_name, gone_id, gone_name,
                      first_history, last_history, undone_at, undone_by)
                    VALUES (0, 'operator', ?, 'x', ?, 'y', 1, 1, ?, ?)
                    """,
                arguments: [
                    merge.kept, merge.gone, merge.isUndone ? 0 : nil,
                    merge.isUndone ? "operator" : nil,
                ])
        }
        for (number, list) in imports.enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO import (id, at, actor, file, mode, state, encoding, delimiter,
                      history_mark) VALUES (?, 0, 'operator', 'a.csv', 'update', ?, '', '', 0)
                    """, arguments: [number + 1, list.state])
            for (row, entry) in list.rows.enumerated() {
                try db.execute(
                    sql: """
                        INSERT INTO import_row (import_id, row, outcome, member_id, undone)
                        VALUES (?, ?, ?, ?, ?)
                        """,
                    arguments: [number + 1, row + 2, entry.outcome, entry.member, entry.undone])
            }
        }
    }

    private func insertDoings(_ db: Database) throws {
        try insertImports(db)
        for relation in relations {
            try db.execute(
                sql: """
                    INSERT INTO relation (type_id, from_id, to_id, starts_on, ends_on)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    relation.type, relation.from, relation.to, relation.starts, relation.ends,
                ])
        }
        for (number, meeting) in meetings.enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO meeting (id, nonce, title, place, online_link, starts_at, ends_at,
                      time_zone, utc_offset, agenda, audience, cancelled)
                    VALUES (?, zeroblob(16), ?, '', '', ?, ?, 'UTC', 0, '', 'chapter', ?)
                    """,
                arguments: [
                    meeting.id, "Meeting \(number)", meeting.start.milliseconds,
                    meeting.start.milliseconds, meeting.isCancelled,
                ])
            for member in meeting.came {
                try db.execute(
                    sql: """
                        INSERT INTO attendance (meeting_id, member_id, arrived_at) VALUES (?, ?, ?)
                        """, arguments: [meeting.id, member, meeting.start.milliseconds])
            }
        }
        for (number, done) in interactions.enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO interaction (id, kind, side, summary, at, done_at, done_by,
                      is_private, removed_at, removed_by, made_at, made_by, outcome, due_on, assignee)
                    VALUES (?, ?, ?, 'x', ?, ?, ?, ?, ?, ?, 0, 'operator', ?, ?, ?)
                    """,
                arguments: [
                    number + 1, done.kind, done.side, done.at.milliseconds,
                    done.isDone ? 0 : nil, done.isDone ? "operator" : nil, done.isPrivate,
                    done.isRemoved ? 0 : nil, done.isRemoved ? "operator" : nil,
                    done.outcome, done.due, done.assignee,
                ])
            for party in done.parties {
                try db.execute(
                    sql: """
                        INSERT INTO interaction_party (interaction_id, member_id, at)
                        VALUES (?, ?, ?)
                        """, arguments: [number + 1, party, done.at.milliseconds])
            }
        }
    }
}
