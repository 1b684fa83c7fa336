public import Federation
public import Foundation

/// Something that happened with one contact, or is to happen.
public struct TimelineEntry: Hashable, Sendable {
    /// What kind of thing it is.
    public enum Kind: Hashable, Sendable {
        /// A note, a call, a letter, a task: done, to be done, or removed since.
        case interaction(Interaction)
        /// Changes of the record by one act, in their order.
        case changes([HistoryEntry])
        /// What lets them in was sent or handed to them.
        case letIn(HistoryEntry)
        /// They came to a meeting, which began at a moment in a zone.
        case came(ObjectID, title: String, start: Timestamp, zone: TimeZone)
        /// They answered an invitation to a meeting.
        case answered(ObjectID, title: String, RSVP)
        /// A period of a membership began, which runs until a day, or open.
        case membership(String, from: String, until: String?)
        /// A period of a membership ended before its time.
        case membershipEnded(String, on: String, movedTo: String?, why: String?)
        /// Another contact was merged into this one; whoever did it, and whether it was taken back.
        case merged(String, by: Interaction.Actor, why: String?, isUndone: Bool)
    }

    /// When; of a period of membership, the beginning of its day.
    public let at: Timestamp
    /// What.
    public let kind: Kind
    /// Where it is in the timeline.
    public let position: TimelinePosition
    /// Whose timeline it is.
    let member: MemberID

    /// Which of the three questions it answers: at least one.
    public var filters: Set<TimelineFilter> {
        switch kind {
        case .interaction(let interaction): [TimelineFilter(interaction.side)]
        case .changes(let lines):
            lines.first?.actor == member.description ? [.whoAreYou, .theyToldUs] : [.whoAreYou]
        case .letIn: [.weToldThem]
        case .came: [.whoAreYou]
        case .answered: [.theyToldUs]
        case .membership, .membershipEnded, .merged: [.whoAreYou]
        }
    }
}

/// What of a timeline to show: one of its three questions, or all of it.
public enum TimelineFilter: String, CaseIterable, Hashable, Sendable {
    /// All of it.
    case everything
    /// Who are you: what we know of them.
    case whoAreYou = "who"
    /// What did we tell you.
    case weToldThem = "us"
    /// What did you tell us.
    case theyToldUs = "them"

    /// The question that a side of an interaction answers.
    init(_ side: InteractionSide) {
        switch side {
        case .us: self = .weToldThem
        case .them: self = .theyToldUs
        case .about: self = .whoAreYou
        }
    }

    /// The sides of interactions that it shows.
    var sides: [InteractionSide] {
        InteractionSide.allCases.filter { self == .everything || TimelineFilter($0) == self }
    }
}
