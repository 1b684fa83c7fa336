public import Federation

/// The latest meeting to which a person came.
public struct LatestVisit: Hashable, Sendable {
    /// When it began.
    public let start: Timestamp
    /// Minutes east of Greenwich where it was, so that an evening is not the next day.
    public let utcOffset: Int
}
