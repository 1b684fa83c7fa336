import Chapter

/// How pages speak of what contacts have in common and of what a merge moves.
extension Wording {
    /// What two contacts have in common and what tells them apart, in one sentence.
    func reasons(_ reasons: [DuplicateReason]) -> String {
        let speaking = reasons.filter { !$0.speaksAgainst }.map { reason($0) }
        let against = reasons.filter(\.speaksAgainst).map { reason($0) }
        var sentence = speaking.joined(separator: ", ")
        if !against.isEmpty {
            let but = say("duplicates_but", ["what": against.joined(separator: ", ")])
            sentence += sentence.isEmpty ? but : "; \(but)"
        }
        return sentence.prefix(1).uppercased() + sentence.dropFirst()
    }

    /// One thing that two contacts have in common.
    func reason(_ reason: DuplicateReason) -> String {
        say("duplicates_reason_\(reason.rawValue.replacing(" ", with: "_"))")
    }

    /// “12 attendances”: rows of a table.
    func moved(_ count: MergeCount) -> String { moved(count.table, count.count) }

    /// The same for a table and a number.
    func moved(_ table: String, _ number: Int) -> String {
        let key = "duplicates_moves_\(table)"
        return count(messages["\(key).other"] == nil ? "duplicates_moves_else" : key, number)
    }
}
