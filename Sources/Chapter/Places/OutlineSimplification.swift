/// Leaves out the points of a line that nobody would see: Douglas and Peucker's way.
///
/// What is left out lies no further from the line that is left than the tolerance, in millionths of
/// a degree of latitude; a degree of longitude counts as much as it is long there.
func simplifiedLine(_ points: [GeoPoint], tolerance: Double) -> [GeoPoint] {
    guard points.count > 2, tolerance > 0 else { return points }
    let scale = longitudeScale(around: points)
    var kept = Array(repeating: false, count: points.count)
    kept[points.count - 1] = true
    // The work grows with the square of a stretch, so a long line is cut into stretches.
    for start in stride(from: 0, to: points.count - 1, by: stretchAtMost) {
        let end = min(start + stretchAtMost, points.count - 1)
        kept[start] = true
        kept[end] = true
        keepFarthest(points, start, end, tolerance / GeoPoint.perDegree, scale, &kept)
    }
    return points.indices.filter { kept[$0] }.map { points[$0] }
}

/// The same for a ring; nil where nothing of it would be seen.
func simplifiedRing(_ ring: [GeoPoint], tolerance: Double) -> [GeoPoint]? {
    guard let first = ring.first, let box = GeoBox(around: ring) else { return nil }
    let scale = longitudeScale(around: ring)
    guard Double(box.width) * scale > tolerance || Double(box.height) > tolerance else {
        return nil
    }
    // The first point and the one farthest from it stay, so that the ring does not fall together.
    let far = ring.indices.max { farness(ring[$0], first, scale) < farness(ring[$1], first, scale) }
    guard let far, far > 0 else { return nil }
    let there = simplifiedLine(Array(ring[...far]), tolerance: tolerance)
    let back = simplifiedLine(Array(ring[far...]) + [first], tolerance: tolerance)
    let result = there.dropLast() + back.dropLast()
    return result.count >= 3 ? Array(result) : nil
}

/// More points are not looked at together.
private let stretchAtMost = 1000

/// How much of a degree of latitude a degree of longitude is there.
private func longitudeScale(around points: [GeoPoint]) -> Double {
    guard let box = GeoBox(around: points) else { return 1 }
    return longitudeScale(at: Double(box.south + box.north) / 2 / GeoPoint.perDegree)
}

private func farness(_ a: GeoPoint, _ b: GeoPoint, _ scale: Double) -> Double {
    let x = (a.longitudeDegrees - b.longitudeDegrees) * scale
    let y = a.latitudeDegrees - b.latitudeDegrees
    return x * x + y * y
}

private func keepFarthest(
    _ points: [GeoPoint], _ first: Int, _ last: Int, _ tolerance: Double, _ scale: Double,
    _ kept: inout [Bool]
) {
    var spans = [(first, last)]
    while let (start, end) = spans.popLast() {
        guard end - start > 1 else { continue }
        var (farthest, distance) = (start, tolerance * tolerance)
        for index in (start + 1)..<end {
            let away = distanceSquared(points[index], points[start], points[end], scale)
            if away > distance { (farthest, distance) = (index, away) }
        }
        guard farthest > start else { continue }
        kept[farthest] = true
        spans.append((start, farthest))
        spans.append((farthest, end))
    }
}

/// How far a point is from the stretch between two others, squared, in degrees of latitude.
private func distanceSquared(_ point: GeoPoint, _ a: GeoPoint, _ b: GeoPoint, _ scale: Double)
    -> Double
{
    let (ax, ay) = (a.longitudeDegrees * scale, a.latitudeDegrees)
    let (dx, dy) = (b.longitudeDegrees * scale - ax, b.latitudeDegrees - ay)
    let (px, py) = (point.longitudeDegrees * scale - ax, point.latitudeDegrees - ay)
    let length = dx * dx + dy * dy
    let along = length > 0 ? max(0, min(1, (px * dx + py * dy) / length)) : 0
    let (x, y) = (px - along * dx, py - along * dy)
    return x * x + y * y
}
