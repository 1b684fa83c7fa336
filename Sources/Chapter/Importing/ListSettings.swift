/// How a list is to be read, where its own bytes are not to decide.
public struct ListSettings: Hashable, Sendable {
    /// How its letters are written; nil to learn it from the bytes.
    public var encoding: TextEncoding?
    /// What stands between its values; nil to learn it from the first rows.
    public var delimiter: Delimiter?
    /// Whether its first row names the columns; otherwise they are numbered.
    public var hasHeading: Bool
    /// Whether the day comes before the month in its dates; nil to learn it from each column.
    public var dayFirst: Bool?

    /// Everything is learnt from the list where nothing is said.
    public init(
        encoding: TextEncoding? = nil, delimiter: Delimiter? = nil, hasHeading: Bool = true,
        dayFirst: Bool? = nil
    ) {
        self.encoding = encoding
        self.delimiter = delimiter
        self.hasHeading = hasHeading
        self.dayFirst = dayFirst
    }
}

extension ListSettings {
    /// The encoding and the delimiter of a list: what was chosen, else what the bytes tell.
    ///
    /// What is no list of text is refused in words, whatever was chosen.
    func reading(of source: ImportSource) throws -> (TextEncoding, Delimiter) {
        let guessed = try TextEncoding.guess(source)
        let encoding = encoding ?? guessed
        return (encoding, try delimiter ?? Delimiter.guess(source, encoding))
    }

    /// The names of the columns of a list whose first row is this.
    func headers(_ first: [String]) -> [String] {
        hasHeading ? first : first.indices.map { "Column \($0 + 1)" }
    }
}
