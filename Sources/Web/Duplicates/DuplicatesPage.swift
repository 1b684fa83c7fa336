import Chapter

/// Contacts who may be one, and what was decided about them.
struct DuplicatesPage: Page {
    /// A part of the queue to choose.
    struct Choice: Sendable {
        let name: String
        let address: String
        let isHere: Bool
    }

    static let template = "duplicates-list"
    let frame: Frame
    let t: Wording
    let title: String
    let tabs: PeopleTabs
    let states: [Choice]
    let reasons: [Choice]
    let hasReasons: Bool
    let pairs: [DuplicateRow]
    let hasPairs: Bool
    let isOpen: Bool
    let emptyHeading: String
    let emptySentence: String
    let next: String?
    /// What a decision carries, so that it comes back here.
    let state: String
    let reason: String
}

extension DuplicatesPage {
    init(
        _ frame: Frame, _ words: Wording, _ page: DuplicateQueue.Page, _ question: DuplicateQueue,
        viewer: Viewer, isLooking: Bool, goesOn: Bool
    ) {
        self.frame = frame
        t = words
        title = words.say("duplicates_title")
        tabs = PeopleTabs(.duplicates, viewer, words)
        let chosen = question.reason
        states = DecideDuplicate.Decision.allCases.map { decision in
            let count = page.counts[decision] ?? 0
            return Choice(
                name: "\(words.say("duplicates_state_\(decision.code)")) \(words.number(count))",
                address: Self.address(decision, chosen), isHere: decision == question.decision)
        }
        let offered: [DuplicateReason?] = [
            nil, .sameEmail, .samePhone, .sameName, .similarName, .sameBirthDate, .sameHome,
        ]
        reasons = offered.map { reason in
            Choice(
                name: reason.map { words.reason($0) } ?? words.say("duplicates_any_reason"),
                address: Self.address(question.decision, reason), isHere: reason == chosen)
        }
        hasReasons = (page.counts[question.decision] ?? 0) > 0
        pairs = page.pairs.enumerated().map { place, pair in
            DuplicateRow(pair, page.sets, isNext: goesOn && place == 0, words)
        }
        isOpen = question.decision == .open
        hasPairs = !pairs.isEmpty
        // Whoever has just brought a list in must not read that nobody is here twice.
        let waits = isLooking && isOpen
        emptyHeading = words.say(
            waits ? "duplicates_looking" : "duplicates_none_\(question.decision.code)")
        emptySentence = words.say(waits ? "duplicates_looking_how" : "duplicates_none_how")
        next = page.next.map {
            "\(Self.address(question.decision, chosen))&after=\($0)"
        }
        state = question.decision.code
        reason = chosen.map(\.code) ?? ""
    }

    /// The address of a part of the queue.
    static func address(_ decision: DecideDuplicate.Decision, _ reason: DuplicateReason?)
        -> String
    {
        "/people/duplicates?state=\(decision.code)" + (reason.map { "&reason=\($0.code)" } ?? "")
    }
}

extension DecideDuplicate.Decision {
    /// The decision in an address and in the name of a message.
    var code: String { rawValue.replacing(" ", with: "_") }

    /// Reads a code.
    init?(code: String) { self.init(rawValue: code.replacing("_", with: " ")) }
}

extension DuplicateReason {
    /// The reason in an address.
    var code: String { rawValue.replacing(" ", with: "_") }

    /// Reads a code.
    init?(code: String) { self.init(rawValue: code.replacing("_", with: " ")) }
}
