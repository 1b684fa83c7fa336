import ArgumentParser

/// What was put in writing with contacts.
struct Agreement: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement", abstract: "Agreements: add, list, sign and check.",
        subcommands: [
            AgreementAdd.self, AgreementListing.self, AgreementSign.self, AgreementVerify.self,
        ])
}
