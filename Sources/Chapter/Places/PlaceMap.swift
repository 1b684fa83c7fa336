public import Federation
public import GRDB

/// What a map shows: outlines, contacts counted together, places of meetings.
///
/// However many contacts there are, it has no more than some hundred shapes.
public struct PlaceMap: Hashable, Sendable {
    /// Contacts who are close to each other on this map.
    public struct Cluster: Hashable, Sendable {
        /// Where they all are.
        public let cell: PlaceCell
        /// The middle of them, in millionths of a degree.
        public let longitude: Double
        /// The middle of them.
        public let latitude: Double
        /// How many they are.
        public let count: Int
        /// The contact, where it is one alone.
        public let only: MemberID?
        /// Their name, where it is one alone.
        public let name: String?
    }

    /// A place where meetings are to come.
    public struct MeetingSpot: Hashable, Sendable {
        /// What the place is called.
        public let place: String
        /// Where it is.
        public let point: GeoPoint
        /// The first of the meetings.
        public let first: ObjectID
        /// What it is called.
        public let title: String
        /// When it begins.
        public let start: Timestamp
        /// How many meetings are there.
        public let count: Int
    }

    /// A place where conversations and visits were written down.
    public struct TalkSpot: Hashable, Sendable {
        /// What the place is called.
        public let place: String
        /// Where it is.
        public let point: GeoPoint
        /// How many entries there are.
        public let count: Int
        /// When the latest one was.
        public let latest: Timestamp
    }

    /// What is shown.
    public let view: PlaceView
    /// The contacts.
    public let clusters: [Cluster]
    /// The places of meetings.
    public let meetings: [MeetingSpot]
    /// The places of conversations and visits, those of the latest first.
    public let talks: [TalkSpot]
    /// The coastlines and the borders of branches.
    public let drawings: [OutlineDrawing]
    /// How many contacts have a point anywhere.
    public let placed: Int
    /// How many contacts have an address and no point.
    public let withoutPoint: Int

    /// A map is so many squares wide and high.
    static let squares = 10
    /// So many places of meetings are on a map.
    static let meetingsAtMost = 100
    /// So many meetings to come are looked at for their places.
    static let meetingsRead = 500

    /// Reads a map for a viewer who may see people; without a view, the one in which most are.
    ///
    /// With a list, only those are counted who are in it; its page and limit do not matter.
    public static func read(
        _ asked: PlaceView?, among list: MemberList? = nil, in db: Database, of chapter: ChapterID,
        for viewer: Viewer, at now: Timestamp
    ) throws -> Result<PlaceMap, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return try refusing {
            let among = try PlacedPeople(list, in: db, for: viewer)
            let box = list == nil ? nil : try contactBox(among, in: db)
            let view = try asked ?? box.map(roomy) ?? usualView(in: db)
            let placed = try among.count("contact_point", "1", in: db)
            let addresses = try among.count("member_address", "is_primary = 'primary'", in: db)
            return PlaceMap(
                view: view, clusters: try clusters(view, among, in: db),
                meetings: try meetingSpots(view, in: db, of: chapter, at: now),
                talks: try talkSpots(view, in: db, for: viewer),
                drawings: try OutlineDrawing.all(in: view, db), placed: placed,
                withoutPoint: max(0, addresses - placed))
        }
    }

    private static func clusters(_ view: PlaceView, _ among: PlacedPeople, in db: Database) throws
        -> [Cluster]
    {
        let (box, width, height) = (
            view.box, view.box.width / squares, view.box.height / squares
        )
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT (longitude - \(box.west)) / \(width) AS x,
                  (latitude - \(box.south)) / \(height) AS y,
                  count(*) AS count, avg(longitude) AS longitude, avg(latitude) AS latitude,
                  min(member_id) AS first
                FROM contact_point INDEXED BY contact_point_by_place
                WHERE \(PlacedPeople.inside(box)) AND \(among.sql)
                GROUP BY x, y ORDER BY y DESC, x
                """, arguments: among.arguments)
        let alone: [MemberID] = rows.compactMap { $0["count"] == 1 ? $0["first"] : nil }
        let list = alone.map(\.description).joined(separator: ",")
        var names: [MemberID: String] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT id, name FROM member WHERE id IN (\(list))")
        {
            names[row["id"]] = row["name"]
        }
        return rows.map { row in
            let only: MemberID? = row["count"] == 1 ? row["first"] : nil
            return Cluster(
                cell: PlaceCell(view, column: row["x"], row: row["y"]),
                longitude: row["longitude"], latitude: row["latitude"], count: row["count"],
                only: only, name: only.flatMap { names[$0] })
        }
    }

    private static func meetingSpots(
        _ view: PlaceView, in db: Database, of chapter: ChapterID, at now: Timestamp
    ) throws -> [MeetingSpot] {
        let points = try MeetingPlace.points(in: db)
        guard !points.isEmpty else { return [] }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, title, place, starts_at FROM (\(MeetingList.everyMeeting)) AS every
                WHERE ends_at >= :now AND cancelled = 0 AND place <> ''
                ORDER BY starts_at, id LIMIT \(meetingsRead)
                """, arguments: ["own": chapter, "now": now.milliseconds])
        var spots: [GeoPoint: MeetingSpot] = [:]
        for row in rows {
            let place: String = row["place"]
            guard let point = PlaceKey.meeting(place).flatMap({ points[$0] }),
                view.box.contains(point)
            else { continue }
            let known = spots[point]
            guard known != nil || spots.count < meetingsAtMost else { continue }
            spots[point] = MeetingSpot(
                place: known?.place ?? place, point: point, first: known?.first ?? row["id"],
                title: known?.title ?? row["title"],
                start: known?.start ?? Timestamp(milliseconds: row["starts_at"]),
                count: (known?.count ?? 0) + 1)
        }
        return spots.values.sorted { ($0.start, $0.place) < ($1.start, $1.place) }
    }
}

extension PlaceMap {
    fileprivate static func talkSpots(_ view: PlaceView, in db: Database, for viewer: Viewer) throws
        -> [TalkSpot]
    {
        let points = try MeetingPlace.points(in: db)
        guard !points.isEmpty else { return [] }
        let spots = try TalkPlace.all(in: db, for: viewer).lazy.compactMap { place -> TalkSpot? in
            guard let point = points[place.key], view.box.contains(point) else { return nil }
            return TalkSpot(
                place: place.name, point: point, count: place.count,
                latest: Timestamp(milliseconds: place.latest))
        }
        return Array(spots.prefix(meetingsAtMost))
    }

    /// The borders of the branches; without any, where most contacts are; else the coastlines.
    static func usualView(in db: Database) throws -> PlaceView {
        if let box = try outlineBox("branch", in: db) { return roomy(box) }
        if let box = try contactBox(.everybody, in: db) { return roomy(box) }
        if let box = try outlineBox("coastline", in: db) { return roomy(box) }
        return PlaceView(latitude: 0, longitude: 0, height: PlaceView.widest)
    }

    static func roomy(_ box: GeoBox) -> PlaceView { PlaceView(around: box).scaled(1.1) }

    static func outlineBox(_ kind: String, in db: Database) throws -> GeoBox? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT min(west), min(south), max(east), max(north) FROM outline_ring
                JOIN outline ON outline.id = outline_id WHERE kind = ? AND level = 0
                """, arguments: [kind])
        guard let row, let west: Int = row[0] else { return nil }
        return GeoBox(west: west, south: row[1], east: row[2], north: row[3])
    }

    /// What all but the last hundredth on each side are in: one wrong point makes no map of the
    /// earth.
    private static func contactBox(_ among: PlacedPeople, in db: Database) throws -> GeoBox? {
        let count = try among.count("contact_point", "1", in: db)
        guard count > 0 else { return nil }
        func edge(_ column: String, _ order: String) throws -> Int {
            try Int.fetchOne(
                db,
                sql: """
                    SELECT \(column) FROM contact_point WHERE \(among.sql)
                    ORDER BY \(column) \(order) LIMIT 1 OFFSET \(count / 100)
                    """, arguments: among.arguments) ?? 0
        }
        return GeoBox(
            west: try edge("longitude", "ASC"), south: try edge("latitude", "ASC"),
            east: try edge("longitude", "DESC"), north: try edge("latitude", "DESC"))
    }
}
