public import Federation
public import GRDB

/// Who belongs to a contact, and who to those, in two steps.
public struct RelationNetwork: Hashable, Sendable {
    /// Somebody one step away, and who is one step further.
    public struct Neighbour: Hashable, Sendable {
        /// Who.
        public let contact: ContactName
        /// How the first contact belongs to them; more than one where they have several relations.
        public let relations: [RelationEntry]
        /// The relations of theirs that lead on, without the one that leads back.
        public let further: [RelationEntry]
        /// How many more lead on than are read.
        public let more: Int
    }

    /// Those one step away, by name.
    public let neighbours: [Neighbour]
    /// How many more there are than are read.
    public let more: Int

    /// So many contacts one step away are read.
    public static let mostNear = 60
    /// So many relations of each of them are read.
    public static let mostFar = 12

    /// Reads the open relations for a viewer who may see people.
    public static func read(
        around member: MemberID, in db: Database, for viewer: Viewer, at now: Timestamp
    ) throws -> Result<RelationNetwork, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let today = try DaySpan.today(in: db, at: now).description
        let types = try RelationEntry.types(in: db)
        let near = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM (
                  SELECT *, dense_rank() OVER (ORDER BY folded_name, id) AS place
                  FROM (\(RelationEntry.seenSQL)) WHERE NOT is_over)
                WHERE place <= :near ORDER BY place, relation_id
                """, arguments: ["member": member, "today": today, "near": mostNear])
        let all =
            try Int.fetchOne(
                db,
                sql: "SELECT count(DISTINCT id) FROM (\(RelationEntry.seenSQL)) WHERE NOT is_over",
                arguments: ["member": member, "today": today]) ?? 0
        var order: [MemberID] = []
        var relations: [MemberID: [RelationEntry]] = [:]
        for row in near {
            let entry = try RelationEntry(row, types)
            if relations[entry.other.memberID] == nil { order.append(entry.other.memberID) }
            relations[entry.other.memberID, default: []].append(entry)
        }
        var neighbours: [Neighbour] = []
        for id in order {
            guard let own = relations[id], let contact = own.first?.other else { continue }
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT *, count(*) OVER () AS total FROM (\(RelationEntry.seenSQL))
                    WHERE NOT is_over AND id <> :center
                    ORDER BY folded_name, id, relation_id LIMIT :limit
                    """,
                arguments: ["member": id, "today": today, "center": member, "limit": mostFar])
            let further = try rows.map { try RelationEntry($0, types) }
            let total: Int = rows.first?["total"] ?? 0
            neighbours.append(
                Neighbour(
                    contact: contact, relations: own, further: further,
                    more: total - further.count))
        }
        return .success(RelationNetwork(neighbours: neighbours, more: max(0, all - mostNear)))
    }
}
