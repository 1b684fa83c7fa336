/// How a list tells of the ways to reach a contact, so that nobody is called who must not be.
///
/// The plain columns have the first that may be used, or nothing; a column of states beside says
/// why. All others are listed with what speaks against using them, in words that an import reads
/// again: “b@example.org (bounced)”.
struct ExportedReach {
    let person: StoredPerson
    let way: ReachWay

    private var rows: [DetailRow] { person.rows(way.detail) }

    /// The first that may be used; nil where none may.
    var first: DetailRow? { rows.first { person.bar(way, $0) == nil } }

    /// What speaks against using what stands in the plain column, or against the first in line
    /// where nothing stands there; empty for nothing.
    var state: String {
        guard let shown = first ?? rows.first else { return "" }
        return bars(shown).map(\.words).joined(separator: ", ")
    }

    /// All but the first that may be used, each with what speaks against it.
    var others: [String] {
        let used = first?.key
        return rows.filter { $0.key != used }.map { row in
            let words = (way == .post ? [row.cells[6]] : []) + bars(row).map(\.words)
            let text = way == .post ? Self.line(row) : row.cells[0]
            return words.isEmpty ? text : "\(text) (\(words.joined(separator: ", ")))"
        }
    }

    /// A number that may not be called may have to be kept from text messages, too.
    private func bars(_ row: DetailRow) -> [ReachBar] {
        let ways: [ReachWay] = way.detail == .phone ? [.call, .text] : [way]
        var found: [ReachBar] = []
        for bar in ways.compactMap({ person.bar($0, row) }) where !found.contains(bar) {
            found.append(bar)
        }
        return found
    }

    /// The six parts of an address in one line; signs that part them are written by number.
    private static func line(_ row: DetailRow) -> String {
        row.cells[0..<6].map {
            $0.replacing("%", with: "%25").replacing("|", with: "%7C").replacing(";", with: "%3B")
        }.joined(separator: " | ")
    }
}

/// A value of a list with what stands behind it in brackets: “b@example.org (bounced)”.
struct NotedValue {
    /// The value alone.
    let value: String
    /// What speaks against using it.
    private(set) var bars: [ReachBar] = []
    /// Where it belongs, if that is said.
    private(set) var kind: ReachKind?

    /// Takes off what is understood; brackets with anything else belong to the value.
    init(_ text: String) {
        guard text.hasSuffix(")"), let open = text.lastIndex(of: "(") else {
            value = text
            return
        }
        let inside = text[text.index(after: open)...].dropLast()
        var bars: [ReachBar] = []
        var kind: ReachKind?
        for part in inside.split(separator: ",") {
            let word = String(part).trimmed
            if let bar = ReachBar(words: word) {
                bars.append(bar)
            } else if let known = ReachKind(rawValue: word) {
                kind = known
            } else {
                value = text
                return
            }
        }
        value = String(text[..<open]).trimmed
        (self.bars, self.kind) = (bars, kind)
    }

    /// The six parts of an address in one line; nil where it is none.
    var address: [String]? {
        let parts = value.split(separator: "|", omittingEmptySubsequences: false).map {
            String($0).trimmed.replacing("%3B", with: ";").replacing("%7C", with: "|")
                .replacing("%25", with: "%")
        }
        return parts.count == 6 ? parts : nil
    }
}

extension ReachBar {
    /// Everything that can speak against using something, apart from nothing.
    static let all: [ReachBar] =
        ReachState.allCases.filter { !$0.isUsable }.map { .state($0) }
        + [PersonField.doNotEmail, .doNotCall, .doNotText].map { .wish($0) }

    /// Reads what `words` gives; nil for anything else.
    init?(words: String) {
        let key = foldedName(words)
        guard let bar = Self.all.first(where: { foldedName($0.words) == key }) else { return nil }
        self = bar
    }
}
