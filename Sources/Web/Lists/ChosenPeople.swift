import Chapter
import Federation

extension Form {
    /// Who of a list of people is meant: those who were ticked, or everybody whom it finds.
    func chosenPeople(at now: Timestamp) throws -> LabelPeople.People {
        isOn("all") ? .all(try PeopleQuery(self).list(at: now)) : .these(ticked)
    }

    /// The same, where the list has been read already.
    func chosenPeople(of list: MemberList) -> LabelPeople.People {
        isOn("all") ? .all(list) : .these(ticked)
    }

    private var ticked: [MemberID] { all("id").compactMap { MemberID($0) } }

    /// Whether nobody was chosen.
    var namesNobody: Bool { !isOn("all") && all("id").isEmpty }

    /// The list and who of it is meant, for the next form.
    func carriedPeople() -> [HiddenField] {
        PeopleQuery(self).hidden()
            + (isOn("all")
                ? [HiddenField(name: "all", value: "1")]
                : ticked.map { HiddenField(name: "id", value: $0.description) })
    }
}

extension Wording {
    /// Names, and how many more there are than these.
    func names(_ names: [String], of count: Int) -> String {
        let more = count - names.count
        return list(names) + (more > 0 ? " \(self.count("people_and_more", more))" : "")
    }
}
