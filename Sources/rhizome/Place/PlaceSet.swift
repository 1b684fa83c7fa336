import ArgumentParser
import Foundation
import Node
import Web

/// Sets the point of a contact's address.
struct PlaceSet: Command {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Set the point of a contact's first address.",
        discussion: "Everybody with the same address is there too.")

    @Argument(help: "The contact's number.")
    var member: String

    @OptionGroup var degrees: Degrees

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> PersonPlaceAnswer {
        let point = SentPoint(latitude: degrees.latitude, longitude: degrees.longitude)
        return try await door.ask(
            DoorRequest(
                "PUT", "members/\(escaped(member))/place",
                body: .json(try JSONEncoder().encode(point))))
    }

    func words(_ answer: PersonPlaceAnswer) -> String { "Contact \(member) is on the map." }
}

/// Forgets the point of a contact's address.
struct PlaceForget: Command {
    static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Forget the point that was set for an address.",
        discussion: "A point that follows from the postcode counts again.")

    @Argument(help: "The contact's number.")
    var member: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> PersonPlaceAnswer {
        try await door.ask(DoorRequest("DELETE", "members/\(escaped(member))/place"))
    }

    func words(_ answer: PersonPlaceAnswer) -> String {
        answer.latitude == nil
            ? "Contact \(member) is no longer on the map."
            : "Contact \(member) is where the postcode is."
    }
}
