public import GRDB

/// What left the chapter as lists, on paper or as an archive, what came in, and what was changed
/// for all: the lines of history that are about nobody in particular, newest first.
///
/// Whoever may see people reads it, so that nobody takes a list unseen. What was taken out of one
/// contact alone stands in that contact's history.
public struct ChapterLog: Sendable {
    /// Which lines.
    public enum Part: String, CaseIterable, Hashable, Sendable {
        /// All of them.
        case everything
        /// What left the chapter.
        case out
        /// What came in, and what of that was taken back.
        case lists = "in"
        /// What was changed for all.
        case changed
    }

    /// So many are read at once at most.
    public static let most = 1000

    /// Which lines.
    public var part: Part
    /// Only lines before this one; nil from the newest.
    public var before: Int64?
    /// How many lines at most.
    public var limit: Int

    /// Lines of the log.
    public init(_ part: Part = .everything, before: Int64? = nil, limit: Int = 50) {
        self.part = part
        self.before = before
        self.limit = limit
    }

    /// Reads them for a viewer who may see people.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<
        [HistoryEntry], Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM history WHERE member_id IS NULL AND id < ? AND \(part.sql)
                ORDER BY id DESC LIMIT ?
                """, arguments: [before ?? Int64.max, min(max(1, limit), Self.most)])
        return .success(try HistoryEntry.entries(rows, in: db, for: viewer))
    }

    /// The acts that take something out of the chapter.
    static let outActs: Set<String> = [
        "ExportAgreements", "ExportCards", "ExportDueMemberships", "ExportObjects", "ExportPeople",
        "ExportTasks", "PrintPeople", "PrintWalkList", "TakeDirectory", "WriteArchive",
    ]

    /// The acts that take lists in, and those that take that back.
    static let inActs: Set<String> = [
        "ApplyImport", "ApplyObjectImport", "ReadArchive", "UndoImport", "UndoObjectImport",
    ]
}

extension ChapterLog.Part {
    /// The part to which an act belongs that is about nobody in particular.
    init(of act: String) {
        self =
            ChapterLog.outActs.contains(act)
            ? .out : ChapterLog.inActs.contains(act) ? .lists : .changed
    }

    /// The condition on rows of history.
    fileprivate var sql: String {
        func these(_ acts: Set<String>) -> String {
            acts.sorted().map { "'\($0)'" }.joined(separator: ", ")
        }
        return switch self {
        case .everything: "1"
        case .out: "act IN (\(these(ChapterLog.outActs)))"
        case .lists: "act IN (\(these(ChapterLog.inActs)))"
        case .changed: "act NOT IN (\(these(ChapterLog.outActs.union(ChapterLog.inActs))))"
        }
    }
}

extension HistoryEntry {
    /// To which part of the log the line belongs; nil for a line about somebody.
    public var part: ChapterLog.Part? { member == nil ? ChapterLog.Part(of: act) : nil }

    /// How many rows left the chapter or came in, as the line begins; nil where it says no number.
    public var rows: Int? {
        guard part == .out, let text = new else { return nil }
        return Int(text.prefix { $0.isASCII && $0.isNumber })
    }

    /// The columns of a list that left the chapter; none where the line names none.
    public var columns: [String] {
        guard part == .out, let text = new, let with = text.firstRange(of: " with ") else {
            return []
        }
        return text[with.upperBound...].split(separator: ", ").map(String.init)
    }
}
