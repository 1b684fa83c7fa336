import Federation
import GRDB

/// Removes a report that is kept; `BringReportBack` takes it back.
public struct RemoveReport: Act {
    /// The permission that it takes.
    public static let permission = Permission.seePeople

    /// Which report.
    public var id: Int64
    /// The version that was seen; nil removes whatever is there.
    public var version: Int?

    /// A report to remove.
    public init(_ id: Int64, version: Int? = nil) {
        self.id = id
        self.version = version
    }

    /// Removes it.
    public func perform(in context: ActContext) throws -> Result<Int64, Refusal> {
        try refusing {
            let report = try KeptReport.fetch(context.db, id, for: context.viewer).get()
            guard version == nil || version == report.version else {
                throw Refusal.changedMeanwhile(report.name)
            }
            try context.db.execute(
                sql: "UPDATE kept_report SET removed_at = ?, version = version + 1 WHERE id = ?",
                arguments: [context.now.milliseconds, id])
            try context.logReport("RemoveReport", report.isShared ? report.name : nil, nil)
            return id
        }
    }
}

/// Brings back a report that was removed.
public struct BringReportBack: Act {
    /// The permission that it takes.
    public static let permission = Permission.seePeople

    /// Which report.
    public var id: Int64

    /// A report to bring back.
    public init(_ id: Int64) { self.id = id }

    /// Brings it back, unless its name was given to another one meanwhile.
    public func perform(in context: ActContext) throws -> Result<Int64, Refusal> {
        try refusing {
            let report = try KeptReport.fetch(
                context.db, id, for: context.viewer, evenRemoved: true
            ).get()
            guard report.isRemoved else { return id }
            try context.checkRoomForReport(isShared: report.isShared, owner: report.owner)
            _ = try context.nameOfReport(
                report.name, isShared: report.isShared, owner: report.owner, besides: id)
            try context.checkReport(report.choices, isShared: report.isShared)
            try context.db.execute(
                sql:
                    "UPDATE kept_report SET removed_at = NULL, version = version + 1 WHERE id = ?",
                arguments: [id])
            try context.logReport("BringReportBack", nil, report.isShared ? report.name : nil)
            return id
        }
    }
}
