import Chapter

/// On the page of a person or a household: who lives there.
///
/// The partial `duplicates-household` prints it.
struct HouseholdPart: Sendable {
    /// Somebody of the household.
    struct Resident: Sendable {
        let name: String
        let address: String
        let face: Face
        /// What is asked where the addresses differ; nil where they do not.
        let question: String?
        let movedOut: String
        let label: String
    }

    let name: String?
    let address: String?
    let people: [Resident]
    let hasPeople: Bool
    /// Where the household moves; nil on the page of a person.
    let move: String?
    /// That others live at the same address, and may be a household; nil for none.
    let suggestion: String?

    init(_ residents: Residents, of contact: MemberID, _ words: Wording) {
        name = residents.household?.name
        address = residents.household.map { "/people/\($0.id)" }
        people = residents.people.filter { $0.id != contact || $0.mayHaveMoved }.map { person in
            Resident(
                name: person.name, address: "/people/\(person.id)",
                face: Face(person.name, number: person.id.number),
                question: person.mayHaveMoved
                    ? words.say("duplicates_moved_question", ["name": person.name]) : nil,
                movedOut: "/people/\(person.id)/moved-out",
                label: words.say("duplicates_moved_out_of", ["name": person.name]))
        }
        hasPeople = !people.isEmpty
        move =
            residents.household?.id == contact && hasPeople ? "/people/\(contact)/move" : nil
        let others = Set(residents.suggested.flatMap(\.people).map(\.name))
        suggestion =
            residents.suggested.isEmpty
            ? nil : words.say("duplicates_home_shared", ["names": words.list(others.sorted())])
    }
}
