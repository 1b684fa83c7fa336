import ArgumentParser

/// Points on the map: where contacts and meetings are.
struct Place: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "place", abstract: "Points on the chapter's map.",
        subcommands: [
            PlaceShow.self, PlaceSet.self, PlaceForget.self, PlacePostcodes.self,
            PlaceMeeting.self,
        ])
}

/// Degrees of WGS 84, as a telephone shows them.
struct Degrees: ParsableArguments {
    @Option(parsing: .unconditional, help: "Degrees north; south is negative.")
    var latitude: Double

    @Option(parsing: .unconditional, help: "Degrees east; west is negative.")
    var longitude: Double
}

/// A point that is sent.
struct SentPoint: Encodable {
    var place: String?
    var latitude: Double?
    var longitude: Double?
}
