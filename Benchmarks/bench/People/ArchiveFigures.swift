import Chapter
import Feeds
import Foundation
import Node

/// How long the complete archive of the chapter takes to write, and to read into a new chapter.
func measureArchive(
    _ people: InventedPeople, in workspace: Workspace, _ figures: inout [Figure]
) async throws {
    let path = workspace.path("archive.zip")
    let size = "of \(people.count)"
    let writing = try await seconds {
        _ = try await people.chapter.writeArchive(
            to: path, as: .operator, at: systemClock()
        ).get()
    }
    figures.append(
        Figure(name: "archive \(size), written", value: writing, unit: "s", goal: "-"))
    let database = try workspace.database()
    let other = Chapter(feeds: Feeds(database: database, author: try newAuthor()))
    let reading = try await seconds {
        _ = try await other.perform(
            ReadArchive(.file(path: path)), as: .operator, at: systemClock()
        ).get()
    }
    figures.append(
        Figure(name: "archive \(size), read", value: reading, unit: "s", goal: "-"))
    let bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
    figures.append(
        Figure(
            name: "archive \(size)", value: (bytes?.doubleValue ?? 0) / 1_048_576, unit: "MiB",
            goal: "-"))
    try FileManager.default.removeItem(atPath: path)
    try workspace.remove(database)
}
