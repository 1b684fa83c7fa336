import Chapter

/// How many are here and how many it takes, in words ready to print.
///
/// The partial `meetings-presence` shows it; scripts read the same as JSON and put it in its place.
struct PresencePart: Sendable, Encodable {
    /// The large number.
    let count: String
    /// What stands beside it: “here, 62 needed”.
    let base: String
    /// Whether it is enough, in words; nil where nothing is needed.
    let state: String?
    /// `ok` or `warn`.
    let kind: String?
    /// The name of the icon beside it.
    let icon: String?
    /// How far the meter is filled, and where its mark stands.
    let width: String?
    let mark: String?
    /// The meter in words.
    let label: String?
    /// Who else is here.
    let detail: String
    /// Where scripts read it anew; nil where it changes no more.
    let poll: String?

    /// The mark stands at four fifths unless more have come than that.
    private static let headroom = 1.25

    init(_ presence: MeetingPresence, _ words: Wording, poll: String?) {
        self.poll = poll
        guard let needed = presence.needed else {
            count = words.number(presence.here)
            base = words.say("meeting_here")
            (state, kind, icon, width, mark, label) = (nil, nil, nil, nil, nil, nil)
            detail = words.say(
                "meeting_here_of",
                [
                    "members": words.count("meeting_members", presence.members),
                    "others": words.count("meeting_guests", presence.others),
                ])
            return
        }
        count = words.number(presence.members)
        base = words.say("meeting_here_needed", ["needed": words.number(needed)])
        let isEnough = presence.missing == 0
        state =
            isEnough ? words.say("meeting_quorate") : words.count("meeting_to_go", presence.missing)
        kind = isEnough ? "ok" : "warn"
        icon = isEnough ? "check" : "clock"
        let scale = max(Double(needed) * Self.headroom, Double(presence.members))
        width = Self.percent(Double(presence.members) / scale)
        mark = Self.percent(Double(needed) / scale)
        label = words.say(
            "meeting_meter",
            ["here": words.number(presence.members), "needed": words.number(needed)])
        detail =
            presence.others == 0
            ? words.count(
                "meeting_of_members", presence.base, ["needed": words.number(needed)])
            : words.count("meeting_not_counted", presence.others)
    }

    /// A share as the width of a part of a picture.
    static func percent(_ share: Double) -> String {
        "\((min(1, max(0, share)) * 1000).rounded() / 10)%"
    }
}
