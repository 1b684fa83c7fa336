/// Replaces the rows of one detail of a person: the inner function of the acts that set lists.
func replaceRows(
    _ detail: Detail, of member: MemberID, expected: Int?, with rows: [Result<DetailRow, Refusal>],
    by act: String, why: String?, in context: ActContext
) throws -> Result<Int, Refusal> {
    do {
        let person = try context.personToChange(member, expected: expected).get()
        return .success(
            try context.replace(detail, of: person, with: rows, by: act, why: why))
    } catch let refusal as Refusal {
        return .failure(refusal)
    }
}

extension ActContext {
    /// Writes the rows of one detail of a contact, unless they break a rule of the chapter.
    func replace(
        _ detail: Detail, of person: StoredPerson, with rows: [Result<DetailRow, Refusal>],
        by act: String, why: String?
    ) throws -> Int {
        let checked = try checkedRows(detail, rows).get()
        var after = person
        after.details[detail] = checked
        try EnteredBuiltIns(in: db).check(after, over: person)
        var change = PersonChange(of: person, by: act, why: try checkedWhy(why).get(), in: self)
        try change.replace(detail, with: checked)
        return try change.finish()
    }
}
