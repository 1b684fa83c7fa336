/// The points of postcodes that a list holds.
struct PostcodeRows {
    /// The points by the key of the postcode.
    private(set) var points: [String: GeoPoint] = [:]
    /// How many rows could not be used.
    private(set) var leftOut = 0
    /// The first of them in words.
    private(set) var reasons: [String] = []

    /// What the columns may be called, folded.
    private static let postcodes = [
        "postcode", "post code", "postal code", "zip", "zip code", "zipcode", "zcta", "plz",
        "postleitzahl", "codigo postal", "code postal", "cp", "cap", "pcd", "pcds",
    ]
    private static let latitudes = ["latitude", "lat", "latitud", "breite", "y", "intptlat"]
    private static let longitudes = [
        "longitude", "lon", "lng", "long", "longitud", "lange", "laenge", "x", "intptlong",
    ]

    /// Reads a list; one without the three columns is refused.
    static func read(_ list: ImportSource) throws -> PostcodeRows {
        var reader = try OpenList(list, ListSettings(recognizes: false))
        let headings = reader.headings.map { foldedName($0) }
        func column(_ names: [String]) -> Int? {
            names.lazy.compactMap { headings.firstIndex(of: $0) }.first
        }
        guard let postcode = column(postcodes), let latitude = column(latitudes),
            let longitude = column(longitudes)
        else {
            throw Refusal.invalid(
                "file",
                "The list needs the columns postcode, latitude and longitude, and has these: "
                    + "\(headings.prefix(12).joined(separator: ", ")). Nothing was changed.")
        }
        var rows = PostcodeRows()
        var sums: [String: (latitude: Int, longitude: Int, count: Int)] = [:]
        var count = 0
        let widest = max(postcode, latitude, longitude)
        while let row = try reader.next() {
            if row.isBlank { continue }
            count += 1
            guard count <= ImportLimits.rows else {
                throw Refusal.invalid(
                    "file",
                    "The list has more than \(ImportLimits.rows) rows. Nothing was changed.")
            }
            guard row.fault == nil, row.cells.count > widest else {
                rows.leaveOut(row.number, "it has too few columns")
                continue
            }
            let key = PlaceKey.postcode(row.cells[postcode].entered)
            guard (1...40).contains(key.unicodeScalars.count) else {
                rows.leaveOut(row.number, "it has no postcode")
                continue
            }
            let typed = "\(row.cells[latitude].entered); \(row.cells[longitude].entered)"
            guard let point = GeoPoint(typed: typed) else {
                rows.leaveOut(row.number, "its latitude and longitude are no degrees")
                continue
            }
            let sum = sums[key] ?? (0, 0, 0)
            sums[key] = (
                sum.latitude + Int(point.latitude), sum.longitude + Int(point.longitude),
                sum.count + 1
            )
        }
        rows.points = sums.mapValues { sum in
            GeoPoint(
                longitude: Int32(sum.longitude / sum.count),
                latitude: Int32(sum.latitude / sum.count))
        }
        guard !rows.points.isEmpty else {
            throw Refusal.invalid(
                "file", "No row of the list has a postcode with a point. Nothing was changed.")
        }
        return rows
    }

    private mutating func leaveOut(_ number: Int, _ why: String) {
        leftOut += 1
        if reasons.count < AddPostcodes.namedRows { reasons.append("Row \(number): \(why).") }
    }
}
