import Federation
import Sodium

/// Whose root key a file holds.
public struct RootKeyReport: Codable, Hashable, Sendable {
    /// The chapter, sixty-four hexadecimal digits.
    public var chapterID: String
    /// Whether that chapter lives in the data directory; null where none does.
    public var isOfThisChapter: Bool?

    init(_ key: borrowing SigningKey, in directory: DataDirectory) throws {
        let chapter = ChapterID(rootKey: key.publicKey.bytes)
        chapterID = chapter.description
        isOfThisChapter =
            directory.holdsChapter ? try ChapterKeys.chapter(in: directory) == chapter : nil
    }
}

/// Tells whose root key a file holds; throws in words if it cannot be used as one.
public func checkRootKey(_ path: String, in directory: DataDirectory) throws -> RootKeyReport {
    try RootKeyReport(try KeyFile.signingKey(at: path), in: directory)
}
