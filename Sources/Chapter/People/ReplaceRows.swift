/// Replaces the rows of one detail of a person: the inner function of the acts that set lists.
func replaceRows(
    _ detail: Detail, of member: MemberID, expected: Int?, with rows: [Result<DetailRow, Refusal>],
    by act: String, why: String?, in context: ActContext
) throws -> Result<Int, Refusal> {
    do {
        let person = try context.personToChange(member, expected: expected).get()
        let checked = try checkedRows(detail, rows).get()
        var after = person
        after.details[detail] = checked
        try EnteredBuiltIns(in: context.db).check(after, over: person)
        var change = PersonChange(
            of: person, by: act, why: try checkedWhy(why).get(), in: context)
        try change.replace(detail, with: checked)
        return .success(try change.finish())
    } catch let refusal as Refusal {
        return .failure(refusal)
    }
}
