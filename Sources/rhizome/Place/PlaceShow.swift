import ArgumentParser
import Node
import Web

/// Shows where a contact is.
struct PlaceShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show where a contact's first address is.")

    @Argument(help: "The contact's number.")
    var member: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> PersonPlaceAnswer {
        try await door.ask(.get("members/\(escaped(member))/place"))
    }

    func words(_ answer: PersonPlaceAnswer) -> String {
        let address = answer.address.map(Plain.line).joined(separator: ", ")
        guard let latitude = answer.latitude, let longitude = answer.longitude else {
            return address.isEmpty
                ? "Contact \(member) has no address." : "\(address): not on the map."
        }
        let source =
            switch answer.source {
            case "by hand": ", set by hand"
            case "postcode": ", by the postcode"
            case "import": ", from a list"
            default: ""
            }
        let branch = answer.branch.map { ", in \(Plain.line($0))" } ?? ""
        return "\(address): \(latitude), \(longitude)\(source)\(branch)."
    }
}
