/// What a list holds, compared with the people that are there.
public struct ImportAnswer: Codable, Hashable, Sendable {
    /// The import, a decimal number as text.
    public var importID: String
    /// Rows of people who are not there yet.
    public var new: Int
    /// Rows that change somebody.
    public var updated: Int
    /// Rows that say what is known.
    public var unchanged: Int
    /// Rows that contradict what is known and are left alone.
    public var conflicting: Int
    /// Rows that cannot be taken.
    public var failed: [FailedRow]
    /// How long it took.
    public var seconds: Double
    /// Whether the people were changed, or it was only a dry run so far.
    public var applied: Bool
    /// Which column was taken for what.
    public var columns: [ColumnAnswer]

    /// A row that cannot be taken.
    public struct FailedRow: Codable, Hashable, Sendable {
        /// Its number in the file; the header is row 1.
        public var row: Int
        /// Why.
        public var reason: String

        /// Names a row and a reason.
        public init(row: Int, reason: String) {
            self.row = row
            self.reason = reason
        }
    }

    /// A column of the list.
    public struct ColumnAnswer: Codable, Hashable, Sendable {
        /// What its header says.
        public var header: String
        /// What it was taken for; null if it is left out.
        @Nullable public var field: String?

        /// Names a column and what it is.
        public init(header: String, field: String?) {
            self.header = header
            self.field = field
        }
    }

    /// Collects what was found.
    public init(
        importID: String, new: Int, updated: Int, unchanged: Int, conflicting: Int,
        failed: [FailedRow], seconds: Double, applied: Bool, columns: [ColumnAnswer]
    ) {
        self.importID = importID
        self.new = new
        self.updated = updated
        self.unchanged = unchanged
        self.conflicting = conflicting
        self.failed = failed
        self.seconds = seconds
        self.applied = applied
        self.columns = columns
    }
}

/// How far an import is.
public struct ImportProgressAnswer: Codable, Hashable, Sendable {
    /// Rows read or written so far.
    public var rows: Int
    /// All rows; null while it is not known.
    @Nullable public var total: Int?

    /// Counts rows.
    public init(rows: Int, total: Int?) {
        self.rows = rows
        self.total = total
    }
}

/// What undoing an import has done.
public struct UndoneImportAnswer: Codable, Hashable, Sendable {
    /// People who were new and are gone again.
    public var removed: Int
    /// People who are again as they were.
    public var restored: Int
    /// People who were left as they are now.
    public var kept: [Kept]

    /// Somebody who was left as they are.
    public struct Kept: Codable, Hashable, Sendable {
        /// Who.
        public var memberID: String
        /// Why.
        public var reason: String

        /// Names a person and a reason.
        public init(memberID: String, reason: String) {
            self.memberID = memberID
            self.reason = reason
        }
    }

    /// Collects what became of the people.
    public init(removed: Int, restored: Int, kept: [Kept]) {
        self.removed = removed
        self.restored = restored
        self.kept = kept
    }
}
