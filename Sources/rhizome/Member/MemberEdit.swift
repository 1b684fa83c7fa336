import ArgumentParser
import Node
import Web

/// Changes a person's record.
struct MemberEdit: Command {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change what is kept about a person.",
        discussion: """
            Fields are named as member show names them: --set name="Ana Luz" --set pronouns=she/her. \
            An empty value takes a field away. Lists such as --email replace what was there.
            """)

    @Argument(help: "The person's number.")
    var member: String

    @Option(name: .customLong("set"), help: "FIELD=VALUE.")
    var changes: [String] = []

    @Option(name: .customLong("email"), help: "All e-mail addresses from now on.")
    var emails: [String] = []

    @Option(name: .customLong("phone"), help: "All phone numbers from now on.")
    var phones: [String] = []

    @Option(name: .customLong("interest"), help: "All interests from now on.")
    var interests: [String] = []

    @Option(name: .customLong("skill"), help: "All skills from now on.")
    var skills: [String] = []

    @Option(name: .customLong("tag"), help: "A tag to add.")
    var tags: [String] = []

    @Option(name: .customLong("untag"), help: "A tag to take away.")
    var untags: [String] = []

    @Option(name: .customLong("own"), help: "A field of the chapter's own: CODE=VALUE.")
    var own: [String] = []

    @Option(help: "Why, for the history.")
    var why: String?

    @Flag(help: "Keep phone numbers that cannot be one in their country.")
    var phonesAsTyped = false

    @OptionGroup var globals: Globals

    func validate() throws {
        guard changes.allSatisfy({ $0.contains("=") }) else {
            throw ValidationError("--set is written like --set pronouns=she/her.")
        }
        try OwnValues.check(own)
        let lists = [emails, phones, interests, skills, tags, untags, own]
        guard !changes.isEmpty || lists.contains(where: { !$0.isEmpty }) else {
            throw ValidationError("Say what changes, for instance with --set name=\"Ana Luz\".")
        }
    }

    func perform(through door: any Door) async throws -> MemberIDAnswer {
        var fields: [String: Field?] = ["why": why.field, "ownFields": OwnValues.field(own)]
        if phonesAsTyped { fields["phonesAsTyped"] = .flag(true) }
        for change in changes {
            let parts = change.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            fields[String(parts[0])] = .text(String(parts[1]))
        }
        for (name, list) in [
            ("emails", emails), ("phones", phones), ("interests", interests), ("skills", skills),
            ("addTags", tags), ("removeTags", untags),
        ] where !list.isEmpty { fields[name] = .texts(list) }
        return try await door.ask(.send("PATCH", "members/\(escaped(member))", fields))
    }

    func words(_ answer: MemberIDAnswer) -> String { "Changed person \(answer.memberID)." }
}
