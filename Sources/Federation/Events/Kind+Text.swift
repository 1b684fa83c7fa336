import SwiftProtobuf

extension Kind {
    /// What a payload of this kind says, in the Protocol Buffers text format; nil where the kind
    /// is not known or the payload is not of it.
    public func text(of payload: [UInt8]) -> String? {
        (try? message?.init(serializedBytes: payload))?.textFormatString()
    }

    private var message: (any SwiftProtobuf.Message.Type)? {
        switch self {
        case .feedOpened: WireFeedOpened.self
        case .nodeRecorded: WireNodeRecord.self
        case .chapterDescribed: WireChapterDescribed.self
        case .feedKeyChanged: WireKeyChange.self
        case .bodiesTakenBack: WireBodiesTakenBack.self
        case .checkpoint: WireCheckpoint.self
        case .headsWitnessed: WireHeadsWitnessed.self
        case .federationJoined: WireFederationJoined.self
        case .chapterEndorsed: WireChapterEndorsed.self
        case .federationLeft: WireFederationLeft.self
        case .vocabularyShared: WireVocabularyShared.self
        case .meetingScheduled: WireMeetingScheduled.self
        case .meetingCancelled: WireMeetingCancelled.self
        case .meetingCounted: WireMeetingCounted.self
        case .groupFounded: WireGroupFounded.self
        case .groupJoined: WireGroupJoined.self
        case .groupLeft: WireGroupLeft.self
        case .groupPosted: WireGroupPosted.self
        case .ballotAnnounced: WireBallotAnnounced.self
        case .ballotOpened: WireBallotOpened.self
        case .ballotPapersPublished: WireBallotPapersPublished.self
        case .ballotClosed: WireBallotClosed.self
        case .ballotRecounted: WireBallotRecounted.self
        case .ballotCancelled: WireBallotCancelled.self
        default: nil
        }
    }
}
