/// What every page is made with, read once at start-up.
public struct PageKit: Sendable {
    let templates: Templates
    let files: StaticFiles
    let catalogue: Catalogue

    /// Reads everything that comes with the program; throws in words where something is missing.
    public init() throws {
        templates = try Templates()
        files = try StaticFiles()
        catalogue = try Catalogue()
    }
}
