import Chapter
import Federation
import Feeds
import Node

/// How long a map of everybody takes, and what makes and uses its points and branches.
func measureMap(_ people: InventedPeople, _ figures: inout [Figure]) async throws {
    let (now, size) = (systemClock(), "of \(people.count)")
    let isLarge = people.count > 100_000
    let chapter = people.chapter
    func add(_ name: String, _ value: Double, goal: String = "-") {
        figures.append(Figure(name: "\(name) \(size)", value: value, unit: "ms", goal: goal))
    }
    func perform<A: Act>(_ act: A) async throws -> A.Value {
        try await chapter.perform(act, as: .operator, at: now).get()
    }
    var list = "postcode,latitude,longitude\n"
    for code in 0..<400 {
        list += "\(10_000 + code),\(40 + Double(code / 20) * 0.01),\(Double(code % 20) * 0.01)\n"
    }
    let postcodes = AddPostcodes(.bytes(Array(list.utf8)))
    add("points by postcode", try await seconds { _ = try await perform(postcodes) } * 1000)
    let squares = (0..<12).map { number in
        let (west, south) = (Double(number % 4) * 0.05 - 0.001, 40 + Double(number / 4) * 0.07)
        let (east, north) = (west + 0.05, south + 0.07)
        return """
            {"type":"Feature","properties":{"name":"Branch \(number)"},"geometry":{"type":"Polygon",
            "coordinates":[[[\(west),\(south)],[\(east),\(south)],[\(east),\(north)],
            [\(west),\(north)],[\(west),\(south)]]]}}
            """
    }
    let file = "{\"type\":\"FeatureCollection\",\"features\":[\(squares.joined(separator: ","))]}"
    _ = try await perform(AddOutlines(.branch, file: Array(file.utf8)))
    var times: [Double] = []
    let own = chapter.feeds.chapter
    for _ in 0..<6 {
        times.append(
            try await seconds {
                _ = try await chapter.read { db in
                    try PlaceMap.read(nil, in: db, of: own, for: .operator, at: now).get()
                }
            } * 1000)
    }
    add(
        "map of everybody", percentile(50, of: Array(times.dropFirst())),
        goal: isLarge ? "-" : "100")
    let plan = try await seconds {
        _ = try await chapter.read { db in
            try BranchPlan.read(onlyBlanks: false, in: db, for: .operator).get()
        }
    }
    add("branches counted before assigning", plan * 1000)
    add("branches assigned", try await seconds { _ = try await perform(AssignBranches()) } * 1000)
}
