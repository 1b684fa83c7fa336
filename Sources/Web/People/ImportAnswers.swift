import Chapter

/// What a list does, or would do, to the chapter's people.
public struct ImportAnswer: Codable, Hashable, Sendable {
    /// The import, a decimal number as text.
    public var importID: String
    /// The name of the file.
    public var file: String
    /// `staged`, `applied` or `undone`.
    public var state: String
    /// People who are not there yet.
    public var new: Int
    /// Known people who change.
    public var updated: Int
    /// Known people who stay as they are.
    public var unchanged: Int
    /// Rows that cannot be told to be one person; they are left alone.
    public var conflicting: Int
    /// Rows that cannot be read, each with its number in the file and why.
    public var failed: [RowAnswer]
    /// How many rows cannot be read; `failed` names the first 10,000.
    public var failedCount: Int
    /// The rows that cannot be told to be one person, up to 10,000.
    public var conflicts: [RowAnswer]
    /// How many known people change in which field.
    public var changes: [String: Int]
    /// Organizations that are not there yet, or that were made.
    public var organizations: Int
    /// Times that somebody works somewhere from now on.
    public var ties: Int
    /// Positions that somebody holds from now on.
    public var positions: Int
    /// Periods of membership.
    public var periods: Int
    /// Notes on timelines.
    public var notes: Int
    /// What each column was read as.
    public var columns: [ColumnAnswer]
    /// What to look at before applying.
    public var warnings: [String]
    /// What the list may do to people who are known.
    public var mode: String
    /// How the letters were written.
    public var encoding: String
    /// What stood between the values, or which sheet it was.
    public var delimiter: String
    /// The other system that the list came from; null where nobody knew it.
    @Nullable public var system: String?
    /// How rows found the people they are about.
    public var key: String
    /// How long it took.
    public var seconds: Double

    init(_ report: ImportReport, seconds: Double) {
        importID = report.importID
        file = report.file
        state = report.state
        new = report.new
        updated = report.updated
        unchanged = report.unchanged
        conflicting = report.conflicting
        failed = report.failed.map(RowAnswer.init)
        failedCount = report.failedCount
        conflicts = report.conflicts.map(RowAnswer.init)
        changes = report.changes
        organizations = report.ties.organizations
        ties = report.ties.ties
        positions = report.ties.positions
        periods = report.ties.periods
        notes = report.ties.notes
        columns = report.columns.map(ColumnAnswer.init)
        warnings = report.warnings
        mode = report.mode
        encoding = report.encoding
        delimiter = report.delimiter
        system = report.system
        key = report.key
        self.seconds = seconds
    }
}

/// A row of a list that was not taken.
public struct RowAnswer: Codable, Hashable, Sendable {
    /// Its number as a spreadsheet counts: the heading is row 1.
    public var row: Int
    /// Why.
    public var reason: String

    init(_ refused: RefusedRow) {
        row = refused.row
        reason = refused.reason
    }
}

/// A column of a list.
public struct ColumnAnswer: Codable, Hashable, Sendable {
    /// Its heading.
    public var header: String
    /// What it was read as; null where it was not used.
    @Nullable public var meaning: String?
    /// Why it was not used; null where it was.
    @Nullable public var unused: String?

    init(_ column: ImportReport.Column) {
        header = column.header
        meaning = column.meaning
        unused = column.unused
    }
}

/// How far the staging of a list is.
public struct ImportProgressAnswer: Codable, Hashable, Sendable {
    /// `waiting`, `checking` or `staging`.
    public var phase: String
    /// Bytes done.
    public var done: Int
    /// Bytes in all; 0 while that is not known.
    public var total: Int

    init(phase: String, done: Int, total: Int) {
        self.phase = phase
        self.done = done
        self.total = total
    }
}

/// What undoing an import has done.
public struct UndoneImportAnswer: Codable, Hashable, Sendable {
    /// People who were new and are gone again.
    public var removed: Int
    /// People who are again as they were.
    public var restored: Int
    /// Organizations that the import had made and that are gone.
    public var organizations: Int
    /// Times that somebody no longer works somewhere, or holds a position.
    public var ties: Int
    /// Periods of membership that are gone.
    public var periods: Int
    /// Notes that are gone from timelines.
    public var notes: Int
    /// People who were left as they are now, in whole or in part.
    public var kept: [KeptAnswer]

    init(_ undone: UndoImport.Undone) {
        removed = undone.removed
        restored = undone.restored
        organizations = undone.organizations
        ties = undone.ties
        periods = undone.periods
        notes = undone.notes
        kept = undone.kept.map(KeptAnswer.init)
    }
}

/// Somebody whom undoing left as they are.
public struct KeptAnswer: Codable, Hashable, Sendable {
    /// Who.
    public var memberID: String
    /// What they are called.
    public var name: String
    /// Why.
    public var reason: String

    init(_ kept: UndoImport.Kept) {
        memberID = kept.memberID
        name = kept.name
        reason = kept.reason
    }
}
