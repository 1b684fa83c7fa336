/// A field of an agreement; the raw value is its name in the agreement's history.
enum AgreementField: String, CaseIterable, Sendable {
    case title
    case kind
    case startsOn = "starts_on"
    case endsOn = "ends_on"
    case note
    /// One party a line: its number, capacity, day of signing and file, a value a line.
    case party
    /// The task before the end: days, whose it is and what is to be done, a value a line.
    case task
    /// Whether it was removed.
    case removed

    /// The field in words, for sentences.
    var words: String {
        switch self {
        case .startsOn: "first day"
        case .endsOn: "last day"
        case .task: "task before the end"
        default: rawValue
        }
    }
}

extension AgreementParty {
    /// How the history of an agreement writes it.
    var historyText: String {
        [
            member.description, capacity ?? "", signedOn ?? "", file.map { String($0) } ?? "",
        ].joined(separator: "\n")
    }

    /// Reads what the history of an agreement has.
    init?(historyText: String) {
        let cells = historyText.split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        guard cells.count == 4, let member = MemberID(cells[0]) else { return nil }
        func value(_ text: String) -> String? { text.isEmpty ? nil : text }
        self.init(
            member, as: value(cells[1]), signedOn: value(cells[2]), file: Int64(cells[3]))
    }
}

extension AgreementReminder {
    /// How the history of an agreement writes it.
    var historyText: String {
        ["\(days)", assignee?.description ?? "", summary ?? ""].joined(separator: "\n")
    }

    /// Reads what the history of an agreement has.
    init?(historyText: String) {
        let cells = historyText.split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        guard cells.count == 3, let days = Int(cells[0]) else { return nil }
        self.init(days, for: MemberID(cells[1]), cells[2].isEmpty ? nil : cells[2])
    }
}

/// What one field says before and after.
struct AgreementDifference: Hashable {
    let field: AgreementField
    let old: String?
    let new: String?
}

extension EnteredAgreement {
    /// What a field with one value says, as history writes it; nil for nothing.
    private func text(of field: AgreementField) -> String? {
        switch field {
        case .title: title
        case .kind: AgreementKind.historyText(kind, own: ownKind)
        case .startsOn: startsOn
        case .endsOn: endsOn
        case .note: note
        case .task: reminder?.historyText
        case .party, .removed: nil
        }
    }

    /// What is different in another: the field, and what it says in both.
    func differences(to new: EnteredAgreement) -> [AgreementDifference] {
        var found: [AgreementDifference] = []
        for field in AgreementField.allCases where text(of: field) != new.text(of: field) {
            found.append(
                AgreementDifference(field: field, old: text(of: field), new: new.text(of: field)))
        }
        for member in Set(parties.map(\.member)).union(new.parties.map(\.member)).sorted() {
            let before = parties.first { $0.member == member }?.historyText
            let after = new.parties.first { $0.member == member }?.historyText
            guard before != after else { continue }
            found.append(AgreementDifference(field: .party, old: before, new: after))
        }
        return found
    }

    /// Puts a field back from what a line of history made of it; false where it is not that now.
    mutating func putBack(_ field: AgreementField, from new: String?, to old: String?) -> Bool {
        if field == .party { return putBackParty(from: new, to: old) }
        guard text(of: field) == new else { return false }
        switch field {
        case .title: title = old ?? ""
        case .kind:
            ownKind = old.flatMap { AgreementKind.own(historyText: $0) }
            guard ownKind == nil else { break }
            guard let kind = old.flatMap(AgreementKind.init(rawValue:)) else { return false }
            self.kind = kind
        case .startsOn: startsOn = old
        case .endsOn: endsOn = old
        case .note: note = old
        case .task: reminder = old.flatMap { AgreementReminder(historyText: $0) }
        case .party, .removed: return false
        }
        return true
    }

    private mutating func putBackParty(from new: String?, to old: String?) -> Bool {
        if let new {
            guard let index = parties.firstIndex(where: { $0.historyText == new }) else {
                return false
            }
            parties.remove(at: index)
        }
        guard let old else { return true }
        guard let party = AgreementParty(historyText: old),
            !parties.contains(where: { $0.member == party.member })
        else { return false }
        parties.append(party)
        return true
    }
}
