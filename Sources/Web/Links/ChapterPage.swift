import Chapter
import Federation

/// One linked chapter.
struct ChapterPage: Page {
    /// How much it has shared of one kind.
    struct Shared: Sendable {
        let text: String
        let address: String?
    }

    /// What technical people want to know of it.
    struct Details: Sendable {
        let chapter: String
        let weHave: UInt64
        let theyWrote: UInt64
        let theyHave: UInt64
        let ownSeq: UInt64
        let events: String
    }

    static let template = "chapters-chapter"
    let frame: Frame
    let t: Wording
    let link: ShownLink
    /// What is to be known of a chapter that has written two histories.
    let forked: String?
    /// What is to be known of a second history that changes nothing.
    let withstood: String?
    let lead: String?
    let shared: [Shared]
    let broughtIn: String?
    /// How many have vouched for a candidate, in words; nil for a chapter that belongs.
    let vouched: String?
    /// Where this chapter vouches for it, if it can.
    let vouch: String?
    let vouchButton: String
    /// Where it can be blocked, or the block be taken back.
    let block: String?
    let blockTitle: String
    let blockSentence: String
    let unblock: String?
    let unblockTitle: String
    /// Where the six words are.
    let confirm: String?
    let details: Details?
}

/// Everything of one kind that a chapter has shared.
struct SharedPage: Page {
    /// One thing.
    struct Thing: Sendable {
        let title: String
        let address: String
        let when: String
        let whole: String
    }

    static let template = "chapters-shared"
    let frame: Frame
    let t: Wording
    let title: String
    let chapter: String
    let chapterAddress: String
    let hasThings: Bool
    let things: [Thing]
    let icon: String
    /// Where the older ones are; nil at the end.
    let next: String?
}
