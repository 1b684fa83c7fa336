import Federation
import Foundation
import GRDB

/// Takes a list of things back: what it made goes if nothing hangs on it, and what it changed is put
/// back.
///
/// What has changed again since stays and is named with the reason.
public struct UndoObjectImport: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which list.
    public var id: Int64

    /// A list that was taken.
    public init(_ id: Int64) { self.id = id }

    /// Takes it back and gives the list as it is now.
    public func perform(in context: ActContext) throws -> Result<ObjectImport, Refusal> {
        try refusing {
            let db = context.db
            let list = try ObjectImport.find(id, in: db)
            guard list.state == .applied else {
                throw Refusal(.conflict, "There is nothing of this list to take back.")
            }
            let kind = try ObjectType.find(list.type, in: db)
            // The last rows first: they may name what rows before them have made.
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM object_import_row
                    WHERE import_id = ? AND outcome IN ('new', 'changed') ORDER BY row DESC
                    """, arguments: [id])
            for row in rows {
                let kept =
                    try row["outcome"] == "new"
                    ? remove(row, context.ofImport) : back(row, context.ofImport)
                guard !kept.isEmpty else { continue }
                try db.execute(
                    sql: "UPDATE object_import_row SET kept = ? WHERE import_id = ? AND row = ?",
                    arguments: [kept.joined(separator: "\n"), id, row["row"] as Int])
            }
            try db.execute(
                sql: "UPDATE object_import SET undone_at = ? WHERE id = ?",
                arguments: [context.now.milliseconds, id])
            let done = try ObjectImport.find(id, in: db)
            try context.recordObjectImport(done, kind, by: "UndoObjectImport", isUndone: true)
            return done
        }
    }

    private func object(_ row: Row, _ context: ActContext) throws -> OwnObject? {
        guard let id: Int64 = row["object_id"] else { return nil }
        let isThere = try Bool.fetchOne(
            context.db, sql: "SELECT EXISTS (SELECT 1 FROM own_object WHERE id = ?)",
            arguments: [id])
        return isThere == true ? try OwnObject.find(id, in: context.db) : nil
    }

    private func ties(_ row: Row) throws -> [ObjectTie] {
        let text: String = row["ties"]
        return try JSONDecoder().decode([ObjectTie].self, from: Data(text.utf8))
    }

    /// Takes away a thing that the list made; gives why it stays.
    private func remove(_ row: Row, _ context: ActContext) throws -> [String] {
        let db = context.db
        guard let object = try object(row, context) else { return [] }
        if let reason = try hindrance(object, row) ?? hanging(object, in: db) { return [reason] }
        let ties = try ties(row)
        // A merge gives a thing another contact and leaves its version.
        guard Set(object.contacts.compactMap(ObjectTie.init)) == Set(ties) else {
            return ["The contacts of “\(object.name)” have changed since, so it stays."]
        }
        for tie in ties {
            _ = try UntieObject(object.id, tie.member, capacity: tie.capacity)
                .perform(in: context).get()
        }
        for table in ["own_object_value", "own_object_contact"] {
            try db.execute(
                sql: "DELETE FROM \(table) WHERE object_id = ?", arguments: [object.id])
        }
        try db.execute(sql: "DELETE FROM own_object WHERE id = ?", arguments: [object.id])
        try db.execute(
            sql: "UPDATE object_import_row SET object_id = NULL WHERE object_id = ?",
            arguments: [object.id])
        return []
    }

    private func hindrance(_ object: OwnObject, _ row: Row) -> String? {
        object.version == row["version_after"]
            ? nil : "“\(object.name)” was changed since, so it stays."
    }

    /// What else speaks of a thing; nil for nothing.
    private func hanging(_ object: OwnObject, in db: Database) throws -> String? {
        let link = try OwnObject.links(
            to: object.id, of: object.type.id, withThoseOffLists: true, in: db
        ).first
        if let link { return "“\(object.name)” stays, since \(link.name) names it." }
        let number = String(object.id)
        let isSpokenOf = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM interaction
                  WHERE subject_kind = 'object' AND subject_id = ?)
                """, arguments: [number])
        if isSpokenOf == true {
            return "“\(object.name)” stays, since a task or a note is about it."
        }
        let isTagged = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM thing_tag
                  WHERE subject_kind = 'object' AND subject_id = ?)
                """, arguments: [number])
        return isTagged == true ? "“\(object.name)” stays, since it has tags." : nil
    }

    /// Puts a thing back that the list changed, field by field; gives what stays and why.
    private func back(_ row: Row, _ context: ActContext) throws -> [String] {
        let db = context.db
        guard let object = try object(row, context) else { return [] }
        let fields = try OwnField.all(of: object.type.id, in: db)
        let lines = try Row.fetchAll(
            db,
            sql: """
                SELECT field, field_code, old, new FROM own_object_history
                WHERE object_id = ? AND version > ? AND version <= ? AND field <> 'contact'
                ORDER BY id
                """,
            arguments: [object.id, row["version_before"] as Int, row["version_after"] as Int])
        var kept: [String] = []
        var values: [String: [String]] = [:]
        var name: String?
        for line in lines {
            let (field, code): (String, String?) = (line["field"], line["field_code"])
            let (old, new): (String?, String?) = (line["old"], line["new"])
            if let code {
                let own = fields.first { $0.code == code }
                let now = object.values[code] ?? []
                let written = own.flatMap { own in new.map { own.values(inHistory: $0) } } ?? []
                if let own, Set(now) == Set(written) {
                    values[code] = old.map { own.values(inHistory: $0) } ?? []
                    continue
                }
            } else if object.name == new, let old {
                name = old
                continue
            }
            kept.append("The \(field) of \(object.name) has changed again since, so it stays.")
        }
        for tie in try ties(row) {
            let contact = object.contacts.first { ObjectTie($0) == tie }
            guard let contact, contact.startsOn == nil, contact.endsOn == nil else {
                kept.append("The contacts of “\(object.name)” have changed since, so they stay.")
                continue
            }
            _ = try UntieObject(object.id, tie.member, capacity: tie.capacity)
                .perform(in: context).get()
        }
        guard name != nil || !values.isEmpty else { return kept }
        let now = try OwnObject.find(object.id, in: db)
        do {
            try db.inSavepoint {
                _ = try ChangeObject(
                    object.id, expectedVersion: now.version, name: name, values: values
                ).perform(in: context).get()
                return .commit
            }
        } catch let refusal as Refusal {
            kept.append(refusal.sentence)
        }
        return kept
    }
}
