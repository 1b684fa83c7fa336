import Chapter

/// A pair of the queue as its page prints it.
struct DuplicateRow: Sendable {
    /// One of the two, in few lines.
    struct Side: Sendable {
        let name: String
        let face: Face
        let address: String
        let chip: Chip
        let lines: [Line]
    }

    /// One thing that is known of one of them.
    struct Line: Sendable {
        let label: String
        let value: String
        /// Whether the other has it, too.
        let isSame: Bool
    }

    /// That the two and others may all be one, with the way to all of them.
    struct Together: Sendable {
        let sentence: String
        let address: String
        let label: String
    }

    let likelihood: String
    let reasons: String
    let together: Together?
    let heading: String
    let sides: [Side]
    let one: String
    let other: String
    let merge: String
    let decided: String?
    let isOpen: Bool
    /// Whether it follows on a decision, so that the keyboard goes on here.
    let isNext: Bool

    init(_ pair: DuplicatePair, _ sets: [DuplicateSet], isNext: Bool, _ words: Wording) {
        self.isNext = isNext
        together = sets.first { $0.holds(pair) }.map { Together($0, words) }
        likelihood = words.say("duplicates_points", ["points": words.number(pair.points)])
        reasons = words.reasons(pair.reasons)
        heading = words.say(
            "duplicates_pair",
            ["one": pair.first.summary.name, "other": pair.second.summary.name])
        sides = [
            Side(pair.first, besides: pair.second, words),
            Side(pair.second, besides: pair.first, words),
        ]
        one = pair.first.summary.memberID
        other = pair.second.summary.memberID
        let (keep, gone) = pair.suggestsSecond ? (other, one) : (one, other)
        merge = "/people/merge?keep=\(keep)&gone=\(gone)"
        isOpen = pair.decision == .open
        decided = pair.decidedAt.map {
            words.say(
                pair.decision == .later ? "duplicates_was_later" : "duplicates_was_two",
                ["day": words.day($0)])
        }
    }
}

extension DuplicateRow.Together {
    fileprivate init(_ set: DuplicateSet, _ words: Wording) {
        sentence = words.say(
            "duplicates_together_set", ["names": words.list(set.contacts.map(\.name))])
        address = "/people/merge?" + set.contacts.map { "id=\($0.id)" }.joined(separator: "&")
        label = words.count("duplicates_together_compare", set.contacts.count)
    }
}

extension DuplicateRow.Side {
    fileprivate init(_ side: DuplicateSide, besides other: DuplicateSide, _ words: Wording) {
        let person = side.summary
        name = person.name
        face = Face(person.name, number: Int64(person.memberID) ?? 0)
        address = "/people/\(person.memberID)"
        chip = Chip(status: person.status, words)
        var lines: [DuplicateRow.Line] = []
        func add(_ label: String, _ value: String?, _ same: String?) {
            guard let value else { return }
            lines.append(DuplicateRow.Line(label: label, value: value, isSame: value == same))
        }
        add(words.field("phone"), person.phone, other.summary.phone)
        add(words.field("email"), person.email, other.summary.email)
        add(
            words.field("birth_date"), side.birthDate.map { words.day($0) },
            other.birthDate.map { words.day($0) })
        add(words.field("address"), side.address, other.address)
        self.lines = lines
    }
}

extension DuplicatePair {
    /// Whether the one who came later is rather to be kept: with a role, or as the only member.
    fileprivate var suggestsSecond: Bool {
        if first.summary.roles.isEmpty != second.summary.roles.isEmpty {
            return first.summary.roles.isEmpty
        }
        return first.summary.status != "member" && second.summary.status == "member"
    }
}
