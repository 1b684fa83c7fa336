public import GRDB

/// Where a contact's first address is, and how that is known.
public struct PersonPlace: Hashable, Sendable {
    /// The address as it was typed, without empty lines; empty where there is none.
    public let address: [String]
    /// Where it is; nil where nobody has said so.
    public let point: GeoPoint?
    /// How the point came about.
    public let source: PlaceSource?
    /// How sure it is, of 100.
    public let confidence: Int?
    /// The branch that has the point or the postcode; nil for none.
    public let branch: String?

    /// Reads it for a viewer who may see people.
    public static func read(of member: MemberID, in db: Database, for viewer: Viewer) throws
        -> Result<PersonPlace, Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT line1, line2, city, region, postcode, country, p.latitude, p.longitude,
                  p.source, p.confidence, \(postcodeKeySQL("postcode")) AS postcode_key
                FROM member_address a LEFT JOIN contact_point p ON p.member_id = a.member_id
                WHERE a.member_id = ? AND is_primary = 'primary'
                """, arguments: [member])
        guard let row else {
            return .success(
                PersonPlace(address: [], point: nil, source: nil, confidence: nil, branch: nil))
        }
        let lines: [String] = ["line1", "line2", "postcode", "city", "region", "country"]
            .map { row[$0] }
        let point = GeoPoint(row)
        let finder = try BranchFinder.read(.around(point), in: db)
        return .success(
            PersonPlace(
                address: lines.filter { !$0.isEmpty }, point: point,
                source: (row["source"] as String?).flatMap(PlaceSource.init(rawValue:)),
                confidence: row["confidence"],
                branch: finder.branch(at: point, postcode: row["postcode_key"])))
    }
}

extension GeoPoint {
    /// The point of a row with `latitude` and `longitude`; nil where they are null.
    init?(_ row: Row) {
        guard let latitude: Int32 = row["latitude"], let longitude: Int32 = row["longitude"] else {
            return nil
        }
        self.init(longitude: longitude, latitude: latitude)
    }
}
