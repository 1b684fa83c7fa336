import ArgumentParser
import Node
import Web

/// Adds a person.
struct MemberAdd: Command {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a person to the chapter's database.")

    @Option(help: "The name they go by.")
    var name: String

    @Option(name: .customLong("email"), help: "An e-mail address; the first one comes first.")
    var emails: [String] = []

    @Option(name: .customLong("phone"), help: "A phone number; the first one comes first.")
    var phones: [String] = []

    @Option(name: .customLong("interest"), help: "Something they care about.")
    var interests: [String] = []

    @Option(name: .customLong("skill"), help: "Something they can do.")
    var skills: [String] = []

    @Option(name: .customLong("tag"), help: "A tag.")
    var tags: [String] = []

    @Option(name: .customLong("own"), help: "A field of the chapter's own: CODE=VALUE.")
    var own: [String] = []

    @Option(help: "contact, supporter or member.")
    var status: String?

    @Flag(help: "Add them even if somebody else has the same e-mail address.")
    var allowDuplicate = false

    @Flag(help: "Keep phone numbers that cannot be one in their country.")
    var phonesAsTyped = false

    @OptionGroup var globals: Globals

    func validate() throws { try OwnValues.check(own) }

    func perform(through door: any Door) async throws -> MemberIDAnswer {
        try await door.ask(
            .send(
                "POST", "members",
                [
                    "name": .text(name), "emails": .texts(emails), "phones": .texts(phones),
                    "interests": .texts(interests), "skills": .texts(skills),
                    "tags": .texts(tags),
                    "ownFields": OwnValues.field(own), "status": status.field,
                    "allowDuplicate": .flag(allowDuplicate),
                    "phonesAsTyped": .flag(phonesAsTyped),
                ]))
    }

    func words(_ answer: MemberIDAnswer) -> String {
        let added = "Added \(Plain.line(name)) as person \(answer.memberID)."
        guard let same = answer.possibleDuplicates, !same.isEmpty else { return added }
        return added
            + " Perhaps the same as \(same.map { "person \($0)" }.joined(separator: ", "))."
    }
}
