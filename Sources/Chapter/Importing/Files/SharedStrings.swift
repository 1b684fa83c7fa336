/// The texts of a spreadsheet, which its cells name by number.
struct SharedStrings {
    private enum Limit {
        /// Kept in memory while the sheet is read.
        static let bytes = 64 * 1024 * 1024
        static let count = 4_000_000
    }

    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []

    /// No texts.
    init() {}

    /// Reads all of them; how a word is spoken, which some languages note, is left out.
    init(_ markup: MarkupReader) throws {
        var markup = markup
        var spoken = 0
        var inText = false
        while let event = try markup.next() {
            switch (event, markup.name) {
            case (.start, "t"): inText = spoken == 0
            case (.end, "t"): inText = false
            case (.start, "rPh"): spoken += 1
            case (.end, "rPh"): spoken -= 1
            case (.end, "si"):
                ends.append(UInt32(bytes.count))
            case (.text, _) where inText: bytes += markup.text.utf8
            default: continue
            }
            guard bytes.count <= Limit.bytes, ends.count <= Limit.count else {
                throw Refusal.unreadableWorkbook("The spreadsheet has more text than fits.")
            }
        }
    }

    /// The text with this number; nil where there is none.
    subscript(_ index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        let start = index == 0 ? 0 : Int(ends[index - 1])
        return String(decoding: bytes[start..<Int(ends[index])], as: UTF8.self)
    }
}
