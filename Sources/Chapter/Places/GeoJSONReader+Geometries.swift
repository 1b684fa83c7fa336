/// The numbers of a geometry in the order of the file, with the ends of the lists they stand in.
struct GeoCoordinates {
    var points: [GeoPoint] = []
    /// Where each list of points ends.
    var ends: [Int] = []
    /// Where each list of lists of points ends in `ends`.
    var areaEnds: [Int] = []
    /// How deep the lists are: 1 for a point, 4 for a MultiPolygon; 0 for an empty list.
    var height = 0
}

extension GeoJSONReader {
    /// Reads the numbers of a geometry.
    mutating func coordinates() throws -> GeoCoordinates {
        var coordinates = GeoCoordinates()
        coordinates.height = try list(into: &coordinates)
        return coordinates
    }

    /// Reads a list of numbers or of lists, and tells its height.
    private mutating func list(into coordinates: inout GeoCoordinates) throws -> Int {
        try scanner.beginList()
        guard try scanner.nextElement() else { return 0 }
        guard try scanner.peek() == 91 else {
            coordinates.points.append(try point())
            return 1
        }
        var height: Int?
        repeat {
            let inner = try list(into: &coordinates)
            guard inner > 0, height == nil || height == inner, inner < 4 else {
                throw fault("its coordinates are nested in another way than GeoJSON asks.")
            }
            height = inner
        } while try scanner.nextElement()
        if height == 1 {
            rings += 1
            guard rings <= GeoLimits.rings else {
                throw fault("with it there are more than \(GeoLimits.rings) rings and lines.")
            }
            coordinates.ends.append(coordinates.points.count)
        } else if height == 2 {
            coordinates.areaEnds.append(coordinates.ends.count)
        }
        return (height ?? 0) + 1
    }

    /// Reads the numbers of a point, the first of which comes next, up to its end.
    private mutating func point() throws -> GeoPoint {
        var numbers: [Double] = []
        repeat {
            numbers.append(try scanner.number())
            guard numbers.count <= 4 else { break }
        } while try scanner.nextElement()
        guard (2...4).contains(numbers.count) else {
            throw fault("a point is not two numbers, the longitude and the latitude.")
        }
        points += 1
        guard points <= GeoLimits.points else {
            throw fault("with it there are more than \(GeoLimits.points) points.")
        }
        let (x, y) = (numbers[0], numbers[1])
        if let point = GeoPoint(latitude: y, longitude: x) { return point }
        if GeoPoint(latitude: x, longitude: y) != nil {
            throw fault(
                "the point \(x), \(y) has the latitude first, and GeoJSON has the longitude first.")
        }
        throw fault(
            "the point \(x), \(y) is not in degrees. The file is for a projected map, perhaps in "
                + "metres. Save it in WGS 84 (EPSG:4326), as GeoJSON asks.")
    }

    /// What an object draws, as its type has it.
    func geometry(_ found: Found) throws -> GeoShape {
        guard let type = found.type else { throw fault("its type is missing.") }
        if type == "GeometryCollection" {
            guard let parts = found.parts else { throw fault("its geometries are missing.") }
            return parts
        }
        let heights = ["LineString": 2, "MultiLineString": 3, "Polygon": 3, "MultiPolygon": 4]
        guard let height = heights[type] else {
            if type == "Point" || type == "MultiPoint" {
                throw fault("it is a point, and an outline is made of lines and areas.")
            }
            throw wrongType(type)
        }
        guard let coordinates = found.coordinates else {
            throw fault("its coordinates are missing.")
        }
        guard coordinates.height > 0 else { return GeoShape() }
        guard coordinates.height == height else {
            throw fault("its coordinates are nested in another way than GeoJSON asks.")
        }
        var lists: [[GeoPoint]] = []
        var start = 0
        for end in coordinates.ends {
            lists.append(Array(coordinates.points[start..<end]))
            start = end
        }
        switch type {
        case "LineString", "MultiLineString":
            return GeoShape(lines: try lists.compactMap(line))
        case "Polygon": return GeoShape(areas: try area(lists[...]).map { [$0] } ?? [])
        default:
            var areas: [GeoArea] = []
            start = 0
            for end in coordinates.areaEnds {
                if let area = try area(lists[start..<end]) { areas.append(area) }
                start = end
            }
            return GeoShape(areas: areas)
        }
    }

    /// A line without points that repeat; nil where it has no length.
    private func line(_ points: [GeoPoint]) throws -> [GeoPoint]? {
        guard points.count >= 2 else { throw fault("a line has fewer than 2 points.") }
        let line = Self.withoutRepeats(points)
        return line.count >= 2 ? line : nil
    }

    /// A polygon without what has no area; nil where nothing is left.
    private func area(_ rings: ArraySlice<[GeoPoint]>) throws -> GeoArea? {
        var kept: [[GeoPoint]] = []
        for (index, ring) in rings.enumerated() {
            guard ring.count >= 4 else { throw fault("a ring has fewer than 4 points.") }
            guard ring.first == ring.last else {
                throw fault("a ring is not closed. Its last point must be its first.")
            }
            let open = Array(Self.withoutRepeats(ring).dropLast())
            if open.count >= 3 {
                kept.append(open)
            } else if index == 0 {
                return nil
            }
        }
        return kept.isEmpty ? nil : GeoArea(rings: kept)
    }

    private static func withoutRepeats(_ points: [GeoPoint]) -> [GeoPoint] {
        var result: [GeoPoint] = []
        result.reserveCapacity(points.count)
        for point in points where point != result.last { result.append(point) }
        return result
    }
}
