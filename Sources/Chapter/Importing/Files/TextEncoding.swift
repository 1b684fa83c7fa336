/// How the letters of a file are written as bytes.
public enum TextEncoding: String, CaseIterable, Sendable {
    /// What nearly everything writes today.
    case utf8 = "UTF-8"
    /// What some spreadsheets write as “Unicode text”.
    case utf16BigEndian = "UTF-16, big end first"
    /// What most spreadsheets write as “Unicode text”.
    case utf16LittleEndian = "UTF-16, little end first"
    /// What older programs of western Europe and America write; Latin-1 is in it.
    case windows1252 = "Windows-1252"

    /// Guesses from the whole file: a byte order mark decides, then whether it is valid UTF-8;
    /// what is neither is Windows-1252, which has Latin-1 in it.
    static func guess(_ source: ImportSource) throws -> TextEncoding {
        var reader = try source.open()
        var check = UTF8Check()
        var isFirst = true
        while let piece = try reader.next() {
            if isFirst {
                isFirst = false
                try refuseForeign(piece)
                if piece.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
                if piece.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
            }
            check.feed(piece)
            if check.isBroken { return .windows1252 }
        }
        guard !isFirst else {
            throw Refusal.invalid("file", "The file is empty. Nothing was imported.")
        }
        return check.isWhole ? .utf8 : .windows1252
    }
}

/// Follows UTF-8 from piece to piece.
private struct UTF8Check {
    private(set) var isBroken = false
    private var pending = 0
    private var low: UInt8 = 0x80
    private var high: UInt8 = 0xBF

    /// Whether no letter is cut off at the end.
    var isWhole: Bool { !isBroken && pending == 0 }

    mutating func feed(_ piece: [UInt8]) {
        for byte in piece {
            if pending > 0 {
                guard (low...high).contains(byte) else {
                    isBroken = true
                    return
                }
                pending -= 1
                low = 0x80
                high = 0xBF
                continue
            }
            switch byte {
            case 0..<0x80: continue
            case 0xC2...0xDF: pending = 1
            case 0xE0...0xEF:
                pending = 2
                if byte == 0xE0 { low = 0xA0 }
                if byte == 0xED { high = 0x9F }
            case 0xF0...0xF4:
                pending = 3
                if byte == 0xF0 { low = 0x90 }
                if byte == 0xF4 { high = 0x8F }
            default:
                isBroken = true
                return
            }
        }
    }
}

/// Refuses what is no list of text, by its first bytes and in words that help.
private func refuseForeign(_ piece: [UInt8]) throws {
    func refuse(_ what: String) -> Refusal {
        .invalid("file", "\(what) Nothing was imported; save the list as CSV and try again.")
    }
    if piece.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
        throw refuse("This is an old Excel or Word file.")
    }
    if piece.starts(with: Array("%PDF".utf8)) { throw refuse("This is a PDF.") }
    let head = String(decoding: piece.prefix(200), as: UTF8.self).lowercased()
    if head.contains("<html") || head.contains("<!doctype") { throw refuse("This is a web page.") }
    if piece.starts(with: [0xFE, 0xFF]) || piece.starts(with: [0xFF, 0xFE]) { return }
    let zeros = piece.count { $0 == 0 }
    if zeros * 10 > piece.count * 3 {
        throw refuse("This looks like UTF-16 without its mark; choose CSV UTF-8.")
    }
    let controls = piece.count { $0 < 9 || (14..<32).contains($0) }
    if controls * 20 > piece.count {
        throw refuse("This file holds no text: it may be a picture or a document.")
    }
}
