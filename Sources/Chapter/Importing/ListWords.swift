/// The words of a column that has a few meanings only, each with how often it comes.
public struct ListWords: Hashable, Sendable {
    /// A word as the list has it first.
    public struct Word: Hashable, Sendable {
        /// The word.
        public let text: String
        /// In how many rows it stands.
        public let count: Int
        /// What it means; nil where nobody knows, empty where it says nothing.
        public let meaning: String?
        /// Whether somebody decided that.
        public let isDecided: Bool
    }

    /// The column, from 0.
    public let place: Int
    /// Its heading.
    public let header: String
    /// What it is.
    public let target: ColumnTarget
    /// What its words can mean.
    public let choices: [String]
    /// Its words, the most frequent first.
    public let words: [Word]
    /// How many more words it has.
    public let more: Int

    /// How many words of a column are told apart.
    public static let valuesAtMost = 100

    /// Whether nobody has decided about a word that nobody knows.
    public var isOpen: Bool { words.contains { $0.meaning == nil } }

    /// Reads a whole list for the words of such columns.
    public static func read(_ source: ImportSource, _ plan: ImportPlan) throws
        -> Result<[ListWords], Refusal>
    {
        do {
            var list = try OpenList(source, plan.settings)
            let map = ColumnMap(list, plan.settings, chosen: plan.choices)
            let columns = map.targets.indices.filter { map.choices($0) != nil }
            guard !columns.isEmpty else { return .success([]) }
            var counts: [Int: [String: Int]] = [:]
            var texts: [Int: [String: String]] = [:]
            var more: [Int: Set<String>] = [:]
            while let row = try list.next() {
                guard row.fault == nil else { continue }
                for column in columns where column < row.cells.count {
                    let text = row.cells[column].trimmed
                    guard !text.isEmpty, !ListedValue.isNothing(text) else { continue }
                    let key = ListedValue.key(text)
                    if texts[column]?[key] == nil {
                        guard texts[column]?.count ?? 0 < valuesAtMost else {
                            if more[column]?.count ?? 0 < ImportLimits.namedRows {
                                more[column, default: []].insert(key)
                            }
                            continue
                        }
                        texts[column, default: [:]][key] = text
                    }
                    counts[column, default: [:]][key, default: 0] += 1
                }
            }
            return .success(
                columns.compactMap { column in
                    guard let target = map.targets[column] else { return nil }
                    let words = (texts[column] ?? [:]).map { key, text in
                        Word(
                            text: text, count: counts[column]?[key] ?? 0,
                            meaning: map.meaning(column, text),
                            isDecided: map.decided[column]?.contains(key) ?? false)
                    }
                    return ListWords(
                        place: column, header: map.headers[column], target: target,
                        choices: map.choices(column) ?? [],
                        words: words.sorted { ($1.count, $0.text) < ($0.count, $1.text) },
                        more: more[column]?.count ?? 0)
                })
        } catch let refusal as Refusal {
            return .failure(refusal)
        }
    }
}
