import Foundation

/// The points of a ring in a text that people and other programs read: degrees, longitude first, as
/// in GeoJSON.
enum ArchiveShape {
    /// The points as text.
    static func text(_ bytes: Data) -> String {
        OutlineRing.points(bytes).map { point in
            ArchiveMoment.degrees(Int64(point.longitude)) + " "
                + ArchiveMoment.degrees(Int64(point.latitude))
        }.joined(separator: ", ")
    }

    /// Reads what `text` writes, and nothing else; nil where a point is not on the earth.
    static func read(_ text: String) -> [GeoPoint]? {
        var points: [GeoPoint] = []
        for pair in text.components(separatedBy: ", ") {
            let parts = pair.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 2,
                let longitude = ArchiveMoment.millionths(String(parts[0])),
                let latitude = ArchiveMoment.millionths(String(parts[1])),
                abs(longitude) <= 180_000_000, abs(latitude) <= 90_000_000
            else { return nil }
            points.append(GeoPoint(longitude: Int32(longitude), latitude: Int32(latitude)))
        }
        return points
    }
}
