/// A postal address taken apart, for matching alone: what people see is what was typed.
///
/// It knows the habits of English, Spanish, Portuguese, French and German addresses. What it cannot
/// read stays in `street` as it is, so that equal lines are still equal.
struct AddressParts: Hashable, Sendable {
    /// The number of the house, such as `12`, `5a`, `12 1/2` or `12-14`.
    private(set) var number: String?
    /// The street, with its abbreviations written out.
    private(set) var street: String?
    /// The door within the house.
    private(set) var unit: String?
    /// The floor.
    private(set) var floor: String?
    /// Whether somebody has put it right by hand.
    private(set) var isByHand = false

    /// Takes the two lines of an address apart.
    init(line1: String, line2: String = "") {
        var segments = (addressSegments(line1) + addressSegments(line2))
        if takeBox(&segments) { return }
        for index in segments.indices { takeUnits(&segments[index], isFirst: index == 0) }
        segments.removeAll(where: \.isEmpty)
        takeHouse(&segments)
        for segment in segments where unit == nil && floor == nil { takeFlat(segment) }
    }

    /// What somebody says that an address means, spelled as it is compared.
    ///
    /// Its street has its abbreviations written out, like one that was read.
    init(byHand number: String, street: String, unit: String, floor: String) {
        func words(_ text: String) -> [String] {
            folded(text).split(whereSeparator: { $0.isWhitespace || ".,;()'#".contains($0) })
                .map(String.init)
        }
        func value(_ text: String) -> String? {
            let words = words(text).map(trimmed)
            return words.isEmpty ? nil : words.joined(separator: " ")
        }
        let numbers = words(number)
        self.init(
            number: (1...2).contains(numbers.count) ? joinedNumber(numbers) : value(number),
            street: words(street).isEmpty ? nil : AddressWords.street(words(street)),
            unit: value(unit).map { AddressWords.sides[$0] ?? $0 },
            floor: value(floor).map { isLevel($0) ? level($0) : $0 })
    }

    /// What was put right by hand, as it is kept.
    init(number: String?, street: String?, unit: String?, floor: String?) {
        self.number = number
        self.street = street
        self.unit = unit
        self.floor = floor
        isByHand = true
    }

    /// What is the same for all who live behind one door; empty where that cannot be told.
    ///
    /// Without a number it would be a street, without a place half the world's.
    func homeKey(city: String, postcode: String) -> String {
        guard let number, let street else { return "" }
        var place = foldedWords(postcode).joined()
        let digits = place.utf8.count
        if digits == 9, postcode.contains("-"), place.utf8.allSatisfy({ (48...57).contains($0) }) {
            // The four digits after a ZIP code are left out as often as not.
            place = String(place.prefix(5))
        }
        if place.isEmpty { place = foldedWords(city).joined(separator: " ") }
        guard !place.isEmpty else { return "" }
        return [street, number, floor ?? "", unit ?? "", place].joined(separator: "|")
    }

    /// Whether a home key names a whole house and no door in it.
    static func isWholeHouse(_ homeKey: String) -> Bool {
        let parts = homeKey.split(separator: "|", omittingEmptySubsequences: false)
        return parts.count == 5 && parts[2].isEmpty && parts[3].isEmpty
    }

    private mutating func takeBox(_ segments: inout [[String]]) -> Bool {
        for segment in segments {
            for name in AddressWords.boxes where segment.starts(with: name) {
                let rest = segment.dropFirst(name.count).filter { $0 != "no" && $0 != "#" }
                guard let box = rest.first, isNumber(box) else { continue }
                (street, number) = ("box", box)
                return true
            }
        }
        return false
    }

    /// Takes "apt 4", "3rd floor" and the like out of a segment.
    private mutating func takeUnits(_ words: inout [String], isFirst: Bool) {
        var rest: [String] = []
        var index = 0
        while index < words.count {
            let word = words[index]
            let next = index + 1 < words.count ? words[index + 1] : nil
            if word == "#", let next, next.contains("-"), isNumber(next) {
                // Calle 5 # 12-34
                rest.append(next)
                index += 2
            } else if AddressWords.units.contains(word), let next, isUnitName(next) {
                unit = [unit, trimmed(next)].compactMap(\.self).joined(separator: " ")
                index += 2
            } else if AddressWords.floors.contains(word), let next, isLevel(next) {
                floor = level(next)
                index += 2
            } else if let next, AddressWords.floors.contains(next), isLevel(word),
                !(isFirst && rest.isEmpty && index + 2 < words.count)
            {
                floor = level(word)
                index += 2
            } else if rest.isEmpty, index == 0, words.count <= 2,
                let ground = AddressWords.groundFloors[word], !isFirst
            {
                floor = ground
                if let next { unit = trimmed(next) }
                index = words.count
            } else {
                rest.append(word)
                index += 1
            }
        }
        words = rest
    }

    /// Takes number and street out of the segment that has them.
    private mutating func takeHouse(_ segments: inout [[String]]) {
        for index in segments.indices {
            let words = segments[index]
            if isNumberAlone(words) {
                // 12, rue de la Paix — or Calle Mayor, 12
                number = joinedNumber(words)
                let place = index > 0 ? index - 1 : index + 1
                guard segments.indices.contains(place) else { return }
                street = AddressWords.street(segments[place])
                segments.removeSubrange(min(index, place)...max(index, place))
                return
            }
            if let (number, rest) = leadingNumber(words) ?? trailingNumber(words) {
                self.number = number
                if rest.contains(where: { $0.contains(where: \.isLetter) }) {
                    street = AddressWords.street(rest)
                    segments.remove(at: index)
                    return
                }
            }
        }
        street = segments.first.map { AddressWords.street($0) }
        if !segments.isEmpty { segments.removeFirst() }
    }

    /// Takes what stands after the number, such as "3o B", "2-1" or "1o dcha", as floor and door.
    private mutating func takeFlat(_ words: [String]) {
        guard (1...2).contains(words.count), let first = words.first, isLevel(first) else { return }
        floor = level(first)
        if words.count == 2 { unit = AddressWords.sides[words[1]] ?? trimmed(words[1]) }
    }
}

extension AddressParts {
    /// The number before the street, with what is left.
    private func leadingNumber(_ words: [String]) -> (String, [String])? {
        guard words.count > 1, isNumber(words[0]) else { return nil }
        // 5 Avenue is a street, and so is 9 de Julio; 12 5 Avenue is a house in one.
        guard !(words.count == 2 && AddressWords.types.contains(words[1])), words[1] != "de" else {
            return nil
        }
        var length = 1
        if words.count > 2 {
            if isFraction(words[1]) || AddressWords.repeats.contains(words[1])
                || (words[1].count == 1 && words[1] >= "a" && words[1] <= "d"
                    && words[2].count > 1)
            {
                length = 2
            }
        }
        return (joinedNumber(Array(words[..<length])), Array(words[length...]))
    }

    /// The number after the street, with what is left.
    private func trailingNumber(_ words: [String]) -> (String, [String])? {
        guard let last = words.lastIndex(where: { isNumber($0) }), last > 0 else { return nil }
        var start = last
        if isFraction(words[last]), last > 1, isNumber(words[last - 1]) { start = last - 1 }
        let tail = Array(words[(last + 1)...])
        var end = last + 1
        if let first = tail.first, first.count == 1 || AddressWords.repeats.contains(first) {
            end += 1
        }
        guard end == words.count else { return nil }
        var rest = Array(words[..<start])
        if let before = rest.last, AddressWords.numberSigns.contains(before) { rest.removeLast() }
        guard !rest.isEmpty else { return nil }
        return (joinedNumber(Array(words[start..<end])), rest)
    }
}

/// The words of each part of a line, folded; parts are what commas and dashes with blanks separate.
private func addressSegments(_ line: String) -> [[String]] {
    let text = AddressHabits.written(out: line)
    return text.split(whereSeparator: { ",;\n".contains($0) }).map { segment in
        var words: [String] = []
        for word in segment.split(whereSeparator: { $0.isWhitespace || ".()'".contains($0) }) {
            if word.hasPrefix("#") {
                // “Apt. #4” says twice that a door comes.
                if words.last.map({ AddressWords.units.contains($0) }) != true { words.append("#") }
                if word.count > 1 { words.append(String(word.dropFirst())) }
            } else {
                words.append(String(word))
            }
        }
        return unitBeforeNumber(words)
    }.filter { !$0.isEmpty }
}

/// Reads `4/12 Mill Street` as unit 4 of number 12.
private func unitBeforeNumber(_ words: [String]) -> [String] {
    guard words.count > 1, let first = words.first, !isFraction(first) else { return words }
    let parts = first.split(separator: "/")
    guard parts.count == 2, parts.allSatisfy({ isNumber(String($0)) }) else { return words }
    return ["unit", String(parts[0]), String(parts[1])] + words.dropFirst()
}

/// 12, 5a, 12-14, 12-34b or 12/4; no ordinal.
private func isNumber(_ word: String) -> Bool {
    let parts = word.split(separator: "/").flatMap { $0.split(separator: "-") }
    guard !parts.isEmpty, word.utf8.count <= 12 else { return false }
    return parts.allSatisfy { part in
        let bare = part.last.map { $0.isLetter && $0.isASCII } == true ? part.dropLast() : part
        return !bare.isEmpty && bare.utf8.allSatisfy { (48...57).contains($0) }
    }
}

private func isFraction(_ word: String) -> Bool {
    ["1/2", "1/4", "3/4", "1/3", "2/3", "1/8"].contains(word)
}

private func isNumberAlone(_ words: [String]) -> Bool {
    let bare = words.filter { !AddressWords.numberSigns.contains($0) }
    guard let first = bare.first, isNumber(first) else { return false }
    return bare.dropFirst().allSatisfy {
        isFraction($0) || AddressWords.repeats.contains($0) || ($0.count == 1 && $0 >= "a")
    }
}

/// `12`, `1/2` gives `12 1/2`; `5`, `a` gives `5a`.
private func joinedNumber(_ words: [String]) -> String {
    let bare = words.filter { !AddressWords.numberSigns.contains($0) }
    guard let first = bare.first else { return "" }
    let number = trimmed(first)
    guard bare.count > 1 else { return number }
    return isFraction(bare[1]) ? "\(number) \(bare[1])" : number + bare[1]
}

/// A number without zeros before it.
private func trimmed(_ word: String) -> String {
    let bare = word.drop { $0 == "0" }
    return bare.first?.isNumber == true ? String(bare) : word
}

/// The name of a door: a number, a letter or two, a side.
private func isUnitName(_ word: String) -> Bool {
    isNumber(word) || word.count <= 2 || AddressWords.sides[word] != nil
        || word.contains(where: \.isNumber)
}

/// 3, 3o, 3a, 3rd, third, 3er or 2eme.
private func isLevel(_ word: String) -> Bool {
    AddressWords.ordinal(word) != nil || AddressWords.groundFloors[word] != nil
        || (word.count <= 2 && word.allSatisfy(\.isNumber))
}

private func level(_ word: String) -> String {
    AddressWords.groundFloors[word] ?? AddressWords.ordinal(word) ?? trimmed(word)
}
