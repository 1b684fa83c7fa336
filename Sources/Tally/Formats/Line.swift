/// One line of a file, without its end, and where it stands.
struct Line {
    /// From 1.
    let number: Int
    /// Checked UTF-8 without control characters other than tabs.
    let bytes: ArraySlice<UInt8>

    /// An error at a place in this line, or at its beginning.
    func error(_ reason: FormatError.Reason, at index: Int? = nil) -> FormatError {
        let before = bytes[bytes.startIndex..<min(index ?? bytes.startIndex, bytes.endIndex)]
        let column = before.reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        return FormatError(line: number, column: column, reason: reason)
    }

    /// An error behind this line, where something is missing.
    func errorAtEnd(_ reason: FormatError.Reason) -> FormatError {
        error(reason, at: bytes.endIndex)
    }

    /// A part of the line as text.
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The whole line as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether nothing but spaces stands here.
    var isEmpty: Bool { bytes.allSatisfy(isSpace) }

    /// The range without spaces at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isSpace(bytes[start]) { start += 1 }
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// The first place of a byte in a range.
    func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
        range.first { bytes[$0] == byte }
    }

    /// A whole number within limits.
    func whole(_ range: Range<Int>, _ limits: ClosedRange<Int>, what: String) throws(FormatError)
        -> Int
    {
        var value = 0
        var isTooLarge = false
        var digits = range
        if let first = range.first, bytes[first] == UInt8(ascii: "-") {
            digits = range.dropFirst()
        }
        guard !digits.isEmpty else {
            throw error(.unexpected(text(range), wanted: "a whole number"), at: range.lowerBound)
        }
        for index in digits {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit <= 9 else {
                throw error(
                    .unexpected(text(range), wanted: "a whole number"), at: range.lowerBound)
            }
            let (tens, first) = value.multipliedReportingOverflow(by: 10)
            let (sum, second) = tens.addingReportingOverflow(Int(digit))
            isTooLarge = isTooLarge || first || second
            value = isTooLarge ? 0 : sum
        }
        guard digits.count == range.count else {
            throw error(.negative(text(range)), at: range.lowerBound)
        }
        guard !isTooLarge, limits.contains(value) else {
            throw error(.outOfRange(text(range), limits, what: what), at: range.lowerBound)
        }
        return value
    }

    /// A name or a title, without spaces at its ends.
    func name(_ range: Range<Int>) throws(FormatError) -> String {
        let range = trimmed(range)
        guard range.count <= FormatLimits.mostNameBytes else {
            throw error(.nameTooLong, at: range.lowerBound)
        }
        return text(range)
    }
}

/// Whether a byte is a space or a tab.
func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

/// Limits of numbers that several formats have.
enum Whole {
    static let papers = 1...Int.max
    static let seats = 1...Slate.mostCandidates
    static let candidates = 1...Slate.mostCandidates
}
