/// Adding and taking away one interest or one skill of one person; members do it for themselves.
extension ActContext {
    /// Adds one; what is there already stays as it is.
    func addLabel(_ detail: Detail, _ label: String, to member: MemberID, by act: String) throws
        -> Int
    {
        let person = try personToChange(member, expected: nil).get()
        let row = try labelRow(detail, label).get()
        let labels = person.rows(detail)
        guard !labels.contains(where: { $0.key == row.key }) else { return person.version }
        let rows = try checkedRows(detail, (labels + [row]).map { .success($0) }).get()
        var change = PersonChange(of: person, by: act, in: self)
        try change.replace(detail, with: rows)
        return try change.finish()
    }

    /// Takes one away, in any spelling.
    func removeLabel(
        _ detail: Detail, _ label: String, from member: MemberID, by act: String
    ) throws -> Int {
        let person = try personToChange(member, expected: nil).get()
        let row = try labelRow(detail, label).get()
        let rest = person.rows(detail).filter { $0.key != row.key }
        guard rest.count < person.rows(detail).count else {
            throw Refusal(
                .notFound,
                detail == .skill
                    ? "\(person.name) does not have the skill “\(row.cells[0])”."
                    : "\(person.name) does not have the interest “\(row.cells[0])”.")
        }
        var change = PersonChange(of: person, by: act, in: self)
        try change.replace(detail, with: rest)
        return try change.finish()
    }
}
