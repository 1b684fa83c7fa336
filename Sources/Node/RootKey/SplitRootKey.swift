import Federation
public import Foundation
import Sodium
public import Web

/// What `rhizome root-key split` is told.
public struct SplitOptions: Sendable {
    /// Where the chapter lives; a machine that is used for this alone may have none.
    public var directory: DataDirectory
    /// The file with the root key.
    public var rootKey: String
    /// How many sheets to make, and how many of them are to bring the key back.
    public var sheets: Int, needed: Int
    /// The language of the sheets.
    public var language: Language
    /// The chapter's name, where the directory does not say it.
    public var name: String?

    /// Collects what is needed to split the key.
    public init(
        directory: DataDirectory, rootKey: String, sheets: Int, needed: Int, language: Language,
        name: String? = nil
    ) {
        self.directory = directory
        self.rootKey = rootKey
        self.sheets = sheets
        self.needed = needed
        self.language = language
        self.name = name
    }
}

/// The sheets of a split root key, as files to write.
public struct KeySheets: Sendable {
    /// Whose key it is, sixty-four hexadecimal digits.
    public var chapterID: String
    /// The name of each file, and the page in it.
    public var files: [(name: String, content: Data)]
}

/// Splits a chapter's root key into sheets and checks that they bring it back.
///
/// Writes nothing. Throws in words.
public func splitRootKey(_ options: SplitOptions) throws -> KeySheets {
    let root = try KeyFile.signingKey(at: options.rootKey)
    let chapter = ChapterID(rootKey: root.publicKey.bytes)
    let isHere = options.directory.holdsChapter
    if isHere, try ChapterKeys.chapter(in: options.directory) != chapter {
        throw RootKeyFailure.ofAnotherChapter(file: options.rootKey, chapter: chapter)
    }
    let name = try options.name ?? (isHere ? Configuration(in: options.directory).name : nil)
    guard let name else { throw RootKeyFailure.noName }
    let shares = try root.shares(options.sheets, needed: options.needed)
    for some in [shares.prefix(options.needed), shares.suffix(options.needed)] {
        var joined = KeyShares()
        for share in some { try joined.add(KeyShare(words: share.words)) }
        guard try SigningKey(joining: joined).publicKey == root.publicKey else {
            throw ShareError.noKey
        }
    }
    let (kit, made) = (try PageKit(), systemClock())
    let files = try shares.map { share in
        let sheet = KeySheet(
            chapter: name, chapterID: chapter.description, number: share.number,
            of: options.sheets, needed: options.needed, words: share.words, made: made)
        return (
            "sheet-\(share.number)-of-\(options.sheets).html",
            Data(try kit.keySheet(sheet, in: options.language).utf8)
        )
    }
    return KeySheets(chapterID: chapter.description, files: files)
}

/// Why something with a root key was not done.
enum RootKeyFailure: Error, CustomStringConvertible {
    /// The file holds the key of a chapter that does not live here.
    case ofAnotherChapter(file: String, chapter: ChapterID)
    /// The sheets bring back the key of a chapter that does not live here.
    case sheetsOfAnotherChapter(ChapterID)
    /// Nobody has said what the chapter is called.
    case noName

    var description: String {
        switch self {
        case .ofAnotherChapter(let file, let chapter):
            "\(file) is not the root key of the chapter that lives here, but that of "
                + "\(KeySheet.short(chapter.description)). Nothing was changed."
        case .sheetsOfAnotherChapter(let chapter):
            "These sheets are not of the chapter that lives here, but of "
                + "\(KeySheet.short(chapter.description)). Nothing was written."
        case .noName:
            "No chapter lives here to say its name, which stands on the sheets. Say it with --name."
        }
    }
}
