import Chapter
import Federation
import Foundation

/// A linked chapter in words.
struct ShownLink: Sendable {
    /// A node that was not heard for so long is late, in milliseconds: a day.
    static let lateAfter: Int64 = 24 * 3_600_000

    let chapter: String
    let address: String
    let name: String
    let face: String
    /// “2 minutes ago”, with the whole date for its title.
    let heard: String
    let heardTitle: String?
    /// “everything”, “all but 3”.
    let theyHave: String
    let weHave: String
    /// How it stands, with the class and the icon of its chip.
    let state: String
    let chip: String?
    let icon: String
    /// Whether its node has not been heard for a day or longer.
    let isLate: Bool
    /// How many meetings it has shared, and where they are listed; nil for none.
    let meetings: Int
    let meetingsAddress: String?

    /// `ownSeq` is how much there is of ours.
    init(
        _ link: LinkAnswer, counts: SharedCounts?, ownSeq: UInt64, at now: Timestamp,
        _ words: Wording
    ) {
        chapter = link.chapterID
        address = "/chapters/\(link.chapterID)"
        name = link.name
        face = initials(of: link.name)
        heard = link.heard(at: now, words)
        heardTitle = link.lastHeard.map { words.whole($0.timestamp) }
        let none = words.say("chapters_nothing_yet")
        theyHave = link.theyHave > 0 ? words.held(link.theyHave, of: ownSeq) : none
        weHave = link.weHave > 0 ? words.held(link.weHave, of: link.theyWrote) : none
        isLate = link.isLate(at: now)
        (state, chip, icon) = Self.state(link, isLate: isLate, words)
        meetings = counts?.meetings ?? 0
        meetingsAddress = meetings > 0 ? "\(address)/meetings" : nil
    }

    private static func state(_ link: LinkAnswer, isLate: Bool, _ words: Wording)
        -> (String, String?, String)
    {
        switch link.state {
        case .connected: (words.say("chapters_state_connected"), "ok", "check")
        case .unreachable where link.lastHeard == nil:
            (words.say("chapters_state_first"), "info", "clock")
        case .unreachable where isLate: (words.say("chapters_state_late"), "warn", "clock")
        case .unreachable: (words.say("chapters_state_away"), nil, "clock")
        case .blocked: (words.say("chapters_state_blocked"), "bad", "block")
        case .left: (words.say("chapters_state_left"), nil, "leave")
        case .unconfirmed: (words.say("chapters_state_unconfirmed"), "warn", "help")
        case .waiting where link.words == nil:
            (words.say("chapters_state_candidate"), "info", "clock")
        case .waiting: (words.say("chapters_state_waiting"), "info", "clock")
        }
    }
}

extension LinkAnswer {
    /// Whether it is linked and was not heard for a day or longer, or never.
    func isLate(at now: Timestamp) -> Bool {
        state == .unreachable
            && (lastHeard.map { now - $0.timestamp >= ShownLink.lateAfter } ?? true)
    }

    /// When its node was last heard, in words.
    func heard(at now: Timestamp, _ words: Wording) -> String {
        lastHeard.map { words.relative($0.timestamp, to: now) } ?? words.say("chapters_never")
    }
}

extension Wording {
    /// How much of something is held.
    fileprivate func held(_ part: UInt64, of whole: UInt64) -> String {
        if part == 0, whole > 0 { return say("chapters_nothing_yet") }
        if part >= whole { return say("chapters_everything") }
        return count("chapters_all_but", Int(clamping: whole - part))
    }
}
