public import Federation
public import GRDB

/// A place that meetings or conversations are at, and where it is if somebody has said so.
public struct MeetingPlace: Hashable, Sendable, Encodable {
    /// What the latest meeting there calls it, or else the latest entry of a timeline.
    public let place: String
    /// How many meetings are or were there.
    public let meetings: Int
    /// How many entries of timelines that the viewer may read were written down there.
    public let interactions: Int
    /// The latitude in degrees; nil where nobody has said where it is.
    public let latitude: Double?
    /// The longitude in degrees.
    public let longitude: Double?

    /// Where it is; nil where nobody has said so.
    public var point: GeoPoint? {
        guard let latitude, let longitude else { return nil }
        return GeoPoint(latitude: latitude, longitude: longitude)
    }

    /// Whether somebody means this place, however capitals and accents are written.
    public func isCalled(_ name: String) -> Bool {
        PlaceKey.meeting(place) == PlaceKey.meeting(name)
    }

    /// So many places are listed; those of the latest meetings.
    public static let placesAtMost = 200

    /// The places of all meetings that are not cancelled, those of the latest meetings first, and
    /// then those of conversations alone, for a viewer who may see people.
    public static func all(in db: Database, of chapter: ChapterID, for viewer: Viewer) throws
        -> Result<[MeetingPlace], Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let points = try points(in: db)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT place, count(*) AS count, max(starts_at) AS latest
                FROM (\(MeetingList.everyMeeting)) AS every
                WHERE cancelled = 0 AND place <> '' GROUP BY place ORDER BY latest DESC, place
                """, arguments: ["own": chapter])
        var order: [String] = []
        var found: [String: (place: String, count: Int)] = [:]
        for row in rows {
            let place: String = row["place"]
            guard let key = PlaceKey.meeting(place) else { continue }
            if found[key] == nil { order.append(key) }
            found[key, default: (place, 0)].count += row["count"]
        }
        let talks = try TalkPlace.all(in: db, for: viewer)
        for talk in talks where found[talk.key] == nil {
            order.append(talk.key)
            found[talk.key] = (talk.name, 0)
        }
        let talked = Dictionary(talks.map { ($0.key, $0.count) }, uniquingKeysWith: +)
        return .success(
            order.prefix(placesAtMost).compactMap { key in
                found[key].map { entry in
                    MeetingPlace(
                        place: entry.place, meetings: entry.count,
                        interactions: talked[key] ?? 0,
                        latitude: points[key]?.latitudeDegrees,
                        longitude: points[key]?.longitudeDegrees)
                }
            })
    }

    /// The points of places of meetings by their keys.
    static func points(in db: Database) throws -> [String: GeoPoint] {
        var points: [String: GeoPoint] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT key, latitude, longitude FROM place_point WHERE kind = 'meeting'")
        {
            points[row["key"]] = GeoPoint(row)
        }
        return points
    }
}
