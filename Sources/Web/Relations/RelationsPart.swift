import Chapter

/// How a contact belongs to others and what it holds, as two cards of its page.
///
/// The partial `relations-part` prints it.
struct RelationsPart: Sendable {
    /// One relation or position.
    struct Row: Sendable {
        /// The other contact; nil for a position in the chapter itself.
        let other: ContactLink?
        /// What stands where there is no other contact.
        let here: String?
        /// When it holds, and the note.
        let under: String?
        /// Where it is changed; nil for whoever may not.
        let change: String?
        /// What changing is called for those who do not see the row.
        let changeName: String
    }

    /// What reads alike.
    struct Group: Sendable {
        let words: String
        let rows: [Row]
        /// “all 125”, where not all are shown.
        let more: String?
        let moreAddress: String
    }

    let mayChange: Bool
    let address: String
    let heading: String
    let groups: [Group]
    let hasGroups: Bool
    let none: String?
    let over: [Group]
    let overCount: String?
    let network: String?
    let positions: [Group]
    let positionsOver: [Group]
    let positionsOverCount: String?
    let pointPerson: ContactLink?
    let noPointPerson: String?
    let choosePointPerson: String
    let showsRelations: Bool
    let positionsHeading: String
    let hasPositions: Bool
}

extension RelationsPart {
    init(_ view: ContactTies, of member: MemberID, _ viewer: Viewer, _ words: Wording) {
        let address = "/people/\(member)"
        let seesAll = viewer.may(.seePeople)
        let mayChange = viewer.may(.managePeople)
        self.mayChange = mayChange
        self.address = address
        showsRelations = seesAll
        heading = words.say(
            view.kind == .person ? "relations_heading" : "relations_heading_people")
        positionsHeading = words.say(
            view.kind == .organization ? "relations_positions_there" : "relations_positions")
        func group(_ group: ContactRelations.Group) -> Group {
            let direction = group.direction
            return Group(
                words: words.relation(group.type, direction),
                rows: group.entries.map { entry in
                    Row(
                        ContactLink(entry.other), entry.startsOn, entry.endsOn, entry.note,
                        mayChange ? "\(address)/relations/\(entry.id)" : nil, words)
                },
                more: group.count > group.entries.count
                    ? words.count("relations_all", group.count) : nil,
                moreAddress: "\(address)/relations?type=\(group.type.id)"
                    + "&direction=\(direction.rawValue)\(group.isOver ? "&over=1" : "")")
        }
        groups = view.relations.filter { !$0.isOver }.map(group)
        over = view.relations.filter(\.isOver).map(group)
        hasGroups = !groups.isEmpty
        let ended = view.relations.filter(\.isOver).map(\.count).reduce(0, +)
        overCount = ended > 0 ? words.count("relations_ended", ended) : nil
        none = groups.isEmpty && over.isEmpty ? words.say("relations_none") : nil
        network = groups.isEmpty ? nil : "\(address)/network"
        let all = Self.positions(view.positions, address, mayChange, words)
        positions = all.held
        positionsOver = all.over
        let past = (view.positions.held + view.positions.there).filter(\.isOver).count
        positionsOverCount = past > 0 ? words.count("relations_ended", past) : nil
        hasPositions = !all.held.isEmpty
        pointPerson = view.pointPerson.map { person in
            seesAll ? ContactLink(person) : ContactLink(name: person.name, leadsTo: nil)
        }
        noPointPerson = view.pointPerson == nil ? words.say("relations_point_nobody") : nil
        choosePointPerson = "/people/point-person?id=\(member)"
    }

    /// Positions by their title: those of a contact as one group each, those at an organization
    /// with all who hold them.
    private static func positions(
        _ positions: ContactPositions, _ address: String, _ mayChange: Bool, _ words: Wording
    ) -> (held: [Group], over: [Group]) {
        func row(_ entry: PositionEntry, _ other: ContactName?) -> Row {
            Row(
                other.map { ContactLink($0) }, entry.startsOn, entry.endsOn, entry.note,
                mayChange ? "\(address)/positions/\(entry.id)" : nil, words)
        }
        func groups(_ isOver: Bool) -> [Group] {
            var result: [Group] = []
            for entry in positions.held where entry.isOver == isOver {
                result.append(
                    Group(
                        words: entry.title, rows: [row(entry, entry.organization)], more: nil,
                        moreAddress: ""))
            }
            var rows: [Row] = []
            let there = positions.there.filter { $0.isOver == isOver }
            for (index, entry) in there.enumerated() {
                rows.append(row(entry, entry.holder))
                guard index + 1 == there.count || there[index + 1].title != entry.title else {
                    continue
                }
                result.append(Group(words: entry.title, rows: rows, more: nil, moreAddress: ""))
                rows = []
            }
            return result
        }
        return (groups(false), groups(true))
    }
}

extension RelationsPart.Row {
    fileprivate init(
        _ other: ContactLink?, _ start: String?, _ end: String?, _ note: String?,
        _ change: String?, _ words: Wording
    ) {
        self.other = other
        here = other == nil ? words.say("relations_in_chapter") : nil
        let parts = [words.span(from: start, to: end), note].compactMap { $0 }
        under = parts.isEmpty ? nil : parts.joined(separator: " · ")
        self.change = change
        changeName = words.say("relations_change")
    }
}
