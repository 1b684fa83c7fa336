/// The limits of what is entered, in Unicode scalars; the tables check them again.
private enum Limit {
    static let emailAddress = 254
    static let phoneNumber = 40
    static let addressLine = 200
    static let postcode = 40
    static let label = 80
    static let scheme = 60
    static let externalID = 120
    static let handle = 254
}

extension Email {
    init(_ row: DetailRow) {
        self.init(
            row.cells[0], ReachKind(rawValue: row.cells[1]) ?? .other,
            state: ReachState(rawValue: row.cells[2]) ?? .ok, isPrimary: row.isPrimary)
    }

    /// The row to store, or what is wrong with the address.
    ///
    /// Lenient: only what no mail server could take is refused.
    func row() -> Result<DetailRow, Refusal> {
        EnteredText.line(address, "email", limit: Limit.emailAddress).flatMap { text in
            let text = text ?? ""
            let at = text.lastIndex(of: "@")
            let local = at.map { text[..<$0] } ?? ""
            let host = at.map { text[text.index(after: $0)...] } ?? ""
            let forbidden = text.contains { $0.isWhitespace || "<>,;()\"\\".contains($0) }
            guard !local.isEmpty, host.count >= 1, !local.contains("@"), !forbidden,
                !host.hasPrefix("."), !host.hasSuffix("."), !host.contains("..")
            else {
                return .failure(
                    .invalid(
                        "email",
                        "“\(text)” is no e-mail address. One looks like ana@example.org."))
            }
            let cells = [text, kind.rawValue, state.rawValue, isPrimary ? "primary" : ""]
            return .success(DetailRow(.email, cells))
        }
    }
}

extension Phone {
    init(_ row: DetailRow) {
        self.init(
            row.cells[0], ReachKind(rawValue: row.cells[1]) ?? .other,
            state: ReachState(rawValue: row.cells[2]) ?? .ok, isPrimary: row.isPrimary)
    }

    /// The row to store, or what is wrong with the number.
    func row() -> Result<DetailRow, Refusal> {
        EnteredText.line(number, "phone", limit: Limit.phoneNumber).flatMap { text in
            let text = text ?? ""
            let fits = text.allSatisfy {
                $0.wholeNumberValue != nil || " +-()./xXeEtT#;".contains($0)
            }
            guard fits, (3...20).contains(digits(text).count) else {
                return .failure(
                    .invalid(
                        "phone",
                        "“\(text)” is no phone number. One has 3 to 20 digits, "
                            + "like +1 555 0100."))
            }
            let cells = [text, kind.rawValue, state.rawValue, isPrimary ? "primary" : ""]
            return .success(DetailRow(.phone, cells))
        }
    }
}

extension PostalAddress {
    init(_ row: DetailRow) {
        let cells = row.cells
        self.init(
            line1: cells[0], line2: cells[1], city: cells[2], region: cells[3],
            postcode: cells[4], country: cells[5], kind: ReachKind(rawValue: cells[6]) ?? .other,
            state: ReachState(rawValue: cells[7]) ?? .ok, isPrimary: row.isPrimary)
    }

    /// The row to store, or what is wrong with the address.
    func row() -> Result<DetailRow, Refusal> {
        let limit = Limit.addressLine
        let parts: [(String, String, Int)] = [
            (line1, "address", limit), (line2, "second address line", limit),
            (city, "city", limit), (region, "region", limit),
            (postcode, "postcode", Limit.postcode), (country, "country", limit),
        ]
        var cells: [String] = []
        for (entered, field, limit) in parts {
            switch EnteredText.line(entered, field, limit: limit) {
            case .success(let text): cells.append(text ?? "")
            case .failure(let refusal): return .failure(refusal)
            }
        }
        guard cells.contains(where: { !$0.isEmpty }) else {
            return .failure(.invalid("address", "The postal address is empty."))
        }
        cells += [kind.rawValue, state.rawValue, isPrimary ? "primary" : ""]
        return .success(DetailRow(.address, cells))
    }
}

extension Messenger {
    init(_ row: DetailRow) {
        self.init(
            MessengerService(rawValue: row.cells[0]) ?? .other, row.cells[1],
            state: ReachState(rawValue: row.cells[2]) ?? .ok, isPrimary: row.isPrimary)
    }

    /// The row to store, or what is wrong with the name or number.
    func row() -> Result<DetailRow, Refusal> {
        EnteredText.line(handle, "messenger", limit: Limit.handle).flatMap { text in
            guard let text else {
                return .failure(
                    .invalid("messenger", "A messenger needs a number, a name or an address."))
            }
            if service == .webAddress, !isWebAddress(text) {
                return .failure(
                    .invalid(
                        "messenger",
                        "“\(text)” is no web address. One begins with https:// and has no spaces."))
            }
            if service == .fax, !(3...20).contains(digits(text).count) {
                return .failure(
                    .invalid("messenger", "“\(text)” is no fax number. One has 3 to 20 digits."))
            }
            let cells = [service.rawValue, text, state.rawValue, isPrimary ? "primary" : ""]
            return .success(DetailRow(.messenger, cells))
        }
    }
}

extension ExternalID {
    init(_ row: DetailRow) { self.init(scheme: row.cells[0], value: row.cells[1]) }

    /// The row to store, or what is wrong with the id.
    func row() -> Result<DetailRow, Refusal> {
        EnteredText.line(scheme, "scheme", limit: Limit.scheme).flatMap { scheme in
            EnteredText.line(value, "external id", limit: Limit.externalID).flatMap { value in
                guard let scheme, let value else {
                    return .failure(
                        .invalid("externalID", "An external id needs a scheme and a value."))
                }
                return .success(DetailRow(.externalID, [scheme, value]))
            }
        }
    }
}

/// The row of a tag or an interest, or what is wrong with it.
func labelRow(_ detail: Detail, _ entered: String) -> Result<DetailRow, Refusal> {
    EnteredText.line(entered, detail.rawValue, limit: Limit.label).flatMap { text in
        guard let text else {
            return .failure(.invalid(detail.rawValue, "The \(detail.rawValue) is empty."))
        }
        return .success(DetailRow(detail, [text]))
    }
}

/// The rows of a whole list: no thing twice, exactly one first in line, not too many.
func checkedRows(_ detail: Detail, _ rows: [Result<DetailRow, Refusal>]) -> Result<
    [DetailRow], Refusal
> {
    var result: [DetailRow] = []
    var keys: Set<String> = []
    for row in rows {
        switch row {
        case .failure(let refusal): return .failure(refusal)
        case .success(let row):
            if keys.insert(row.key).inserted { result.append(row) }
        }
    }
    guard result.count <= detail.limit else {
        return .failure(
            .invalid(
                detail.rawValue,
                "A person can have \(detail.limit) \(detail.plural), and these are "
                    + "\(result.count)."))
    }
    guard detail.columns.last == "is_primary", !result.isEmpty else { return .success(result) }
    switch result.count(where: \.isPrimary) {
    case 0: result[0] = result[0].primary(true)
    case 1: break
    default:
        return .failure(
            .invalid(detail.rawValue, "Only one of the \(detail.plural) can be the first in line."))
    }
    return .success(result)
}
