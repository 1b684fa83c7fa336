import GRDB

/// Whether a telephone number can be one of the country that it belongs to.
///
/// A number with a plus belongs to the country that it names, any other to the chapter's own.
struct PhoneNumbering {
    /// The country of the chapter.
    let home: PhoneCountry

    /// The rules of a chapter; nil while it has not said in which country it is, and then nothing
    /// is checked.
    init?(_ db: Database) throws {
        guard let home = try chosenCountry(db) else { return nil }
        self.home = home
    }

    init(home: PhoneCountry) { self.home = home }

    /// The fewest digits of a number with its area; what is shorter is a short code such as 112.
    private static let shortCode = 5

    /// Why a number cannot be one; nil where it can, or where that is not known.
    ///
    /// It is a conflict, not a broken rule: whoever insists may keep the number as it is.
    func fault(_ typed: String) -> Refusal? {
        let all = digits(typed)
        if let international = abroad(typed, all) {
            guard let country = country(of: international) else { return nil }
            let rest = String(international.dropFirst(country.calling.count))
            return country.fault(rest, typed, isAbroad: true)
        }
        guard all.count > Self.shortCode else { return nil }
        // The calling code without a plus: 34 612 345 678.
        if all.hasPrefix(home.calling),
            home.fault(String(all.dropFirst(home.calling.count)), typed, isAbroad: true) == nil
        {
            return nil
        }
        return home.fault(all, typed, isAbroad: false)
    }

    /// The country with the calling code with which digits begin; nil for one that is not known.
    private func country(of international: String) -> PhoneCountry? {
        if international.hasPrefix(home.calling) { return home }
        // Several countries share the 1; no other calling code begins with another one.
        if international.hasPrefix("1") { return PhoneCountry.of("US") }
        return PhoneCountry.all.first { international.hasPrefix($0.calling) }
    }

    /// The digits behind the plus, or behind what is dialled for it; nil for a number at home.
    private func abroad(_ text: String, _ all: String) -> String? {
        if text.contains("+") { return all }
        let dialled = home.calling == "1" ? "011" : "00"
        return all.hasPrefix(dialled) ? String(all.dropFirst(dialled.count)) : nil
    }
}

extension PhoneCountry {
    /// Why digits cannot be a number of this country; nil where they can.
    fileprivate func fault(_ entered: String, _ typed: String, isAbroad: Bool) -> Refusal? {
        // Within the country a zero or a one is dialled first: +49 (0)30 is written, too.
        let bare = entered.hasPrefix(trunk) ? String(entered.dropFirst(trunk.count)) : entered
        // No number begins with the zero that is dialled before it.
        let candidates = trunk == "0" ? [bare] : Set([bare, entered])
        if candidates.contains(where: { hasLength($0) && begins($0) }) { return nil }
        // Whoever writes the zero counts it: ten digits in France.
        let isDialled = !isAbroad && trunk != "1" && bare != entered
        let more = isDialled ? trunk.count : 0
        let count = isDialled ? entered.count : bare.count
        let (least, most) = (usual.lowerBound + more, usual.upperBound + more)
        let lengths = least == most ? "\(least)" : "\(least)–\(most)"
        if let wrong = candidates.first(where: hasLength)?.first, !first.isEmpty {
            let list = first.map(String.init).joined(separator: ", ")
            return Refusal(
                .conflict,
                "A number in \(name) begins with \(list); “\(typed)” begins with \(wrong).",
                field: "phone")
        }
        if isAbroad {
            return Refusal(
                .conflict,
                "A number in \(name) has \(lengths) digits after +\(calling); “\(typed)” has "
                    + "\(count).",
                field: "phone")
        }
        return Refusal(
            .conflict, "A number in \(name) has \(lengths) digits; “\(typed)” has \(count).",
            field: "phone")
    }

    private func hasLength(_ number: String) -> Bool {
        usual.contains(number.count) || rare.contains(number.count)
    }

    private func begins(_ number: String) -> Bool {
        first.isEmpty || number.first.map { first.contains($0) } == true
    }
}

/// What is wrong with the first number that cannot be one in its country, besides those that were
/// there before; nil where nothing is.
func strangePhone(_ phones: [Phone], besides before: [String] = [], in db: Database) throws
    -> Refusal?
{
    guard let rules = try PhoneNumbering(db) else { return nil }
    let new = phones.map(\.number.trimmed).filter { !before.contains($0) }
    return new.lazy.compactMap(rules.fault).first
}
