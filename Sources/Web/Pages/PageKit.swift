/// What every page is made with, read once at start-up.
public struct PageKit: Sendable {
    let templates: Templates
    let files: StaticFiles
    let catalogue: Catalogue

    /// Reads everything that comes with the program; throws in words where something is missing.
    public init() throws {
        templates = try Templates.ofProgram()
        files = try StaticFiles.ofProgram()
        catalogue = try Catalogue.ofProgram()
    }

    /// For the control entrance, which serves no pages: a command on a node that does not run need
    /// not read what only they use.
    public static let none = PageKit(
        templates: Templates(), files: StaticFiles(files: [:], addresses: [:]),
        catalogue: Catalogue(messages: [:], sentences: [:]))

    private init(templates: Templates, files: StaticFiles, catalogue: Catalogue) {
        self.templates = templates
        self.files = files
        self.catalogue = catalogue
    }
}
