/// Of what kind a field of the chapter's own would be that takes the values of a column.
struct FieldKindGuess {
    /// The kinds that a column can become.
    ///
    /// Links need something to link to, and the others can be made among the settings.
    static let offered: [OwnField.Kind] = [.line, .choice, .yesNo, .day, .number, .text]
    /// Up to so many different values are likelier choices than texts.
    private static let choicesAtMost = 20

    private var looked = 0
    private var fits: [OwnField.Kind] = [.yesNo, .day, .number]
    private var isLong = false
    private var different: Set<String> = []

    /// Looks at a value.
    mutating func look(_ cell: String) {
        let value = cell.trimmed
        guard !ListedValue.isNothing(value) else { return }
        looked += 1
        fits.removeAll { !Self.canBe(value, $0) }
        isLong =
            isLong || value.contains(where: \.isNewline)
            || value.unicodeScalars.count > OwnField.lineScalars
        if different.count <= Self.choicesAtMost { different.insert(ListedValue.key(value)) }
    }

    private static func canBe(_ value: String, _ kind: OwnField.Kind) -> Bool {
        switch kind {
        // “No idea” begins with no, and is none.
        case .yesNo: ListedValue.yesNo(value) != nil && foldedWords(value).count == 1
        case .day:
            [true, false].contains { first in
                listedDay(value, dayFirst: first, latestYear: 2100) != nil
            }
        case .number: ownNumber(value) != nil
        default: true
        }
    }

    /// All that are offered, the likeliest first.
    var kinds: [OwnField.Kind] {
        var likely: [OwnField.Kind] = []
        if looked > 0 {
            likely = isLong ? [.text] : fits
            // Where most values come once, they are no choices.
            if !isLong, different.count <= Self.choicesAtMost, looked >= 2 * different.count {
                likely.append(.choice)
            }
        }
        return likely + Self.offered.filter { !likely.contains($0) }
    }
}
