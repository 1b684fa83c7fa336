import Chapter
import Federation

extension Form {
    /// Who of a list of people is meant: those who were ticked, or everybody whom it finds.
    func chosenPeople(at now: Timestamp) throws -> LabelPeople.People {
        isOn("all")
            ? .all(try PeopleQuery(self).list(at: now))
            : .these(all("id").compactMap { MemberID($0) })
    }
}
