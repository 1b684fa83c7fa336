/// What a file of papers may be at most; everything beyond is refused with its line.
public enum FormatLimits {
    /// Bytes in one line: 1,000 candidates with long names fit.
    public static let mostLineBytes = 1 << 20
    /// Bytes in a name or a title.
    public static let mostNameBytes = 1_000
    /// Marks on all different papers together; they take 2 bytes each in memory.
    public static let mostMarks = 100_000_000
    /// Scores on all different papers together; they take 12 bytes each in memory.
    public static let mostScores = 20_000_000
    /// The worst rank in a table of ranks.
    public static let mostRank = 1_000_000
}
