import Federation
import GRDB

/// Removes an agreement that was a mistake; `RestoreAgreement` brings it back with its files.
public struct RemoveAgreement: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which.
    public var id: Int64

    /// An agreement that was a mistake.
    public init(_ id: Int64) { self.id = id }

    /// Removes it.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            let old = try StoredAgreement.find(id, in: context.db)
            guard !old.isRemoved else {
                throw Refusal(.conflict, "“\(old.entered.title)” has been removed already.")
            }
            try context.db.execute(
                sql: "UPDATE agreement SET removed_at = ?, version = version + 1 WHERE id = ?",
                arguments: [context.now.milliseconds, id])
            try context.recordAgreement(id, from: old.entered, to: nil, by: "RemoveAgreement")
            try context.recordAgreementField(
                id, version: old.version + 1, .removed, old: nil, new: "yes",
                by: "RemoveAgreement")
            try context.moveAgreementTask(of: id, from: old.entered, to: nil)
        }
    }
}

/// Brings an agreement back that was removed.
public struct RestoreAgreement: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which.
    public var id: Int64

    /// An agreement that was removed.
    public init(_ id: Int64) { self.id = id }

    /// Brings it back.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            let old = try StoredAgreement.find(id, in: context.db)
            guard old.isRemoved else { return }
            try context.db.execute(
                sql: "UPDATE agreement SET removed_at = NULL, version = version + 1 WHERE id = ?",
                arguments: [id])
            try context.recordAgreement(id, from: nil, to: old.entered, by: "RestoreAgreement")
            try context.recordAgreementField(
                id, version: old.version + 1, .removed, old: "yes", new: nil,
                by: "RestoreAgreement")
            try context.makeAgreementTasks(of: id)
        }
    }
}
