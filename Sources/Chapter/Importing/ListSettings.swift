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
    /// The sheet of a spreadsheet; nil for the first that is not hidden.
    public var sheet: String?
    /// Whether a list that looks like another system's is read as such.
    public var recognizes: Bool

    /// Everything is learnt from the list where nothing is said.
    public init(
        encoding: TextEncoding? = nil, delimiter: Delimiter? = nil, hasHeading: Bool = true,
        dayFirst: Bool? = nil, sheet: String? = nil, recognizes: Bool = true
    ) {
        self.encoding = encoding
        self.delimiter = delimiter
        self.hasHeading = hasHeading
        self.dayFirst = dayFirst
        self.sheet = sheet
        self.recognizes = recognizes
    }
}
