extension Card {
    /// A value with the column that it goes into.
    typealias Cell = (column: String, value: String)

    /// What a card says, as the cells of a row; the first of two with one column name comes first.
    var cells: [Cell] {
        var cells: [Cell] = []
        func add(_ column: String, _ value: String) {
            let value = value.replacing("\r", with: "")
            if !value.allSatisfy(\.isWhitespace) { cells.append((column, value)) }
        }
        let phones = lines.count { $0.name == "TEL" }
        for line in lines {
            switch line.name {
            case "VERSION", "PRODID", "REV", "SOURCE", "CLIENTPIDMAP", "X-ABUID", "X-ABADR",
                "X-ABLABEL":
                continue
            case "N":
                let parts = line.parts(";")
                for (index, column) in Self.nameParts.enumerated() where index < parts.count {
                    add(column, parts[index])
                }
            case "EMAIL": add("EMAIL (\(line.reach(otherwise: .home)))", line.text)
            case "TEL":
                let number = line.withoutScheme("tel:")
                guard line.kinds.isDisjoint(with: ["fax", "pager"]) else {
                    add("TEL (fax)", number)
                    continue
                }
                add("TEL (\(line.reach(otherwise: .other)))", number)
                if line.isFirst, phones > 1 { add("TEL (first)", number) }
            case "ADR":
                let parts = line.parts(";").map { $0.replacing("\n", with: ", ") }
                let kind = line.reach(otherwise: .home)
                let above = parts.prefix(2).filter { !$0.isEmpty }.joined(separator: ", ")
                add("ADR (\(kind)) second line", above)
                for (index, part) in Self.addressParts.enumerated() where index + 2 < parts.count {
                    add("ADR (\(kind)) \(part)", parts[index + 2])
                }
            case "ORG":
                let parts = line.parts(";")
                add("ORG", parts[0])
                add("ORG (unit)", parts.dropFirst().joined(separator: ", "))
            case "BDAY":
                let day = line.text
                add(day.hasPrefix("--") ? "BDAY without a year" : "BDAY", day)
            case "CATEGORIES": add("CATEGORIES", line.parts(",").joined(separator: ";"))
            case "IMPP":
                let (service, handle) = line.messenger
                add(service.isEmpty ? "IMPP" : "IMPP (\(service))", handle)
            case "URL":
                add(isWebAddress(line.text) ? "URL" : "URL (incomplete)", line.text)
            case "UID": add("UID", line.withoutScheme("urn:uuid:"))
            case "X-ABSHOWAS": if line.value.uppercased() == "COMPANY" { add("KIND", "org") }
            default: add(line.name, line.text)
            }
        }
        return cells
    }

    private static let nameParts = [
        "N (family)", "N (given)", "N (additional)", "N (before)", "N (after)",
    ]
    private static let addressParts = ["street", "city", "region", "postcode", "country"]
}

extension CardLine {
    /// Where an address or a number belongs.
    fileprivate func reach(otherwise: ReachKind) -> ReachKind {
        if !kinds.isDisjoint(with: ["cell", "mobile", "iphone"]) { return .mobile }
        if kinds.contains("work") || kinds.contains("business") { return .work }
        if kinds.contains("home") { return .home }
        return kinds.contains("other") ? .other : otherwise
    }

    /// Which messenger an address is of, and the address: `matrix:u/ana:example.org`.
    fileprivate var messenger: (service: String, handle: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let known = [
            "sgnl": "Signal", "signal": "Signal", "whatsapp": "WhatsApp", "tg": "Telegram",
            "telegram": "Telegram", "matrix": "Matrix",
        ]
        guard parts.count == 2, let service = known[parts[0].lowercased()] else {
            return ("", text)
        }
        return (service, parts[1])
    }

    /// The text without the word that begins its address.
    fileprivate func withoutScheme(_ scheme: String) -> String {
        text.lowercased().hasPrefix(scheme) ? String(text.dropFirst(scheme.count)) : text
    }
}

/// What the columns mean into which cards are laid.
let cardTargets: [String: ColumnTarget] = {
    var targets: [String: ColumnTarget] = [
        "KIND": .field(.kind), "URL": .messenger(.webAddress), "TEL (fax)": .messenger(.fax),
        "IMPP (Signal)": .messenger(.signal), "IMPP (WhatsApp)": .messenger(.whatsApp),
        "IMPP (Telegram)": .messenger(.telegram), "IMPP (Matrix)": .messenger(.matrix),
        "IMPP": .messenger(.other), "FN": .field(.name), "N (given)": .field(.givenName),
        "N (additional)": .middleName,
        "N (family)": .field(.familyName), "N (before)": .field(.formOfAddress),
        "N (after)": .field(.nameSuffix), "NICKNAME": .field(.nickname),
        "TEL (first)": .bestPhone, "ORG": .organization,
        "TITLE": .positionThere, "BDAY": .field(.birthDate), "CATEGORIES": .tags,
        "UID": .externalID("vCard"), "LANG": .field(.language), "PRONOUNS": .field(.pronouns),
        "NOTE": .note,
    ]
    for kind in ReachKind.allCases {
        targets["EMAIL (\(kind))"] = .email(kind == .mobile ? .other : kind)
        targets["TEL (\(kind))"] = .phone(kind)
        guard kind != .mobile else { continue }
        for (index, part) in ["street", "second line", "city", "region", "postcode", "country"]
            .enumerated()
        {
            targets["ADR (\(kind)) \(part)"] = .address(index, kind)
        }
    }
    return targets
}()

/// What the words of cards mean that are not ours.
let cardValues: [ColumnTarget: [String: String]] = [
    .field(.kind): ["individual": "person", "org": "organization", "group": "organization"]
]
