/// How large an archive may be.
public enum ArchiveLimits {
    /// Bytes of the file: what a ZIP archive holds without its form for larger ones.
    public static let fileBytes = 4_000_000_000
    /// Bytes of all that is in it, once it is unpacked.
    static let unpackedBytes = 8_000_000_000
    /// Bytes of one cell; the longest text is a note of 10,000 characters.
    static let cellBytes = 256 * 1024
    /// Bytes of the points of one ring of an outline: as many as a file of outlines can hold.
    static let shapeBytes = 32 * 1024 * 1024
    /// Rows of one list: thirty lines of history for each of a million contacts.
    static let rows: Int64 = 30_000_000
    /// Bytes of the table of contents.
    static let manifestBytes = 256 * 1024
    /// Files in the archive, those of agreements included.
    static let entries = 60_000
    /// Bytes of the directory at its end.
    static let directoryBytes = 8 * 1024 * 1024
    /// Bytes that are gathered before they are written.
    static let pieceBytes = 256 * 1024
    /// Rows after which progress is told, and after which somebody may stop it.
    static let step = 2_000
}
