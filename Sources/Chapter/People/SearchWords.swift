/// The words under which a person is found: names, e-mail addresses, external ids, and every
/// phone number with the ends by which people remember it.
func searchWords(of person: StoredPerson) -> String {
    var words: Set<String> = []
    for name in PersonField.searched.compactMap({ person.values[$0] }) {
        words.formUnion(foldedWords(name))
        // "D'Angelo" is also found under "angelo".
        if name.contains(where: { "'’ʼ".contains($0) }) {
            words.formUnion(foldedWords(folded(name).replacing("'", with: " ")))
        }
    }
    for row in person.rows(.email) {
        let parts = foldedWords(row.cells[0])
        words.formUnion(parts)
        words.insert(parts.joined())
    }
    for row in person.rows(.messenger) {
        words.formUnion(foldedWords(row.cells[1]))
        let number = digits(row.cells[1])
        if number.count >= 4 { words.insert(number) }
    }
    for row in person.rows(.externalID) { words.formUnion(foldedWords(row.cells[1])) }
    for row in person.rows(.phone) {
        let number = digits(row.cells[0])
        for length in [4, 7, 8, 9, 10, 11] where length < number.count {
            words.insert(String(number.suffix(length)))
        }
        words.insert(number)
    }
    return words.sorted().joined(separator: " ")
}

/// The full-text expression for what somebody typed; nil when it has no word in it.
///
/// Every word must be found, as the beginning of a word, in any order.
func searchExpression(_ typed: String) -> String? {
    var terms: [String] = []
    if let number = phoneDigits(typed) {
        terms = [phoneTerm(number)]
    } else {
        for word in typed.split(whereSeparator: \.isWhitespace).prefix(12) {
            if let number = phoneDigits(String(word)), number.count >= 4 {
                terms.append(phoneTerm(number))
            } else {
                let words = foldedWords(String(word))
                // An e-mail address is one word to the index, so that a name of a host that
                // everybody has costs nothing; of Smith-Jones only the end may be unfinished.
                if word.contains("@") {
                    terms.append("\"\(words.joined())\"*")
                } else {
                    terms += words.dropLast().map { "\"\($0)\"" }
                    terms += words.suffix(1).map { "\"\($0)\"*" }
                }
            }
        }
    }
    return terms.isEmpty ? nil : terms.joined(separator: " AND ")
}

/// The digits of something that can only be a phone number or an id.
private func phoneDigits(_ typed: String) -> String? {
    let isNumber = typed.allSatisfy { $0.wholeNumberValue != nil || " +-()./".contains($0) }
    let number = digits(typed)
    return isNumber && !number.isEmpty ? number : nil
}

private func phoneTerm(_ number: String) -> String {
    // So few digits are an id, or the beginning of half of all numbers.
    guard number.count >= 3 else { return "\"\(number)\"" }
    // A country code or a trunk zero that the stored number lacks must not hide it.
    let bare = String(number.drop { $0 == "0" })
    var forms: [String] = [number]
    if bare.count >= 4, bare != number { forms.append(bare) }
    if number.count >= 10 { forms.append(String(number.suffix(9))) }
    return "(" + forms.map { "\"\($0)\"*" }.joined(separator: " OR ") + ")"
}
