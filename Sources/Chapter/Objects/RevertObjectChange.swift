import Foundation
import GRDB

/// Takes one change of a thing of the chapter's own back: the field gets the value it had before.
///
/// It is refused when the field has changed again since, and when the value before breaks a rule
/// by now.
public struct RevertObjectChange: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which thing.
    public var object: Int64
    /// The row of its history.
    public var change: Int64

    /// A row of the history of a thing.
    public init(_ object: Int64, _ change: Int64) {
        self.object = object
        self.change = change
    }

    /// Takes the change back and gives the thing as it is now.
    public func perform(in context: ActContext) throws -> Result<OwnObject, Refusal> {
        try refusing {
            let row = try Row.fetchOne(
                context.db,
                sql: """
                    SELECT field, field_code, old, new FROM own_object_history
                    WHERE id = ? AND object_id = ?
                    """, arguments: [change, object])
            guard let row else { throw Refusal.notFound("change of an object") }
            let now = try OwnObject.find(object, in: context.db)
            let (name, code): (String, String?) = (row["field"], row["field_code"])
            let (old, new): (String?, String?) = (row["old"], row["new"])
            guard let code else {
                if name == ObjectContactText.field {
                    return try revertContact(of: now, from: new, to: old, in: context)
                }
                guard name == "name", let old else {
                    throw Refusal(.conflict, "A change of \(name) cannot be taken back here.")
                }
                guard now.name == new else { throw Refusal.changedSince("name", of: now.name) }
                return try ChangeObject(object, expectedVersion: now.version, name: old)
                    .perform(in: context).get()
            }
            let fields = try OwnField.all(of: now.type.id, in: context.db)
            guard let field = fields.first(where: { $0.code == code }) else {
                throw Refusal(
                    .conflict,
                    "“\(name)” is not asked for any more, so nothing was taken back. Bring the "
                        + "field back first.")
            }
            func values(_ text: String?) -> [String] {
                text.map { field.values(inHistory: $0) } ?? []
            }
            // The order of several values says nothing.
            guard Set(now.values[code] ?? []) == Set(values(new)) else {
                throw Refusal.changedSince(name, of: now.name)
            }
            return try ChangeObject(
                object, expectedVersion: now.version, values: [code: values(old)]
            ).perform(in: context).get()
        }
    }

    /// Puts a contact of the thing back to what it was before a line of history.
    private func revertContact(
        of now: OwnObject, from new: String?, to old: String?, in context: ActContext
    ) throws -> OwnObject {
        let (before, after) = (
            old.flatMap(ObjectContactText.init), new.flatMap(ObjectContactText.init)
        )
        guard let tie = after ?? before else {
            throw Refusal(
                .conflict,
                "This was written before the history kept who exactly was meant, so it cannot be "
                    + "taken back here. Add or remove the contact by hand.")
        }
        // Whoever was merged since is the kept one now.
        let member = try context.db.keptContact(of: tie.member) ?? tie.member
        guard let person = try StoredPerson.fetch(context.db, member) else {
            throw Refusal(.conflict, "\(tie.name) is no longer there. Nothing was taken back.")
        }
        let current = try ObjectContactText.current(
            of: object, person, capacity: tie.capacity, in: context.db)
        let isAsLeft =
            after.map { current?.isSame(as: $0) ?? false } ?? (current == nil)
        guard isAsLeft else { throw Refusal.changedSince("contact", of: now.name) }
        guard let before else {
            return try UntieObject(object, member, capacity: tie.capacity)
                .perform(in: context).get()
        }
        return try TieObject(
            object, member, capacity: before.capacity, startsOn: before.startsOn,
            endsOn: before.endsOn
        ).perform(in: context).get()
    }
}

extension OwnField {
    /// The values of a line of an object's history.
    func values(inHistory text: String) -> [String] {
        // No choice has a semicolon in it.
        isMany ? text.components(separatedBy: "; ") : [text]
    }
}
