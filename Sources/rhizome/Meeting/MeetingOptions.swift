import ArgumentParser

/// What may be said of a meeting both when it is planned and when it is changed.
struct MeetingOptions: ParsableArguments {
    @Option(help: "Where it is.")
    var place: String?

    @Option(help: "Where it is online, an https address.")
    var onlineLink: String?

    @Option(help: "What it is about.")
    var agenda: String?

    @Option(help: "chapter (only ours), linked (linked chapters too) or public.")
    var audience: String?

    /// What was named, and with it these fields of the command's own.
    func fields(_ others: [String: Field?]) -> [String: Field?] {
        [
            "place": place.field, "onlineLink": onlineLink.field, "agenda": agenda.field,
            "audience": audience.field,
        ].merging(others) { _, other in other }
    }
}
