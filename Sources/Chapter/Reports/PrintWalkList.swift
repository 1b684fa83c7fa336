import GRDB

/// Puts the people of a list on paper in the order of their doors, for whoever walks; the history
/// says who printed which.
public struct PrintWalkList: Act {
    /// The permission that it takes.
    public static let permission = Permission.exportPeople

    /// Which people; its page and limit do not matter.
    public var list: MemberList
    /// What it is for, for the history.
    public var why: String?

    /// A list to walk.
    public init(_ list: MemberList, why: String? = nil) {
        self.list = list
        self.why = why
    }

    /// Reads the doors and writes one line of history.
    public func perform(in context: ActContext) throws -> Result<WalkList, Refusal> {
        try refusing {
            let reason = try checkedWhy(why).get()
            let (db, viewer) = (context.db, context.viewer)
            let ids = try LabelPeople.People.all(list).ids(in: db, for: viewer, byName: true)
            guard ids.count <= PrintPeople.most else {
                throw Refusal(
                    .conflict,
                    "\(PrintPeople.most) people are printed at once, and these are \(ids.count). "
                        + "Narrow the list down, or export it.")
            }
            let residents = try residents(ids, db)
            let walk = WalkList(residents, withoutAddress: ids.count - residents.count)
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: viewer.actor, act: "PrintWalkList", member: nil,
                    field: "list", old: nil, new: "\(residents.count) walk list", why: reason))
            return walk
        }
    }

    /// Where they live, in their order; whoever has no home address that may be used is left out.
    private func residents(_ ids: [MemberID], _ db: Database) throws -> [Resident] {
        let list = ids.map(\.description).joined(separator: ",")
        var found: [MemberID: Resident] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT member_id, name, line1, line2, city, postcode, h.key AS by_hand,
                  h.number, h.street, h.unit, h.floor
                FROM member_address JOIN member ON member.id = member_id
                LEFT JOIN address_part_by_hand h ON h.key = \(linesKeySQL("member_address.key"))
                WHERE member_id IN (\(list)) AND member_address.kind = 'home' AND state = 'ok'
                ORDER BY member_id, is_primary = 'primary' DESC, member_address.id
                """)
        {
            let id: MemberID = row[0]
            guard found[id] == nil else { continue }
            let isByHand = (row["by_hand"] as String?) != nil
            found[id] = Resident(
                name: row[1], line1: row[2], line2: row[3], city: row[4], postcode: row[5],
                parts: isByHand ? AddressParts(row) : AddressParts(line1: row[2], line2: row[3]))
        }
        return ids.compactMap { found[$0] }
    }
}
