import Federation
import GRDB

/// Names a kind of agreements, beside those that every chapter has.
public struct AddAgreementKind: Act {
    /// The permission that it takes.
    public static let permission = Permission.changeSettings

    /// What it is called.
    public var name: String

    /// A kind with its name.
    public init(_ name: String) { self.name = name }

    /// Adds it.
    public func perform(in context: ActContext) throws -> Result<OwnAgreementKind, Refusal> {
        try refusing {
            let db = context.db
            let name = try checkedName(name, besides: nil, in: db)
            let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM agreement_kind") ?? 0
            guard count < OwnAgreementKind.atMost else {
                throw Refusal(
                    .conflict,
                    "There are \(count) kinds of agreements already, and more do not fit.",
                    field: "name")
            }
            try db.execute(
                sql: "INSERT INTO agreement_kind (name, folded_name) VALUES (?, ?)",
                arguments: [name, foldedName(name)])
            let id = db.lastInsertedRowID
            try context.recordKind("AddAgreementKind", old: nil, new: name)
            return try OwnAgreementKind.find(id, in: db)
        }
    }
}

/// Gives a kind of agreements another name, takes it out of use, or into use again.
public struct ChangeAgreementKind: Act {
    /// The permission that it takes.
    public static let permission = Permission.changeSettings

    /// Which kind.
    public var kind: Int64
    /// The version that the editor saw.
    public var expectedVersion: Int
    /// What it is called.
    public var name: String
    /// Whether no new agreement is of this kind.
    public var isRetired: Bool

    /// A kind and how it is to be.
    public init(_ kind: Int64, expectedVersion: Int, name: String, isRetired: Bool = false) {
        self.kind = kind
        self.expectedVersion = expectedVersion
        self.name = name
        self.isRetired = isRetired
    }

    /// Changes it.
    public func perform(in context: ActContext) throws -> Result<OwnAgreementKind, Refusal> {
        try refusing {
            let db = context.db
            let old = try OwnAgreementKind.find(kind, in: db)
            guard old.version == expectedVersion else { throw Refusal.changedMeanwhile(old.name) }
            let name = try checkedName(name, besides: kind, in: db)
            guard name != old.name || isRetired != old.isRetired else { return old }
            try db.execute(
                sql: """
                    UPDATE agreement_kind SET version = version + 1, name = ?, folded_name = ?,
                      retired = ? WHERE id = ?
                    """, arguments: [name, foldedName(name), isRetired ? 1 : 0, kind])
            if name != old.name {
                try context.recordKind("ChangeAgreementKind", old: old.name, new: name)
                // What was signed has the old name in it, so it is not how they are now.
                try db.execute(
                    sql: """
                        UPDATE agreement SET version = version + 1
                        WHERE own_kind = ? AND id IN (SELECT agreement_id FROM agreement_seal)
                        """, arguments: [kind])
            }
            if isRetired != old.isRetired {
                try context.recordKind(
                    isRetired ? "RetireAgreementKind" : "BringAgreementKindBack",
                    old: isRetired ? name : nil, new: isRetired ? nil : name)
            }
            return try OwnAgreementKind.find(kind, in: db)
        }
    }
}

extension ActContext {
    /// Writes down what became of a kind.
    fileprivate func recordKind(_ act: String, old: String?, new: String?) throws {
        try writeHistory(
            HistoryLine(
                at: now, actor: viewer.actor, act: act, field: "agreement kind", old: old, new: new)
        )
    }
}

private func checkedName(_ name: String, besides id: Int64?, in db: Database) throws -> String {
    let checked = try EnteredText.line(name, "name", limit: OwnAgreementKind.nameAtMost).get()
    guard let checked else {
        throw Refusal.invalid("name", "A kind of agreements needs a name.")
    }
    let other = try String.fetchOne(
        db, sql: "SELECT name FROM agreement_kind WHERE folded_name = ? AND id IS NOT ?",
        arguments: [foldedName(checked), id])
    if let other {
        throw Refusal(.conflict, "There is a kind of agreements “\(other)” already.", field: "name")
    }
    return checked
}
