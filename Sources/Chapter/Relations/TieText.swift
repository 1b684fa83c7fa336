/// A relation or a position as history writes it, seen from one of its two ends.
///
/// People read the words and the name; the rest lets it be put back as it was.
public struct TieText: Hashable, Sendable {
    /// The fields of history that are written so.
    public static let fields: Set<String> = ["relation", "position"]

    /// Whether a change of this field of history can be put back by `PersonChange.putBackTie`.
    public static func canBePutBack(_ field: String) -> Bool {
        fields.contains(field) || field == PointPersonText.field
    }

    /// The words of the relation, or the title of the position.
    public let words: String
    /// What the other end was called; empty for a position in the chapter itself.
    public let otherName: String
    /// The other end, if there is one.
    public let other: MemberID?
    /// What the program calls the kind of relation, or `#` and its number; empty for a position.
    public let key: String
    /// Whether it is seen from where it begins, or from whoever holds the position.
    public let isForward: Bool
    /// The first day, as 2026-05-01; empty where it is not known.
    public let startsOn: String
    /// The last day; empty where it goes on.
    public let endsOn: String
    /// What else was noted.
    public let note: String

    init(
        words: String, otherName: String, other: MemberID?, key: String, isForward: Bool,
        startsOn: String?, endsOn: String?, note: String?
    ) {
        self.words = words
        self.otherName = otherName
        self.other = other
        self.key = key
        self.isForward = isForward
        self.startsOn = startsOn ?? ""
        self.endsOn = endsOn ?? ""
        self.note = note ?? ""
    }

    /// Reads what history has; nil for anything else.
    public init?(_ text: String) {
        let cells = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 7, let mark = cells[3].last, mark == ">" || mark == "<" else {
            return nil
        }
        words = cells[0]
        otherName = cells[1]
        other = MemberID(cells[2])
        key = String(cells[3].dropLast())
        isForward = mark == ">"
        startsOn = cells[4]
        endsOn = cells[5]
        note = cells[6]
    }

    /// How history writes it: a value a line.
    var text: String {
        let id = other?.description ?? ""
        return [
            words, otherName, id, key + (isForward ? ">" : "<"), startsOn, endsOn, note,
        ].joined(separator: "\n")
    }

    /// The same in one line, for sentences.
    var sentence: String {
        [
            words, otherName, startsOn.isEmpty ? "" : "from \(startsOn)",
            endsOn.isEmpty ? "" : "until \(endsOn)", note.isEmpty ? "" : "(\(note))",
        ].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension PersonChange {
    /// Puts a relation, a position or the point person back; `false` where it has changed since.
    mutating func putBackTie(_ field: String, from new: String?, to old: String?) throws -> Bool {
        switch field {
        case "relation": try putBackRelation(from: new, to: old)
        case "position": try putBackPosition(from: new, to: old)
        default: try putBackPointPerson(from: new, to: old)
        }
    }
}

extension String {
    /// The text, or nil where there is none.
    var unlessEmpty: String? { isEmpty ? nil : self }
}
