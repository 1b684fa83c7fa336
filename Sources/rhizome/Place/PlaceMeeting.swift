import ArgumentParser
import Foundation
import Node
import Web

/// Says where a place of meetings is.
struct PlaceMeeting: Command {
    static let configuration = CommandConfiguration(
        commandName: "meeting", abstract: "Say where a place of meetings is.",
        discussion: "Without degrees it is forgotten. Nothing that is shared changes.")

    @Argument(help: "The place as meetings call it.")
    var place: String

    @Option(parsing: .unconditional, help: "Degrees north; south is negative.")
    var latitude: Double?

    @Option(parsing: .unconditional, help: "Degrees east; west is negative.")
    var longitude: Double?

    @OptionGroup var globals: Globals

    func validate() throws {
        guard (latitude == nil) == (longitude == nil) else {
            throw ValidationError("Give both --latitude and --longitude, or neither.")
        }
    }

    func perform(through door: any Door) async throws -> DoneAnswer {
        let sent = SentPoint(place: place, latitude: latitude, longitude: longitude)
        return try await door.ask(
            DoorRequest("PUT", "meeting-places", body: .json(try JSONEncoder().encode(sent))))
    }

    func words(_ answer: DoneAnswer) -> String {
        latitude == nil
            ? "\(Plain.line(place)) is no longer on the map."
            : "\(Plain.line(place)) is on the map."
    }
}
