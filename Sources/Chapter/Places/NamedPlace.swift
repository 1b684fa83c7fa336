public import GRDB

/// A place by its name, with its point and with what was written down there.
///
/// Meetings and conversations share it: two spellings that differ only in capitals and accents are
/// one place.
public struct NamedPlace: Hashable, Sendable {
    /// What it is called, as it was asked for or as the latest entry calls it.
    public let name: String
    /// Where it is; nil where nobody has said so.
    public let point: GeoPoint?
    /// What was written down there, the latest first.
    public let interactions: [Interaction]
    /// How many there are in all.
    public let count: Int

    /// So many are read.
    public static let interactionsAtMost = 50

    /// Reads a place for a viewer who may see people; a place that nothing is at is not there.
    public static func read(_ name: String, in db: Database, for viewer: Viewer) throws -> Result<
        NamedPlace, Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let all = try TalkPlace.all(in: db, for: viewer)
        guard let key = PlaceKey.meeting(name), let found = all.first(where: { $0.key == key })
        else { return .failure(.notFound("place")) }
        let marks = found.spellings.map { _ in "?" }.joined(separator: ", ")
        let ids = try Int64.fetchAll(
            db,
            sql: """
                SELECT id FROM interaction i
                WHERE place IN (\(marks)) AND removed_at IS NULL
                  AND (i.is_private = 0 OR i.made_by = ?)
                ORDER BY at DESC, id DESC LIMIT ?
                """,
            arguments: StatementArguments(found.spellings) + [viewer.actor, interactionsAtMost])
        return .success(
            NamedPlace(
                name: found.name, point: try MeetingPlace.points(in: db)[key],
                interactions: try Interaction.fetch(ids, in: db, for: viewer), count: found.count))
    }

    /// The names of the places of what was written down lately, for a form to offer.
    public static func lately(in db: Database, for viewer: Viewer) throws -> [String] {
        guard viewer.may(.seePeople) else { return [] }
        return try TalkPlace.all(in: db, for: viewer).prefix(offered).map(\.name)
    }

    /// So many names are offered.
    private static let offered = 100
}

/// A place that conversations and visits are written down at, under all its spellings.
struct TalkPlace {
    /// What it is kept under.
    let key: String
    /// What the latest entry calls it.
    let name: String
    /// How it is written.
    var spellings: [String]
    /// How many entries there are.
    var count: Int
    /// When the latest one was, in milliseconds since 1970.
    let latest: Int64

    /// All places of what the viewer may read, those of the latest entries first.
    static func all(in db: Database, for viewer: Viewer) throws -> [TalkPlace] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT place, count(*) AS count, max(at) AS latest FROM interaction i
                WHERE place IS NOT NULL AND removed_at IS NULL AND \(visibleInteraction)
                GROUP BY place ORDER BY latest DESC, place
                """, arguments: ["actor": viewer.actor])
        var places: [TalkPlace] = []
        var known: [String: Int] = [:]
        for row in rows {
            let name: String = row["place"]
            guard let key = PlaceKey.meeting(name) else { continue }
            if let index = known[key] {
                places[index].spellings.append(name)
                places[index].count += row["count"]
            } else {
                known[key] = places.count
                places.append(
                    TalkPlace(
                        key: key, name: name, spellings: [name], count: row["count"],
                        latest: row["latest"]))
            }
        }
        return places
    }
}
