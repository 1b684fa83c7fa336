import GRDB

/// Takes back all merges that were done at once, the last one first, as far as they still hold.
///
/// Each is taken back as `UndoMerge` does it; all or nothing.
public struct UndoMergeTogether: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// One of those merges.
    public var merge: Int64

    /// Merges to take back, by one of them.
    public init(_ merge: Int64) { self.merge = merge }

    /// Takes them back in one transaction, and gives all of them in the order of the merges.
    public func perform(in context: ActContext) throws -> Result<[MergeReport], Refusal> {
        try refusing {
            let merges = try MergeReport.together(merge, in: context.db, for: context.viewer).get()
            let left = merges.filter { $0.undoneAt == nil }
            guard !left.isEmpty else {
                throw Refusal(.conflict, "This merge has been taken back already.")
            }
            for report in left.reversed() {
                _ = try UndoMerge(report.id).perform(in: context).get()
            }
            return try MergeReport.together(merge, in: context.db, for: context.viewer).get()
        }
    }
}
