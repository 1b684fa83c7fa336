import Federation
import GRDB

/// Changes the name of a report that is kept, or who sees it.
///
/// Whoever sees it may change it; only its owner makes it theirs alone.
public struct RenameReport: Act {
    /// The permission that it takes.
    public static let permission = Permission.seePeople

    /// Which report.
    public var id: Int64
    /// The version that the editor saw.
    public var version: Int
    /// What it is called from now on.
    public var name: String
    /// Whether others see it too.
    public var isShared: Bool

    /// Another name for a report.
    public init(_ id: Int64, version: Int, name: String, isShared: Bool) {
        self.id = id
        self.version = version
        self.name = name
        self.isShared = isShared
    }

    /// Changes it and gives its new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let report = try KeptReport.fetch(context.db, id, for: context.viewer).get()
            guard report.version == version else { throw Refusal.changedMeanwhile(report.name) }
            guard isShared || !report.isShared || report.owner == context.viewer.actor else {
                throw Refusal(.conflict, "Only whoever made “\(report.name)” can stop sharing it.")
            }
            let called = try context.nameOfReport(
                name, isShared: isShared, owner: report.owner, besides: id)
            if isShared != report.isShared {
                try context.checkRoomForReport(isShared: isShared, owner: report.owner)
            }
            if isShared, !report.isShared {
                try context.checkReport(report.choices, isShared: true)
            }
            try context.db.execute(
                sql: """
                    UPDATE kept_report SET version = version + 1, name = ?, folded_name = ?,
                    is_shared = ?, changed_at = ? WHERE id = ?
                    """,
                arguments: [called, foldedName(called), isShared, context.now.milliseconds, id])
            try context.logReport(
                "RenameReport", report.isShared ? report.name : nil, isShared ? called : nil)
            return version + 1
        }
    }
}
