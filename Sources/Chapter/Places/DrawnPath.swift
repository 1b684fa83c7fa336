/// A point on the square on which maps are drawn.
struct DrawnPoint: Hashable {
    var x: Double
    var y: Double
}

/// What is drawn reaches so far beyond the square, so that its cut edges are not seen.
private let margin = 20.0

/// The part of a ring that lies on the square: cut along its four sides, one after another.
func clippedRing(_ ring: [DrawnPoint]) -> [DrawnPoint] {
    let far = Double(OutlineDrawing.size) + margin
    var points = ring
    for (axis, limit, isUpper) in [
        (\DrawnPoint.x, -margin, false), (\DrawnPoint.x, far, true),
        (\DrawnPoint.y, -margin, false), (\DrawnPoint.y, far, true),
    ] {
        func isIn(_ point: DrawnPoint) -> Bool {
            isUpper ? point[keyPath: axis] <= limit : point[keyPath: axis] >= limit
        }
        guard !points.allSatisfy(isIn) else { continue }
        var kept: [DrawnPoint] = []
        for (index, point) in points.enumerated() {
            let before = points[index == 0 ? points.count - 1 : index - 1]
            if isIn(point) != isIn(before) {
                let share =
                    (limit - before[keyPath: axis])
                    / (point[keyPath: axis] - before[keyPath: axis])
                kept.append(
                    DrawnPoint(
                        x: before.x + share * (point.x - before.x),
                        y: before.y + share * (point.y - before.y)))
            }
            if isIn(point) { kept.append(point) }
        }
        points = kept
    }
    return points
}

/// The parts of a line that may be seen on the square: stretches that lie far from it are left out.
func clippedLine(_ line: [DrawnPoint]) -> [[DrawnPoint]] {
    let far = Double(OutlineDrawing.size) + margin
    var parts: [[DrawnPoint]] = []
    var part: [DrawnPoint] = []
    for (from, to) in zip(line, line.dropFirst()) {
        let isSeen =
            max(from.x, to.x) >= -margin && min(from.x, to.x) <= far
            && max(from.y, to.y) >= -margin && min(from.y, to.y) <= far
        if isSeen {
            if part.isEmpty { part = [from] }
            part.append(to)
        } else if !part.isEmpty {
            parts.append(part)
            part = []
        }
    }
    return part.isEmpty ? parts : parts + [part]
}

/// The points as the `d` of an SVG path, in whole numbers, each from the one before.
func path(_ points: [DrawnPoint], isClosed: Bool) -> String {
    // Whoever stretches far beyond the square is cut there, so that numbers stay small.
    func whole(_ value: Double) -> Int { Int(max(-1e6, min(1e6, value)).rounded()) }
    var text = ""
    var last: (x: Int, y: Int)?
    for point in points {
        let (x, y) = (whole(point.x), whole(point.y))
        guard let before = last else {
            text = "M\(x) \(y)l"
            last = (x, y)
            continue
        }
        guard before != (x, y) else { continue }
        text += "\(x - before.x) \(y - before.y) "
        last = (x, y)
    }
    guard text.last == " " else { return "" }
    return text.dropLast() + (isClosed ? "z" : "")
}

/// How large a ring is and where its middle is.
func middle(of ring: [DrawnPoint]) -> (size: Double, x: Double, y: Double) {
    var (twice, x, y) = (0.0, 0.0, 0.0)
    for (index, a) in ring.enumerated() {
        let b = ring[index + 1 < ring.count ? index + 1 : 0]
        let turn = a.x * b.y - b.x * a.y
        twice += turn
        x += (a.x + b.x) * turn
        y += (a.y + b.y) * turn
    }
    guard abs(twice) > 1e-9 else { return (0, ring.first?.x ?? 0, ring.first?.y ?? 0) }
    return (abs(twice) / 2, x / (3 * twice), y / (3 * twice))
}
