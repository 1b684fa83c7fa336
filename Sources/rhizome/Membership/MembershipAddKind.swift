import ArgumentParser
import Node
import Web

/// Adds a kind of membership.
struct MembershipAddKind: Command {
    static let configuration = CommandConfiguration(
        commandName: "add-kind", abstract: "Add a kind of membership.",
        discussion: """
            A rolling one runs so many months from the day it begins, a fixed one until the \
            membership year ends, an open one without an end. Days of a year are written as 07-01.
            """)

    @Option(help: "What it is called.")
    var name: String

    @Option(help: "rolling, fixed or open.")
    var period: String

    @Option(help: "How many months a rolling one runs.")
    var months: Int?

    @Option(help: "The first day of the year of a fixed one.")
    var yearStarts: String?

    @Option(help: "Who joins on this day or later is in until the end of the next year.")
    var rollover: String?

    @Option(help: "For how many days after its end it still counts.")
    var graceDays: Int?

    @Option(help: "Where it stands among the kinds.")
    var rank: Int?

    @OptionGroup var globals: Globals

    func perform(through door: any Door) async throws -> KindIDAnswer {
        try await door.ask(
            .send(
                "POST", "membership-kinds",
                [
                    "name": .text(name), "period": .text(period),
                    "months": months.map(Field.number),
                    "yearStarts": yearStarts.field, "rollover": rollover.field,
                    "graceDays": graceDays.map(Field.number), "rank": rank.map(Field.number),
                ]))
    }

    func words(_ answer: KindIDAnswer) -> String {
        "Added \(Plain.line(name)) as kind of membership \(answer.id)."
    }
}
