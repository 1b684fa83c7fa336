import GRDB

/// A relation or a position as a form was opened with it.
///
/// They have no versions; a form sends back what it showed, a program what it was given, and a
/// change of something that is not so any more is refused.
public struct TieSeen: Hashable, Sendable {
    /// The kind of relation and which way it reads, as in `3>`; the title of a position.
    public var what: String
    /// Where a position is held; nil for the chapter, and for a relation.
    public var organization: MemberID?
    /// The first day; empty where it is not known.
    public var startsOn: String
    /// The last day; empty while it goes on.
    public var endsOn: String
    /// The note; empty for none.
    public var note: String

    /// What the form showed.
    public init(
        _ what: String, at organization: MemberID? = nil, startsOn: String = "",
        endsOn: String = "", note: String = ""
    ) {
        self.what = what
        self.organization = organization
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.note = note
    }

    /// A kind of relation and which way it reads, as `what` has it.
    public static func relation(_ type: Int64, _ direction: RelationDirection) -> String {
        "\(type)\(direction == .forward ? ">" : "<")"
    }

    /// A relation of this kind, as it reads from one of its ends.
    init(_ relation: StoredRelation, _ type: RelationType, of member: MemberID) {
        let isForward = type.isMutual || relation.from == member
        self.init(
            Self.relation(relation.typeID, isForward ? .forward : .backward),
            startsOn: relation.startsOn ?? "", endsOn: relation.endsOn ?? "",
            note: relation.note ?? "")
    }

    init(_ position: StoredPosition) {
        self.init(
            position.title, at: position.organization, startsOn: position.startsOn ?? "",
            endsOn: position.endsOn ?? "", note: position.note ?? "")
    }

    /// Refuses a change by somebody who saw something else.
    ///
    /// `mine` is what they want it to be: the sentence has both values of all that others have
    /// changed.
    func check(_ now: TieSeen, against mine: TieSeen, of kind: TieKind, in db: Database) throws {
        guard self != now else { return }
        let then = try parts(of: kind, in: db)
        let theirs = try now.parts(of: kind, in: db)
        let asked = try mine.parts(of: kind, in: db)
        let changed = then.indices.filter { then[$0].said != theirs[$0].said }
        // What reads alike from both ends is the same from either.
        guard let first = changed.first else { return }
        let said = changed.map { place in
            "\(theirs[place].legend): now \(theirs[place].said), yours \(asked[place].said)"
        }.joined(separator: "; ")
        throw Refusal(
            .conflict,
            "While you were editing this, somebody else changed it (\(said)). Nothing of yours was "
                + "saved: look at it as it is now and make your change again.",
            field: theirs[first].field)
    }

    /// Something that is said of it.
    private struct Part {
        /// As the API calls it.
        let field: String
        let legend: String
        let said: String

        init(_ field: String, _ legend: String, _ said: String) {
            self.field = field
            self.legend = legend
            self.said = said.isEmpty ? "empty" : "“\(said)”"
        }
    }

    /// Everything that is said of it, in words.
    private func parts(of kind: TieKind, in db: Database) throws -> [Part] {
        let days = [
            Part("startsOn", "first day", startsOn), Part("endsOn", "last day", endsOn),
            Part("note", "note", note),
        ]
        switch kind {
        case .relation:
            let type = try RelationType.find(key: "#\(what.dropLast())", in: db)
            let words = type?.words(what.hasSuffix("<") ? .backward : .forward)
            return [Part("typeID", "kind of relation", words ?? what)] + days
        case .position:
            let name = try organization.map { organization -> String in
                let name = try String.fetchOne(
                    db, sql: "SELECT name FROM member WHERE id = ?", arguments: [organization])
                return "\(name ?? "gone") (\(organization))"
            }
            return [
                Part("title", "title", what), Part("organizationID", "organization", name ?? ""),
            ] + days
        }
    }
}

/// What ties contacts to each other.
enum TieKind {
    /// A relation.
    case relation
    /// A position.
    case position
}
