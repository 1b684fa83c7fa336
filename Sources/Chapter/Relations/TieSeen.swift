/// A relation or a position as a form was opened with it.
///
/// They have no versions; a form sends back what it showed, and a change of something that is not
/// so any more is refused.
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
    func check(_ now: TieSeen) throws {
        guard self != now else { return }
        throw Refusal(
            .conflict,
            "While you were editing this, somebody else changed it. Nothing of yours was saved: "
                + "look at it as it is now and make your change again.")
    }
}
