/// An invented island in the sea with three branches, as files that a chapter adds to its map.
///
/// It lies between 30° and 29.6° west and between 40° and 40.3° north. North and South share the
/// parallel of 40.15°; Harbour has a hole, the lagoon, and an islet of its own.
public enum Island {
    /// The coast.
    public static let coastline = """
        {"type": "FeatureCollection", "features": [{"type": "Feature",
        "properties": {"name": "Isla Cordera"}, "geometry": {"type": "MultiPolygon", "coordinates": [
        [[[-30.0, 40.0], [-29.86, 39.99], [-29.7, 40.02], [-29.64, 40.1], [-29.66, 40.18],
        [-29.72, 40.22], [-29.75, 40.29], [-29.88, 40.3], [-29.96, 40.24], [-30.02, 40.15],
        [-30.0, 40.0]]],
        [[[-29.62, 40.06], [-29.6, 40.06], [-29.6, 40.08], [-29.62, 40.08], [-29.62, 40.06]]]]}}]}
        """

    /// The borders of its branches.
    public static let branches = """
        {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"code": 1, "name": "North"}, "geometry": {"type": "Polygon",
        "coordinates": [[[-30.05, 40.15], [-29.8, 40.15], [-29.8, 40.32], [-30.05, 40.32],
        [-30.05, 40.15]]]}},
        {"type": "Feature", "properties": {"code": 2, "name": "South"}, "geometry": {"type": "Polygon",
        "coordinates": [[[-30.05, 39.98], [-29.8, 39.98], [-29.8, 40.15], [-30.05, 40.15],
        [-30.05, 39.98]]]}},
        {"type": "Feature", "properties": {"code": 3, "name": "Harbour"}, "geometry": {
        "type": "MultiPolygon", "coordinates": [
        [[[-29.8, 39.98], [-29.63, 39.98], [-29.63, 40.32], [-29.8, 40.32], [-29.8, 39.98]],
        [[-29.72, 40.08], [-29.72, 40.12], [-29.68, 40.12], [-29.68, 40.08], [-29.72, 40.08]]],
        [[[-29.62, 40.06], [-29.6, 40.06], [-29.6, 40.08], [-29.62, 40.08], [-29.62, 40.06]]]]}}]}
        """

    /// Postcodes of the island with their points.
    public static let postcodes = """
        Postcode,Latitude,Longitude
        IC1 1AA,40.25,-29.9
        IC2 2BB,40.05,-29.9
        IC3 3CC,40.05,-29.7
        """
}
