/// What each column of one list means, and how its dates are written.
struct ColumnMap: Sendable {
    /// The headings as they are.
    var headers: [String]
    /// The meaning of each column; nil where it is not used.
    var targets: [ColumnTarget?]
    /// The columns whose dates begin with the day.
    var dayFirst: Set<Int> = []
    /// The columns that mean what another column means already.
    var doubled: [Int] = []

    /// Guesses from the headings; a choice of the caller by column wins, also for nothing.
    init(headers: [String], chosen: [Int: ColumnTarget?]) {
        self.headers = headers
        var taken: Set<ColumnTarget> = []
        targets = []
        for (index, header) in headers.enumerated() {
            var target = ColumnTarget.guess(header)
            if let choice = chosen[index] { target = choice }
            if let found = target, !found.takesSeveral, !taken.insert(found).inserted {
                doubled.append(index)
                target = nil
            }
            targets.append(target)
        }
    }

    /// Whether some column is a name.
    var hasName: Bool {
        let names: [ColumnTarget] = [.field(.name), .givenName, .familyName]
        return targets.contains { $0.map(names.contains) ?? false }
    }

    /// Whether no column says who is a member.
    var needsStatus: Bool {
        let telling: [ColumnTarget] = [.field(.status), .field(.standing)]
        return !targets.contains { $0.map(telling.contains) ?? false }
    }

    /// Refuses a list in which nobody has a name.
    func requireName() throws {
        guard hasName else {
            let list = headers.prefix(20).joined(separator: ", ")
            throw Refusal.invalid(
                "file",
                "No column of the list is a name. Its first row must be the headings, and these "
                    + "are: \(list). Nothing was imported.")
        }
    }

    /// Whether a column is a date.
    func isDay(_ index: Int) -> Bool {
        if case .field(let field)? = targets[index] { field.shape == .day } else { false }
    }
}
