/// A contact as a vCard 3.0 (RFC 2426), which telephones and mail programs read.
///
/// It holds the name and the ways to reach the contact that may be used, and nothing else of the
/// record.
struct ContactCard {
    let person: StoredPerson

    /// So many bytes stand on a line before it goes on in the next one.
    private static let bytesOnLine = 75

    /// The card with its line ends.
    var text: String {
        var lines = [
            "BEGIN:VCARD", "VERSION:3.0", "FN:\(Self.escaped(person.name))",
            "N:\(parts.map(Self.escaped).joined(separator: ";"))",
        ]
        if let nickname = person.values[.nickname] {
            lines.append("NICKNAME:\(Self.escaped(nickname))")
        }
        if !isPerson { lines.append("ORG:\(Self.escaped(person.name))") }
        if let employer = person.values[.employer] {
            lines.append("ORG:\(Self.escaped(employer))")
        }
        if let job = person.values[.job] { lines.append("TITLE:\(Self.escaped(job))") }
        for row in person.usable(.mail) {
            lines.append(
                "EMAIL;TYPE=INTERNET\(Self.type(row, at: 1)):\(Self.escaped(row.cells[0]))")
        }
        for row in person.usable(.call, .text) {
            lines.append("TEL;TYPE=VOICE\(Self.type(row, at: 1)):\(Self.escaped(row.cells[0]))")
        }
        for row in person.usable(.post) { lines.append(Self.address(row)) }
        for row in person.rows(.messenger)
        where row.state.isUsable && row.cells[0] == MessengerService.webAddress.rawValue {
            lines.append("URL:\(Self.escaped(row.cells[1]))")
        }
        lines.append("END:VCARD")
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    /// Family name, given name, further names, form of address, suffix.
    ///
    /// A telephone shows what it finds here, so half of a name would hide the other: where one of the
    /// two is not known, the whole name stands in place of the given name, and of an organization in
    /// that of the family name.
    private var parts: [String] {
        guard isPerson else { return [person.name, "", "", "", ""] }
        let values = person.values
        let (before, after) = (values[.formOfAddress] ?? "", values[.nameSuffix] ?? "")
        guard let family = values[.familyName], let given = values[.givenName] else {
            return ["", person.name, "", before, after]
        }
        return [family, given, "", before, after]
    }

    private var isPerson: Bool { person.values[.kind] ?? "person" == "person" }

    private static func type(_ row: DetailRow, at place: Int) -> String {
        let type =
            switch ReachKind(rawValue: row.cells[place]) {
            case .home: ",HOME"
            case .work: ",WORK"
            case .mobile: ",CELL"
            case .other, nil: ""
            }
        return type + (row.isPrimary ? ",PREF" : "")
    }

    private static func address(_ row: DetailRow) -> String {
        let cells = row.cells.map(escaped)
        let street = [row.cells[0], row.cells[1]].filter { !$0.isEmpty }.joined(separator: ", ")
        let parts = ["", "", escaped(street), cells[2], cells[3], cells[4], cells[5]]
        let type = String(type(row, at: 6).dropFirst())
        return "ADR\(type.isEmpty ? "" : ";TYPE=\(type)"):\(parts.joined(separator: ";"))"
    }

    /// A value whose signs mean nothing: scalar by scalar, so that no mark hides one.
    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ",", ";": result.append(contentsOf: ["\\", scalar])
            case "\n": result.append(contentsOf: ["\\", "n"])
            case "\r": continue
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// A line in pieces of at most 75 bytes; no sign is cut.
    private static func folded(_ line: String) -> String {
        var result = String.UnicodeScalarView()
        var bytes = 0
        for scalar in line.unicodeScalars {
            let size = UTF8.width(scalar)
            if bytes + size > bytesOnLine {
                result.append(contentsOf: ["\r", "\n", " "])
                bytes = 1
            }
            result.append(scalar)
            bytes += size
        }
        return String(result)
    }
}
