import ArgumentParser
import Node
import Web

/// Makes a chapter.
struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a chapter in a data directory.")

    @Option(help: "The chapter's name.")
    var name: String

    @Option(
        help: "What kind of organization it is: \(NewChapter.profiles.joined(separator: ", ")).")
    var profile: String

    @Option(help: "Its first coordinator, as \"NAME <MAIL>\".")
    var coordinator: String

    @Option(
        help: """
            The time zone in which it meets and votes, such as Europe/Lisbon; without one that of \
            this computer.
            """)
    var timeZone: String?

    @OptionGroup var globals: Globals

    func validate() throws {
        _ = try person()
        guard NewChapter.profiles.contains(profile) else {
            throw ValidationError(
                "--profile is one of \(NewChapter.profiles.joined(separator: ", ")).")
        }
    }

    func run() async throws {
        let person = try person()
        let report = try await initialize(
            InitOptions(
                directory: globals.directory, name: name, profile: profile,
                coordinatorName: person.name, coordinatorMail: person.mail,
                timeZone: timeZone))
        if globals.json {
            try Output.print(json: report)
            return
        }
        Output.print(
            """
            The chapter \(Plain.line(name)) lives in \(report.dataDirectory).
            Its id is \(report.chapterID).
            Start its node with: rhizome --data \(report.dataDirectory) serve
            """)
    }

    /// The coordinator as a name and a mail address.
    func person() throws -> (name: String, mail: String) { try Self.person(coordinator) }

    /// A name and a mail address, as in `NAME <MAIL>`.
    @Sendable
    static func person(_ coordinator: String) throws -> (name: String, mail: String) {
        let wrong = ValidationError(
            "--coordinator is written like \"Alice Moreau <alice@tenants.example>\".")
        guard coordinator.last == ">", let open = coordinator.lastIndex(of: "<") else {
            throw wrong
        }
        let name = coordinator[..<open].trimmed
        let mail = coordinator[coordinator.index(after: open)...].dropLast().trimmed
        guard !name.isEmpty, mail.contains("@") else { throw wrong }
        return (name, mail)
    }
}

extension StringProtocol {
    /// The text without spaces at its ends.
    var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
