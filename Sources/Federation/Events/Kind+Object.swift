extension Kind {
    /// The meeting, group, post or ballot that a payload of this kind is about, where its author
    /// has made it; nil for other kinds and for what cannot be read.
    public func object(of payload: [UInt8], by chapter: ChapterID) -> ObjectID? {
        func made(_ nonce: [UInt8]?) -> ObjectID? {
            nonce.map { ObjectID(chapter: chapter, nonce: $0) }
        }
        return switch self {
        case .meetingScheduled: made((try? MeetingScheduled(payload: payload))?.nonce)
        case .meetingCancelled: (try? MeetingCancelled(payload: payload))?.meeting
        case .meetingCounted: (try? MeetingCounted(payload: payload))?.meeting
        case .groupFounded: made((try? GroupFounded(payload: payload))?.nonce)
        case .groupPosted: made((try? GroupPosted(payload: payload))?.nonce)
        case .ballotAnnounced: made((try? BallotAnnounced(payload: payload))?.nonce)
        case .ballotOpened: (try? BallotOpened(payload: payload))?.ballot
        case .ballotClosed: (try? BallotClosed(payload: payload))?.ballot
        case .ballotCancelled: (try? BallotCancelled(payload: payload))?.ballot
        default: nil
        }
    }

    /// The kinds that say all about a thing, so that what was said before of it counts no more.
    public var isWholeState: Bool { self == .meetingScheduled }

    /// The kinds of which `object` can tell what they are about.
    public static let aboutObjects: Set<Kind> = [
        .meetingScheduled, .meetingCancelled, .meetingCounted, .groupFounded, .groupPosted,
        .ballotAnnounced, .ballotOpened, .ballotClosed, .ballotCancelled,
    ]
}
