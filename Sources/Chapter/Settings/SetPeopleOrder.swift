public import GRDB

/// Says whether lists of people begin by name or by family name, where nobody asks for an order.
public struct SetPeopleOrder: Act {
    /// The permission that choosing takes.
    public static let permission = Permission.changeSettings

    /// What history calls it.
    public static let historyField = "order of people"

    /// Whether by family name.
    public var byFamily: Bool

    /// By family name, or by name.
    public init(byFamily: Bool) { self.byFamily = byFamily }

    /// Keeps it.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        let old = try usualPeopleOrder(context.db)
        let new: MemberList.Order = byFamily ? .family : .name
        guard old != new else { return .success(()) }
        try context.db.execute(
            sql: """
                INSERT INTO chapter_people_order (one, sort) VALUES (1, ?)
                ON CONFLICT (one) DO UPDATE SET sort = excluded.sort
                """, arguments: [new.rawValue])
        try context.writeHistory(
            HistoryLine(
                at: context.now, actor: context.viewer.actor, act: "SetPeopleOrder",
                field: Self.historyField, old: old.rawValue, new: new.rawValue))
        return .success(())
    }
}

extension MemberList.Order {
    /// The order in which the chapter's lists of people begin, for whoever may see people.
    public static func usual(in db: Database, for viewer: Viewer) throws -> MemberList.Order {
        viewer.may(.seePeople) ? try usualPeopleOrder(db) : .name
    }
}

private func usualPeopleOrder(_ db: Database) throws -> MemberList.Order {
    try String.fetchOne(db, sql: "SELECT sort FROM chapter_people_order WHERE one = 1")
        .flatMap(MemberList.Order.init(rawValue:)) ?? .name
}
