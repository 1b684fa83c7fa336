/// A card of an address book.
struct Card: Sendable {
    /// What it says, in its order.
    var lines: [CardLine] = []
    /// Why it cannot be used; nil where it can.
    var fault: String?

    /// Notes why it cannot be used; the first reason stays.
    mutating func spoil(_ reason: String) { fault = fault ?? reason }
}

/// Reads the cards of an address book, one after the other: vCard 2.1, 3.0 and 4.0.
///
/// Pictures, sounds and keys are passed over, however long they are.
struct CardReader {
    private enum Limit {
        static let lines = 500
    }

    private static let passedOver: Set<String> = ["PHOTO", "LOGO", "SOUND", "KEY", "AGENT"]

    private var text: TextReader
    private var piece: [UInt8] = []
    private var place = 0
    private var line: String?
    private var isOverlong = false

    init(_ text: TextReader) { self.text = text }

    /// How much of the file has been read.
    var bytesRead: Int { text.bytesRead }
    /// Bytes of the file.
    var size: Int { text.size }

    /// The next card; nil at the end.
    mutating func next() throws -> Card? {
        var card: Card?
        var bytes = 0
        while let (line, isOverlong) = try nextLine() {
            let mark = line.utf8.count < 40 ? line.uppercased().filter { $0 != " " } : ""
            if mark == "BEGIN:VCARD" {
                if card != nil { card?.spoil("A card begins inside of it.") }
                card = card ?? Card()
                continue
            }
            if mark == "END:VCARD" {
                if let card { return card }
                continue
            }
            guard card != nil, !line.isEmpty else { continue }
            let name = line.prefix { $0 != ":" && $0 != ";" }.split(separator: ".").last ?? ""
            if Self.passedOver.contains(name.uppercased()) { continue }
            bytes += line.utf8.count
            guard !isOverlong, bytes <= ImportLimits.rowBytes else {
                card?.spoil("It is longer than \(ImportLimits.rowBytes / 1024) KiB.")
                continue
            }
            guard let property = CardLine(line) else {
                card?.spoil("“\(line.prefix(40))” is no line of a card.")
                continue
            }
            card?.lines.append(property)
            if card?.lines.count ?? 0 > Limit.lines {
                card?.spoil("It has more than \(Limit.lines) lines.")
                card?.lines.removeAll()
            }
        }
        // A card that never ends was cut off.
        if card != nil { card?.spoil("The file ends in the middle of it.") }
        return card
    }

    /// The next line with its breaks undone.
    private mutating func nextLine() throws -> (String, Bool)? {
        guard var whole = try line ?? nextRaw() else { return nil }
        var overlong = isOverlong
        line = nil
        let head = whole.prefix { $0 != ":" }.uppercased()
        let isQuoted = head.contains("QUOTED-PRINTABLE")
        while let next = try nextRaw() {
            if isQuoted, whole.hasSuffix("=") {
                whole = whole.dropLast() + next
            } else if next.first == " " || next.first == "\t" {
                whole += next.dropFirst()
            } else {
                line = next
                break
            }
            overlong = overlong || isOverlong
            if whole.utf8.count > ImportLimits.rowBytes {
                whole = String(whole.prefix(200))
                overlong = true
            }
        }
        return (whole, overlong)
    }

    /// The next line as it stands in the file; of an overlong one the beginning.
    private mutating func nextRaw() throws -> String? {
        var bytes: [UInt8] = []
        var hasAny = false
        isOverlong = false
        while true {
            if place == piece.count {
                guard let next = try text.next() else { break }
                piece = next
                place = 0
                continue
            }
            let byte = piece[place]
            place += 1
            hasAny = true
            if byte == 10 { break }
            if byte == 13 { continue }
            if bytes.count < ImportLimits.rowBytes {
                bytes.append(byte)
            } else {
                isOverlong = true
            }
        }
        return hasAny ? String(decoding: bytes, as: UTF8.self) : nil
    }
}
