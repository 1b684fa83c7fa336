/// How large a list may be.
public enum ImportLimits {
    /// Bytes of a file: a million rows of half a kilobyte.
    public static let fileBytes = 512 * 1024 * 1024
    /// Bytes of one value.
    public static let fieldBytes = 64 * 1024
    /// Bytes of one row.
    public static let rowBytes = 256 * 1024
    /// Columns of a list.
    public static let columns = 512
    /// Rows of a list, without the heading.
    public static let rows = 1_000_000
    /// Rows that are staged in one transaction, so that a vote waits for milliseconds only.
    static let chunk = 500
    /// Bytes of a packed sheet or another part of a spreadsheet once it is unpacked.
    static let unpackedBytes = 512 * 1024 * 1024
    /// Bytes that are read at a time.
    static let readBytes = 64 * 1024
    /// Bad and conflicting rows that a report names; the rest are counted.
    static let namedRows = 10_000
}
