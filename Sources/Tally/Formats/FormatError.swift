/// Why a file of papers cannot be read, and where.
public struct FormatError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// Bytes that are no UTF-8.
        case notUTF8
        /// A character that is not for reading, by its number.
        case controlCharacter(UInt32)
        /// More than ``FormatLimits/mostLineBytes`` without a line break.
        case lineTooLong
        /// The file ends before this.
        case endsEarly(missing: String)
        /// Something else stands where this should be.
        case unexpected(String, wanted: String)
        /// A number below 0 where only others make sense.
        case negative(String)
        /// A number that lies outside of these limits.
        case outOfRange(String, ClosedRange<Int>, what: String)
        /// A candidate by a number or a name that no candidate has.
        case unknownCandidate(String)
        /// A paper that names this candidate twice.
        case candidateTwice(String)
        /// Two candidates with this name.
        case sameName(String)
        /// A candidate without a name.
        case noName
        /// A name of more than ``FormatLimits/mostNameBytes``.
        case nameTooLong
        /// More candidates than ``Slate/mostCandidates``.
        case tooManyCandidates
        /// All papers together are more than a number of 64 bits holds.
        case tooManyPapers
        /// More different papers than ``FormatLimits`` allow.
        case tooMuch
        /// A row with another number of cells than the first one.
        case wrongCells(Int, of: Int)
        /// Quotation marks that nothing closes.
        case openQuote
        /// The papers do not add up to what the file says.
        case wrongTotal(said: Int, found: Int)
        /// A paper with equal ranks in a file that promises none.
        case equalRanks
        /// A paper that leaves candidates out in a file that promises complete ones.
        case incomplete
    }

    /// The line, from 1.
    public let line: Int
    /// The character in the line, from 1.
    public let column: Int
    /// What is wrong.
    public let reason: Reason
}

extension FormatError: CustomStringConvertible {
    /// Where and why, in a sentence.
    public var description: String { "Line \(line), column \(column): \(reason.sentence)" }
}

extension FormatError.Reason {
    fileprivate var sentence: String {
        switch self {
        case .notUTF8: "This is not UTF-8 text."
        case .controlCharacter(let code):
            "The control character U+\(hexadecimal(code)) does not belong in a file of papers."
        case .lineTooLong: "The line is longer than \(FormatLimits.mostLineBytes) bytes."
        case .endsEarly(let missing): "The file ends before \(missing)."
        case .unexpected(let text, let wanted):
            text.isEmpty
                ? "Here should be \(wanted)." : "Here should be \(wanted), not “\(short(text))”."
        case .negative(let text): "The number \(short(text)) is below 0."
        case .outOfRange(let text, let limits, let what):
            "\(what) has to be \(limits.lowerBound) to \(limits.upperBound), not \(short(text))."
        case .unknownCandidate(let text): "There is no candidate “\(short(text))”."
        case .candidateTwice(let name): "The paper names the candidate “\(short(name))” twice."
        case .sameName(let name): "Two candidates have the name “\(short(name))”."
        case .noName: "A candidate has no name."
        case .nameTooLong: "The name is longer than \(FormatLimits.mostNameBytes) bytes."
        case .tooManyCandidates:
            "There are more than \(Slate.mostCandidates) candidates; so many cannot be counted."
        case .tooManyPapers: "All papers together are more than 2^63 - 1."
        case .tooMuch: "There are more different papers than can be kept."
        case .wrongCells(let cells, let wanted):
            "The row has \(cells) cells, but the first one has \(wanted)."
        case .openQuote: "The quotation mark is never closed."
        case .wrongTotal(let said, let found):
            "The file says that it has \(said) papers, but it has \(found)."
        case .equalRanks: "The paper has equal ranks, but files of this type have none."
        case .incomplete:
            "The paper leaves candidates out, but files of this type have complete papers."
        }
    }

    private func hexadecimal(_ code: UInt32) -> String {
        let digits = String(code, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// A text from a file, not longer than a message can bear.
    private func short(_ text: String) -> String {
        text.count > 40 ? text.prefix(40) + "…" : text
    }
}

/// Why papers cannot be written in a format.
public enum FormatRefusal: Error, Hashable, Sendable {
    /// The format has no place for scores.
    case scores
    /// The format has no place for the papers of a motion.
    case motion
    /// The format has no place for papers that cannot be read.
    case invalidPapers
    /// The format has no place for candidates who have withdrawn.
    case withdrawn
    /// The name or title is empty, too long, or has control characters or spaces at an end.
    case name(String)
}
