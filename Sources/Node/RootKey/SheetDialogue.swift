import Federation
import Sodium

/// Takes the sheets of a split root key as people type them, line by line, and says what is next.
///
/// Words of one sheet may stand on as many lines as one likes, with their numbers or without. What
/// was typed before a mistake stays.
public struct SheetDialogue: Sendable {
    /// What to say to a line.
    public struct Reply: Hashable, Sendable {
        /// What happened; empty where nothing did but words that were taken.
        public var what: String
        /// What to type next; empty when nothing is missing.
        public var next: String
        /// Whether something was wrong with the line.
        public var isFault: Bool

        init(_ what: String, next: String = "", isFault: Bool = false) {
            self.what = what
            self.next = next
            self.isFault = isFault
        }

        /// Both, for a person at a terminal.
        public var text: String {
            [what, next].filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    /// What begins a sheet anew, where somebody has lost the place.
    private static let anew = "-"

    private var shares = KeyShares()
    private var words: [String] = []
    /// The number of the only word that can be wrong, while it is asked for.
    private var suspect: Int?

    /// Nothing was typed yet.
    public init() {}

    /// Whether there are as many sheets as are needed.
    public var isComplete: Bool { shares.missing == 0 }

    /// What to say before the first line.
    public var opening: String {
        """
        Type the words of the first sheet, in their order, on one line or on several. Any order of \
        the sheets is good. A line with “\(Self.anew)” begins a sheet anew.
        """
    }

    /// What to say when no more lines come, although sheets are missing.
    public var ending: String {
        let given = shares.shares.count
        let rest = words.isEmpty ? "" : " The last sheet has only \(words.count) words."
        guard let needed = shares.needed else {
            return "No sheet was given.\(rest) Nothing was written."
        }
        return "Only \(given) of the \(needed) sheets that are needed were given.\(rest) Nothing "
            + "was written."
    }

    /// Takes a line.
    public mutating func take(_ line: String) -> Reply {
        // Numbers, points and commas between the words, as they stand on the sheet, say nothing.
        let typed = line.split { $0.isWhitespace || $0 == "," }.map(String.init)
        if typed == [Self.anew] {
            begin()
            return Reply("This sheet begins anew.", next: "Word 1 is next.")
        }
        let found = typed.filter { $0.contains(where: \.isLetter) }.map(Self.withoutNumber)
        if let suspect { return replace(suspect, with: found) }
        for word in found {
            if let fault = ShareError.unknown(word, number: words.count + 1) {
                return Reply("\(fault)", next: "Go on with word \(words.count + 1).", isFault: true)
            }
            words.append(word)
        }
        guard words.count >= KeyShare.wordsOfKey else {
            return Reply("", next: "Word \(words.count + 1) is next.")
        }
        return addSheet()
    }

    /// The word without the number before it and what else stands around it.
    private static func withoutNumber(_ text: String) -> String {
        String(text.drop { !$0.isLetter }.reversed().drop { !$0.isLetter }.reversed())
    }

    private mutating func replace(_ number: Int, with found: [String]) -> Reply {
        let next = "Type word \(number), or “\(Self.anew)” to begin the sheet anew."
        guard found.count == 1 else {
            return Reply("Only word \(number) is asked for.", next: next, isFault: true)
        }
        if let fault = ShareError.unknown(found[0], number: number) {
            return Reply("\(fault)", next: next, isFault: true)
        }
        words[number - 1] = found[0]
        suspect = nil
        return addSheet()
    }

    private mutating func addSheet() -> Reply {
        do throws(ShareError) {
            guard words.count == KeyShare.wordsOfKey else { throw .wrongCount(words.count) }
            let share = try KeyShare(words: words)
            try shares.add(share)
            begin()
            let what = "Sheet \(share.number) is taken."
            guard let missing = shares.missing, missing > 0 else { return Reply(what) }
            return Reply(
                what, next: "\(ShareError.tooFew(missing: missing)) Type the words of the next one."
            )
        } catch .wrongChecksum(let number?) {
            suspect = number
            return Reply(
                "\(ShareError.wrongChecksum(suspect: number))",
                next: "Look at word \(number) on the sheet and type it; or “\(Self.anew)” to type "
                    + "the whole sheet again.",
                isFault: true)
        } catch {
            begin()
            return Reply(
                "\(error)", next: "Nothing of this sheet was kept. Type it again, or another one.",
                isFault: true)
        }
    }

    private mutating func begin() {
        words = []
        suspect = nil
    }

    /// Brings the key back and writes it to a new file that only its owner can read.
    ///
    /// Throws in words if the sheets give no key, or that of a chapter other than the one in the
    /// directory; nothing is written then.
    public func write(to path: String, in directory: DataDirectory) throws -> RootKeyReport {
        let key = try SigningKey(joining: shares)
        let report = try RootKeyReport(key, in: directory)
        guard report.isOfThisChapter != false else {
            throw RootKeyFailure.sheetsOfAnotherChapter(ChapterID(rootKey: key.publicKey.bytes))
        }
        try KeyFile.create(key, at: path)
        return report
    }
}
