import Foundation
import GRDB

/// Does what the rows of a list of things say, one after the other.
struct ObjectRowWriter {
    /// What a row has done.
    struct Effect {
        var outcome: ObjectImport.Outcome
        var object: Int64
        var name: String
        var before: Int?
        var after: Int
        var changes: [ObjectImport.Change] = []
        var ties: [ObjectTie] = []
    }

    let context: ActContext
    let kind: ObjectType
    /// The fields that are asked for.
    let fields: [OwnField]
    /// The names that were there before the list came.
    private let names: Set<String>
    /// The rows that have said a number already.
    private var rows: [Int64: Int] = [:]

    init(_ kind: ObjectType, _ context: ActContext) throws {
        self.kind = kind
        self.context = context
        guard !kind.isRetired else {
            throw Refusal(.conflict, "No new \(kind.plural) are made in this chapter.")
        }
        fields = try OwnField.all(of: kind.id, in: context.db)
        names = Set(
            try String.fetchAll(
                context.db,
                sql: "SELECT folded_name FROM own_object WHERE type_id = ? AND removed_at IS NULL",
                arguments: [kind.id]))
    }

    /// Does what a row says; what cannot be is thrown as a refusal, and nothing of the row is kept.
    mutating func write(_ row: ObjectRow, number: Int) throws -> Effect {
        var effect: Effect?
        // Savepoints nest in the transaction of the act.
        try context.db.inSavepoint {
            effect = try row.number.map { try change(row, $0, number: number) } ?? make(row)
            return .commit
        }
        guard let effect else { throw Refusal.notFound("object") }
        return effect
    }

    private func make(_ row: ObjectRow) throws -> Effect {
        guard let name = row.name else { throw Refusal.invalid("name", "It needs a name.") }
        guard !names.contains(foldedName(name)) else {
            throw Refusal(
                .conflict,
                "There is “\(name)” already. To change it, write its number into the row.")
        }
        var values: [String: [String]] = [:]
        for field in fields {
            values[field.code] = try row.values[field.code].map { try entered($0, field) }
        }
        let made = try AddObject(kind.id, name: name, values: values).perform(in: context).get()
        var effect = Effect(
            outcome: .new, object: made.id, name: made.name, before: nil, after: made.version)
        try tie(row, made, &effect)
        return effect
    }

    private mutating func change(_ row: ObjectRow, _ text: String, number: Int) throws -> Effect {
        let db = context.db
        let found = try Int64(text).flatMap { id in
            try Bool.fetchOne(
                db, sql: "SELECT removed_at IS NULL FROM own_object WHERE id = ? AND type_id = ?",
                arguments: [id, kind.id]
            ).map { (id: id, isListed: $0) }
        }
        guard let found else {
            throw Refusal.invalid(
                "number",
                "Nothing here has the number “\(text)”. Leave the number empty to make a new one.")
        }
        let object = try OwnObject.find(found.id, in: db)
        guard found.isListed else {
            throw Refusal(.conflict, "“\(object.name)” is off the lists. Bring it back first.")
        }
        if let twin = rows[found.id] {
            throw Refusal(.conflict, "Row \(twin) has the number \(found.id) too. Keep one row.")
        }
        rows[found.id] = number
        var effect = Effect(
            outcome: .same, object: object.id, name: object.name, before: object.version,
            after: object.version)
        let names = try LinkedNames.read(
            object.values, of: fields, in: db, for: context.viewer)
        var values: [String: [String]] = [:]
        for field in fields {
            guard let cell = row.values[field.code] else { continue }
            let now = object.values[field.code] ?? []
            let shown = field.exported(now, names)
            // What the file that goes out says of it is no change, whatever else it could mean.
            guard cell != unguarded(shown) else { continue }
            let new = try entered(cell, field)
            guard Set(new) != Set(now) else { continue }
            values[field.code] = new
            effect.changes.append(
                ObjectImport.Change(
                    field: field.name, code: field.code, old: shown.isEmpty ? nil : shown,
                    new: cell))
        }
        let name = try row.name.map(checkedObjectName)
        if let name, name != object.name {
            effect.changes.append(
                ObjectImport.Change(field: "name", code: nil, old: object.name, new: name))
        }
        var changed = object
        if !effect.changes.isEmpty {
            changed = try ChangeObject(
                object.id, expectedVersion: object.version, name: name, values: values
            ).perform(in: context).get()
            // A rule may have made the same of it.
            effect.outcome = .changed
            effect.after = changed.version
            effect.name = changed.name
        }
        try tie(row, changed, &effect)
        return effect
    }

    /// The values that a cell means.
    private func entered(_ cell: String, _ field: OwnField) throws -> [String] {
        if field.isLink { return [try LinkNamed(field: field).value(cell, in: context.db)] }
        var values = field.values(inHistory: cell)
        if values.contains(where: { !field.choices.contains($0) }), field.isMany {
            values = cell.split(separator: ";").map { unguarded(String($0)) }
        }
        return try field.checked(values).get()
    }

    /// Ties the contacts that a row names and that are not tied yet; nobody is taken away.
    private func tie(_ row: ObjectRow, _ object: OwnObject, _ effect: inout Effect) throws {
        guard let cell = row.contacts else { return }
        let known = Set(object.contacts.map { shownTie($0.name, $0.capacity) })
        var tied = Set(object.contacts.compactMap(ObjectTie.init))
        for text in cell.components(separatedBy: "; ") {
            let text = unguarded(text)
            guard !text.isEmpty, !known.contains(text) else { continue }
            let tie = try ObjectTie(text, in: context.db)
            guard tied.insert(tie).inserted else { continue }
            let changed = try TieObject(object.id, tie.member, capacity: tie.capacity)
                .perform(in: context).get()
            effect.ties.append(tie)
            effect.after = changed.version
            if effect.outcome == .same { effect.outcome = .changed }
            effect.changes.append(
                ObjectImport.Change(field: "contact", code: nil, old: nil, new: text))
        }
    }
}

/// A contact that a list ties to a thing.
struct ObjectTie: Codable, Hashable {
    private let number: Int64
    let capacity: String

    var member: MemberID { MemberID(number) }

    /// Reads “Ana Ruiz (steward)”, or a number in place of the name.
    init(_ text: String, in db: Database) throws {
        let whole = try Self.ids(of: text, in: db)
        if whole.isEmpty, text.hasSuffix(")"), let open = text.range(of: " (", options: .backwards)
        {
            let name = String(text[..<open.lowerBound])
            let capacity = String(text[open.upperBound...].dropLast())
            self.init(member: try Self.only(of: name, in: db), capacity: capacity)
        } else {
            self.init(member: try Self.only(of: text, in: db), capacity: "")
        }
    }

    /// A contact of a thing as it is.
    init?(_ contact: OwnObject.Contact) {
        guard let member = MemberID(contact.memberID) else { return nil }
        self.init(member: member, capacity: contact.capacity)
    }

    private init(member: MemberID, capacity: String) {
        number = member.number
        self.capacity = capacity.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func only(of name: String, in db: Database) throws -> MemberID {
        let ids = try ids(of: name, in: db)
        guard let only = ids.first else {
            throw Refusal.invalid("contacts", "Nobody is called “\(name)”.")
        }
        guard ids.count == 1 else {
            throw Refusal.invalid(
                "contacts",
                "Several contacts are called “\(name)”. Write the number of the one who is meant.")
        }
        return only
    }

    private static func ids(of name: String, in db: Database) throws -> [MemberID] {
        if let number = MemberID(name) {
            let isThere = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM member WHERE id = ?)", arguments: [number])
            if isThere == true { return [number] }
        }
        return try MemberID.fetchAll(
            db, sql: "SELECT id FROM member WHERE folded_name = ? ORDER BY id LIMIT 2",
            arguments: [foldedName(name)])
    }
}

/// A contact of a thing as lists write it.
func shownTie(_ name: String, _ capacity: String) -> String {
    name + (capacity.isEmpty ? "" : " (\(capacity))")
}

extension OwnField {
    /// Values as a list that goes out writes them.
    func exported(_ values: [String], _ names: LinkedNames) -> String {
        values.map { names.name($0, of: self) ?? OwnField.shown($0) }.joined(separator: "; ")
    }
}
