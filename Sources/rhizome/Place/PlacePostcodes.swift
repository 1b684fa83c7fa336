import ArgumentParser
import Node
import Web

/// What a list of postcodes did.
struct PostcodesAnswer: Codable {
    var added: Int
    var changed: Int
    var unchanged: Int
    var leftOut: Int
    var reasons: [String]
    var placed: Int
}

/// Adds points of postcodes.
struct PlacePostcodes: Command {
    static let configuration = CommandConfiguration(
        commandName: "postcodes", abstract: "Add a file of postcodes with their points.",
        discussion: "A CSV file with columns for the postcode, the latitude and the longitude.")

    @Argument(help: "The file.", completion: .file())
    var file: String

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> PostcodesAnswer {
        try await door.ask(
            DoorRequest("POST", "postcodes", body: .file(path: file, type: "text/csv")))
    }

    func words(_ answer: PostcodesAnswer) -> String {
        let counts =
            "\(answer.added) added, \(answer.changed) changed, \(answer.unchanged) as before, "
        let placed = "\(answer.leftOut) left out. \(answer.placed) contacts are on the map."
        return ([counts + placed] + answer.reasons.map(Plain.line)).joined(separator: "\n")
    }
}
