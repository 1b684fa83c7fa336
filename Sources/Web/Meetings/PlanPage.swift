import Chapter
import Federation
import Foundation

/// Planning a meeting, or changing one.
struct PlanPage: Page {
    /// A choice of who sees it.
    struct Choice: Sendable {
        let word: String
        let name: String
        let explanation: String
        let isChosen: Bool
    }

    /// What is different now from what was filled in.
    struct Difference: Sendable {
        let name: String
        let theirs: String
    }

    /// Somebody else changed it meanwhile.
    struct Conflict: Sendable {
        let sentence: String
        let differences: [Difference]
    }

    static let template = "meetings-plan"
    let frame: Frame
    let t: Wording
    let heading: String
    let action: String
    let back: String
    let button: String
    let version: String
    let conflict: Conflict?
    let problems: Problems
    let name: Field
    let date: Field
    let from: Field
    let to: Field
    let last: Field
    let zone: ZoneField
    let place: Field
    let link: Field
    let choices: [Choice]
    let agenda: Field
    let quorum: Field
    let isShare: Bool
    let isShared: Bool
}

extension PlanPage {
    init(
        _ entered: EnteredPlan, frame: Frame, heading: String, action: String, back: String,
        button: String, linked: Int, members: Int, conflict: Conflict? = nil,
        problems: [Problem], _ words: Wording
    ) {
        self.frame = frame
        t = words
        self.heading = heading
        self.action = action
        self.back = back
        self.button = button
        self.conflict = conflict
        self.problems = Problems(problems, words)
        version = String(entered.version)
        func field(
            _ name: String, _ value: String, help: Bool = false, type: String = "text",
            lines: Int? = nil, isRequired: Bool = false
        ) -> Field {
            Field(
                name, label: words.say("meeting_field_\(name)"), value: value,
                help: help ? words.say("meeting_help_\(name)") : nil, type: type, lines: lines,
                isRequired: isRequired, problems: problems)
        }
        name = field("title", entered.title, isRequired: true)
        date = field("date", entered.day, type: "date", isRequired: true)
        from = field("from", entered.from, type: "time", isRequired: true)
        to = field("to", entered.to, type: "time", isRequired: true)
        last = field("last", entered.lastDay, help: true, type: "date")
        place = field("place", entered.place)
        link = field("link", entered.onlineLink, help: true, type: "url")
        agenda = field("agenda", entered.agenda, help: true, lines: 6)
        quorum = field("quorum", entered.quorum, help: true, type: "text")
        isShare = entered.isShare
        isShared = entered.audience.isShared
        zone = ZoneField(
            entered.zone, help: words.say("meeting_help_zone"), problems: problems, words)
        choices = [
            Choice(
                word: "chapter", name: words.say("meeting_chip_chapter"),
                explanation: words.count("meeting_for_chapter", members),
                isChosen: entered.audience == .chapter),
            Choice(
                word: "linked", name: words.say("meeting_chip_linked"),
                explanation: words.count("meeting_for_linked", linked),
                isChosen: entered.audience == .linked),
            Choice(
                word: "public", name: words.say("meeting_chip_public"),
                explanation: words.say("meeting_for_public"),
                isChosen: entered.audience == .public),
        ]
    }
}

/// Cancelling a meeting, with a reason.
struct CancelPage: Page {
    static let template = "meetings-cancel"
    let frame: Frame
    let t: Wording
    let title: String
    let when: String
    let address: String
    let consequence: String
    let reason: Field
    let problems: Problems
}
