import Foundation
import Web

extension Story {
    /// Puts each chapter's people on a map of the island, branches and all.
    func drawMap() async throws {
        heading("Places: each chapter adds the coast, the branches and the postcodes to its map.")
        let list = try temporaryFile("postcodes.csv", Data(InventedIsland.postcodes.utf8))
        defer { try? FileManager.default.removeItem(atPath: list) }
        for node in nodes {
            let coast = DoorRequest.Body.json(Data(InventedIsland.coast.utf8))
            let _: [String] = try await node.door.ask(
                DoorRequest(
                    "POST", "outlines", query: [("kind", "coastline"), ("name", "Cordera")],
                    body: coast))
            let borders = DoorRequest.Body.json(Data(InventedIsland.branches.utf8))
            let branches: [String] = try await node.door.ask(
                DoorRequest("POST", "outlines", query: [("kind", "branch")], body: borders))
            let added: PostcodesAnswer = try await node.door.ask(
                DoorRequest("POST", "postcodes", body: .file(path: list, type: "text/csv")))
            if let hall = InventedIsland.halls[node.chapter.directory] {
                let place = HallPlace(
                    place: node.chapter.hall, latitude: hall.latitude, longitude: hall.longitude)
                let _: DoneAnswer = try await node.door.ask(
                    DoorRequest(
                        "PUT", "meeting-places", body: .json(try JSONEncoder().encode(place))))
            }
            tell(
                "  \(node.short): \(branches.count) branches, \(added.placed) people on the map.")
        }
    }
}

/// What the story tells of points that were added.
private struct PostcodesAnswer: Decodable, Sendable {
    let placed: Int
}

/// Where a chapter meets.
private struct HallPlace: Encodable {
    let place: String
    let latitude: Double
    let longitude: Double
}
