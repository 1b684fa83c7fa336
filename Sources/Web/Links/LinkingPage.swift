import Chapter
import Federation

/// Making an invitation, and the invitation once it is made.
struct InvitePage: Page {
    static let template = "chapters-invite"
    let frame: Frame
    let t: Wording
    let steps: Steps
    let problems: Problems
    /// The invitation; nil before it is made.
    let invitation: Invited?

    /// An invitation that was just made.
    struct Invited: Sendable {
        let text: String
        let until: String
        /// Where the other chapter's computer will knock.
        let leads: String
        /// Why it may not get there; nil if nothing speaks against it.
        let doubt: String?
        let qr: Picture?
    }

    /// A QR code with what it is.
    struct Picture: Sendable {
        let path: String
        let viewBox: String
        let label: String

        init?(_ text: String, label: String) {
            guard let code = QRCode(text) else { return nil }
            path = code.path
            viewBox = code.viewBox
            self.label = label
        }
    }
}

/// Taking up the other chapter's invitation.
struct AcceptPage: Page {
    static let template = "chapters-accept"
    let frame: Frame
    let t: Wording
    let steps: Steps
    let problems: Problems
    let invitation: Field
    /// Why this chapter cannot take up an invitation; nil if it can.
    let hindrance: String?
}

/// Waiting until somebody takes up the invitation.
struct WaitingPage: Page {
    static let template = "chapters-waiting"
    let frame: Frame
    let t: Wording
    let steps: Steps
}

/// Comparing the six words.
struct ConfirmPage: Page {
    /// One kind of thing with an example.
    struct Sample: Sendable {
        let icon: String
        let count: String
        let example: String?
        let rest: String?
    }

    static let template = "chapters-confirm"
    let frame: Frame
    let t: Wording
    let steps: Steps
    let chapter: String
    let title: String
    let how: String
    let words: [String]
    /// Whether this side has confirmed and waits for the other.
    let isWaiting: Bool
    /// That the other chapter is linked already and says that it has lost its computer; else nil.
    let returning: String?
    let waitingTitle: String
    let seen: [Sample]
    let kept: [Sample]
    let confirm: String
    let decline: String
}

extension ConfirmPage.Sample {
    /// What linked chapters will see.
    static func seen(_ own: OwnSharing, _ t: Wording) -> [ConfirmPage.Sample] {
        [
            seen("meetings", own.counts.meetings, own.meeting?.title, t),
            seen("groups", own.counts.groups, own.group?.title, t),
            seen("votes", own.counts.votes, own.vote?.title, t),
            ConfirmPage.Sample(
                icon: "chapters", count: t.say("chapters_seen_chapter"), example: nil, rest: nil),
        ]
    }

    /// One kind of what is shared: how many with the latest, or in general where there is none yet.
    private static func seen(_ kind: String, _ count: Int, _ example: String?, _ t: Wording)
        -> ConfirmPage.Sample
    {
        guard count > 0 else {
            return ConfirmPage.Sample(
                icon: kind, count: t.say("chapters_will_see_\(kind)"), example: nil, rest: nil)
        }
        return ConfirmPage.Sample(
            icon: kind, count: t.count("chapters_\(kind)", count), example: example,
            rest: t.say("chapters_seen_\(kind)"))
    }

    /// What they will never see.
    static func kept(_ own: OwnSharing, _ t: Wording) -> [ConfirmPage.Sample] {
        [
            ConfirmPage.Sample(
                icon: "lock", count: t.count("chapters_kept_people", own.people), example: nil,
                rest: nil),
            ConfirmPage.Sample(
                icon: "lock", count: t.say("chapters_kept_came"), example: nil, rest: nil),
            ConfirmPage.Sample(
                icon: "lock", count: t.say("chapters_kept_meetings"),
                example: own.keptMeeting?.title, rest: nil),
            ConfirmPage.Sample(
                icon: "lock", count: t.say("chapters_kept_votes"), example: nil, rest: nil),
        ]
    }
}

/// Leaving the federation.
struct LeavePage: Page {
    static let template = "chapters-leave"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let what: String
    let consequences: [String]
    let name: Field
    /// Whether there is a federation to leave.
    let isLinked: Bool
}
