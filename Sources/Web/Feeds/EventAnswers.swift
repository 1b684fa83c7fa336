/// The header of a stored event.
public struct EventAnswer: Codable, Hashable, Sendable {
    /// The event, 64 hexadecimal digits.
    public var eventID: String
    /// Who wrote it.
    public var chapterID: String
    /// The author's epoch.
    public var epoch: UInt32
    /// Its place in the feed, from 1.
    public var seq: UInt64
    /// The id of the event before it.
    public var previous: String
    /// What the author's clock said.
    public var time: Moment
    /// The number of its kind.
    public var kind: UInt32
    /// The name of its kind, such as `meeting scheduled`; `unknown` if this program has none.
    public var name: String
    /// The bytes of its body.
    public var size: Int

    /// Collects a header.
    public init(
        eventID: String, chapterID: String, epoch: UInt32, seq: UInt64, previous: String,
        time: Moment, kind: UInt32, name: String, size: Int
    ) {
        self.eventID = eventID
        self.chapterID = chapterID
        self.epoch = epoch
        self.seq = seq
        self.previous = previous
        self.time = time
        self.kind = kind
        self.name = name
        self.size = size
    }
}

/// An event with what it says.
public struct EventDetailAnswer: Codable, Hashable, Sendable {
    /// The header.
    public var header: EventAnswer
    /// The payload in hexadecimal digits, as received.
    public var payload: String
    /// The payload in words, as the Protocol Buffers text format; null for an unknown kind.
    @Nullable public var text: String?
    /// Why it changed no table; null if it did.
    @Nullable public var void: String?
    /// The signature stored with it in hexadecimal digits; null inside a run.
    @Nullable public var signature: String?

    /// Collects an event.
    public init(
        header: EventAnswer, payload: String, text: String?, void: String?, signature: String?
    ) {
        self.header = header
        self.payload = payload
        self.text = text
        self.void = void
        self.signature = signature
    }
}

/// What checking every stored feed again has found.
public struct FeedsVerdictAnswer: Codable, Hashable, Sendable {
    /// Whether nothing is wrong.
    public var valid: Bool
    /// How many feeds were checked.
    public var feeds: Int
    /// How many events were checked.
    public var events: Int
    /// One sentence for each thing that is wrong.
    public var findings: [String]

    /// Collects a verdict; it is valid if there are no findings.
    public init(feeds: Int, events: Int, findings: [String]) {
        valid = findings.isEmpty
        self.feeds = feeds
        self.events = events
        self.findings = findings
    }
}

/// The chapter signs with a new key.
public struct KeyChangeAnswer: Codable, Hashable, Sendable {
    /// The chapter, 64 hexadecimal digits.
    public var chapterID: String
    /// The epoch of its feed.
    public var epoch: UInt32
    /// The last event that the old key has signed.
    public var seq: UInt64
    /// How often the key can be changed again before the root key is needed.
    public var left: Int

    /// Collects what has happened.
    public init(chapterID: String, epoch: UInt32, seq: UInt64, left: Int) {
        self.chapterID = chapterID
        self.epoch = epoch
        self.seq = seq
        self.left = left
    }
}
