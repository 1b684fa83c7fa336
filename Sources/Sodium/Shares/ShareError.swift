/// Why words are not a sheet, or sheets do not bring a key back.
public enum ShareError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The word with this number, from 1, is not in the list; perhaps `meant` was.
    case unknownWord(number: Int, word: String, meant: String?)
    /// A sheet of a key has another number of words.
    case wrongCount(Int)
    /// The words do not fit together; if only one of them is wrong, it is the one with this number.
    case wrongChecksum(suspect: Int?)
    /// The words fit together and say what no sheet says.
    case malformed
    /// The sheet was made with other software, in groups.
    case inGroups
    /// The sheet was made at another time, or of another key.
    case otherSet
    /// The sheet with this number is there already.
    case givenTwice(number: Int)
    /// So many sheets more are needed.
    case tooFew(missing: Int)
    /// The sheets are of one set and give no key.
    case noKey
    /// A key cannot be split into so many sheets.
    case wrongNumbers

    /// The error for a word that is not in the list; nil for one that is.
    public static func unknown(_ word: String, number: Int) -> ShareError? {
        ShareWords.place(of: word) == nil
            ? .unknownWord(number: number, word: word, meant: ShareWords.meant(by: word)) : nil
    }

    /// What is wrong, in plain words and without any other part of a secret than a mistyped word.
    public var description: String {
        switch self {
        case .unknownWord(let number, let word, let meant):
            "Word \(number), “\(word)”, is not one of the words of these sheets."
                + (meant.map { " Is it “\($0)”?" } ?? "")
        case .wrongCount(let count):
            "A sheet has \(KeyShare.wordsOfKey) words; here are \(count)."
        case .wrongChecksum(let suspect):
            "The words of this sheet do not fit together: at least one is not what the sheet says."
                + (suspect.map { " If only one is wrong, it is word \($0)." } ?? "")
        case .malformed: "These words fit together, but they are no sheet of a key."
        case .inGroups:
            "This sheet was made with other software, for groups of people. It cannot be used here."
        case .otherSet:
            "This sheet does not belong to the ones before: it was made at another time, or of "
                + "another key. Only sheets that were made together fit together."
        case .givenTwice(let number): "Sheet \(number) was given already. Take another one."
        case .tooFew(let missing):
            missing == 1 ? "One more sheet is needed." : "\(missing) more sheets are needed."
        case .noKey: "These sheets belong together, and yet they give no key. One must be a fake."
        case .wrongNumbers:
            "A key is split into 2 to \(KeyShares.atMost) sheets, of which at least 2 are needed."
        }
    }
}
