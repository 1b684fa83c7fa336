import Chapter
import Hummingbird

/// What was typed about when something holds.
struct EnteredDays: Sendable {
    let startsOn: String
    let endsOn: String
    let note: String

    init(_ form: Form) {
        startsOn = form["startsOn"]
        endsOn = form["endsOn"]
        note = form["note"]
    }

    init(startsOn: String?, endsOn: String?, note: String?) {
        self.startsOn = startsOn ?? ""
        self.endsOn = endsOn ?? ""
        self.note = note ?? ""
    }
}

/// The fields for the days and the note of a relation or a position.
///
/// The partial `relations-days` prints them.
struct DaysFields: Sendable {
    let startsOn: Field
    let endsOn: Field
    let note: Field

    init(_ entered: EnteredDays, _ problems: [Problem], _ words: Wording) {
        startsOn = Field(
            "startsOn", label: words.say("relations_starts"), value: entered.startsOn,
            type: "date", problems: problems)
        endsOn = Field(
            "endsOn", label: words.say("relations_ends"), value: entered.endsOn,
            help: words.say("relations_ends_help"), type: "date", problems: problems)
        note = Field(
            "note", label: words.say("relations_note"), value: entered.note, problems: problems)
    }
}

/// The form of one relation: first the other contact is chosen, then what it is.
struct RelationPage: Page {
    static let template = "relations-relation"
    let frame: Frame
    let t: Wording
    let problems: Problems
    /// What others have changed meanwhile; nil for nothing.
    let conflict: RecordConflict?
    /// What the form was opened with.
    let began: [HiddenField]
    let back: String
    let name: String
    let title: String
    let choice: ContactChoice?
    let other: ContactLink?
    let otherID: String
    /// Where another contact is chosen; nil for a relation that is there.
    let another: String?
    let action: String
    let types: SelectField?
    let noTypes: String?
    let days: DaysFields
    let button: String
    let isThere: Bool
    let isOver: Bool
}

/// Which relation is meant, as a form sends it: `3>` for the third kind read forward.
struct RelationChoice: Hashable {
    let type: Int64
    let direction: RelationDirection

    init(_ type: Int64, _ direction: RelationDirection) {
        self.type = type
        self.direction = direction
    }

    init?(_ text: String) {
        guard let mark = text.last, mark == ">" || mark == "<", let type = Int64(text.dropLast())
        else { return nil }
        self.init(type, mark == ">" ? .forward : .backward)
    }

    var value: String { "\(type)\(direction == .forward ? ">" : "<")" }

    /// What can be said of two contacts, in the words of the first.
    static func options(
        _ types: [RelationType], from: ContactKind, to: ContactKind, chosen: RelationChoice?,
        _ words: Wording
    ) -> [PeopleFilters.Option] {
        var options: [PeopleFilters.Option] = []
        for type in types {
            let directions: [RelationDirection] =
                type.isMutual ? [.forward] : [.forward, .backward]
            for direction in directions {
                let choice = RelationChoice(type.id, direction)
                guard !type.isRetired || choice == chosen,
                    type.kind(at: direction).map({ $0 == from }) ?? true,
                    type.kind(at: direction.opposite).map({ $0 == to }) ?? true
                else { continue }
                options.append(
                    PeopleFilters.Option(
                        value: choice.value, name: words.relation(type, direction),
                        isChosen: choice == chosen))
            }
        }
        return options
    }
}

extension Response {
    /// What follows a change of a relation or a position: the contact's page, with a way back.
    static func changed(_ done: TieChanged, of member: MemberID) -> Response {
        .seeOther(
            Notice.after(
                "person_changed", at: "/people/\(member)",
                undo: "\(member)-\(done.version - 1)-\(done.version)"))
    }
}
