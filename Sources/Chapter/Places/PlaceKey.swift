import GRDB

/// What a point is kept under, so that everybody at one address shares it.
enum PlaceKey {
    /// The folded lines of an address, without its kind: the same however capitals and accents
    /// are written.
    static func lines(of address: DetailRow) -> String {
        String(address.key.drop { $0 != "\n" }.dropFirst())
    }

    /// What is the same for all who live behind one door; nil where that cannot be told.
    static func home(of address: DetailRow, in db: Database) throws -> String? {
        guard address.isHome else { return nil }
        let key = try AddressParts(address, in: db)
            .homeKey(city: address.cells[2], postcode: address.cells[4])
        return key.isEmpty ? nil : key
    }

    /// The folded place of a meeting; nil where nothing is left of it.
    static func meeting(_ place: String) -> String? {
        let key = String(foldedName(place).prefix(letters))
        return key.isEmpty ? nil : key
    }

    /// More letters of a meeting's place tell nothing apart.
    private static let letters = 300

    /// A postcode without blanks, dashes and the four digits that follow a ZIP code.
    static func postcode(_ text: String) -> String {
        let plain = text.utf8
        if plain.count == 10, text.prefix(6).last == "-",
            text.enumerated().allSatisfy({
                $0.offset == 5 || $0.element.isNumber && $0.element.isASCII
            })
        {
            return String(text.prefix(5))
        }
        var key = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar != " " && scalar != "-" {
            let isCapital = (65...90).contains(scalar.value)
            key.append(isCapital ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
        }
        return String(key)
    }
}

/// The SQL of `PlaceKey.lines` for the key of an address.
func linesKeySQL(_ column: String) -> String {
    "substr(\(column), instr(\(column), char(10)) + 1)"
}

/// The SQL of `PlaceKey.postcode` for a column.
func postcodeKeySQL(_ column: String) -> String {
    let digits = String(repeating: "[0-9]", count: 5)
    return """
        CASE WHEN \(column) GLOB '\(digits)-\(digits.dropLast(5))' THEN substr(\(column), 1, 5)
        ELSE lower(replace(replace(\(column), ' ', ''), '-', '')) END
        """
}
