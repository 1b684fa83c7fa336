import GRDB

/// Writes the history of many relations and positions: both ends get their line, and the version
/// of each contact counts up once, however many lines it gets.
struct TieHistory {
    let context: ActContext
    let act: String
    let importID: Int64?
    /// The versions of the contacts that have been counted up.
    private var versions: [MemberID: Int] = [:]

    init(_ context: ActContext, by act: String, importID: Int64?) {
        self.context = context
        self.act = act
        self.importID = importID
    }

    /// Says that somebody else has counted a contact's version up for this act.
    mutating func counted(_ contact: MemberID, to version: Int) { versions[contact] = version }

    /// Writes that a relation was added, or removed.
    mutating func write(
        _ relation: StoredRelation, _ type: RelationType, _ from: ContactEnd, _ to: ContactEnd,
        isAdded: Bool
    ) throws {
        for (end, far) in [(from, to), (to, from)] {
            let text = TieText(relation, type, seenFrom: end.id, far).text
            try write("relation", of: end.id, text, isAdded: isAdded)
        }
    }

    /// Writes that a position was given, or taken away.
    mutating func write(
        _ position: StoredPosition, of holder: ContactEnd, at place: ContactEnd?, isAdded: Bool
    ) throws {
        try write(
            "position", of: holder.id, TieText(position, place, isForward: true).text,
            isAdded: isAdded)
        guard let place else { return }
        try write(
            "position", of: place.id, TieText(position, holder, isForward: false).text,
            isAdded: isAdded)
    }

    /// Writes that something was added to a contact, or removed.
    mutating func write(_ field: String, of contact: MemberID, _ text: String, isAdded: Bool) throws
    {
        try context.writeHistory(
            HistoryLine(
                at: context.now, actor: context.viewer.actor, act: act, member: contact,
                version: try version(of: contact), field: field, old: isAdded ? nil : text,
                new: isAdded ? text : nil, importID: importID))
    }

    private mutating func version(of contact: MemberID) throws -> Int? {
        if let version = versions[contact] { return version }
        let version = try Int.fetchOne(
            context.db.cachedStatement(
                sql: "UPDATE member SET version = version + 1 WHERE id = ? RETURNING version"),
            arguments: [contact])
        versions[contact] = version
        return version
    }
}

extension TieText {
    /// A position as its holder sees it, or the organization at which it is held.
    init(_ position: StoredPosition, _ far: ContactEnd?, isForward: Bool) {
        self.init(
            words: position.title, otherName: far?.name ?? "", other: far?.id, key: "",
            isForward: isForward, startsOn: position.startsOn, endsOn: position.endsOn,
            note: position.note)
    }
}
