/// The bounds of the protocol.
///
/// Protocol/README.md, "Limits".
public enum Limits {
    /// The longest body of an event, salt included, in bytes.
    public static let bodyBytes = 64 * 1024
    /// The longest suffix of an event, in bytes.
    public static let suffixBytes = 512
    /// The most events that one event may name as its grounds.
    public static let deps = 8
    /// The last place that a feed can have: 2^63 - 1, so that every place is also a signed number.
    public static let lastSeq = UInt64(Int64.max)
    /// The last epoch that a chapter can open.
    public static let lastEpoch: UInt32 = 65_535
    /// The most changes of the feed key in one epoch; the next key takes the root key.
    public static let keyChanges = 8
    /// The longest core of a HELLO, in bytes.
    public static let helloBytes = 2048
    /// The longest core of an introduction, in bytes.
    public static let introductionBytes = 4096
    /// An invitation is shorter than this, in bytes.
    public static let invitationBytes = 2000
    /// The longest reason of a departure, in bytes of UTF-8.
    public static let departureReasonBytes = 1000
    /// The most events in a run.
    public static let runEvents = 512
    /// The most bytes of suffixes and bodies in a run.
    public static let runBytes = 256 * 1024
    /// The longest frame that a node takes.
    ///
    /// A run of the largest size fits with its overhead.
    public static let frameBytes = 1024 * 1024
    /// The salt in front of each payload, in bytes.
    public static let saltBytes = 16
    /// The longest name of a chapter, federation or person's handle, in bytes of UTF-8.
    public static let nameBytes = 200
    /// The most endpoints in a node record.
    public static let endpoints = 4
    /// The longest endpoint, in bytes.
    public static let endpointBytes = 255
    /// The most founders in a genesis.
    public static let founders = 16
    /// The most feeds in a Vector or Tips.
    public static let feeds = 4096
    /// The most feeds of which is kept how far one link has said to hold them.
    public static let positionsKept = 2 * feeds
    /// The most places that one `headsWitnessed` names.
    public static let witnessedPlaces = 256
    /// After so many events since its last checkpoint an author writes another one.
    public static let checkpointEvents: UInt64 = 1024
    /// The latest checkpoint after something was said, in milliseconds: 30 days.
    public static let checkpointTime: Int64 = 30 * 24 * 60 * 60 * 1000
    /// The most events that one proof is about.
    public static let provenEvents = 64
    /// The most ranges in one Get, positions in a Have, and feeds in a Graft or Prune.
    public static let ranges = 64
    /// The most ranges that wait on one link.
    public static let rangesWaiting = 4 * ranges
    /// The most events whose bodies one event takes back.
    public static let takenBack = 256
    /// How far another chapter's clock may pull ours ahead, in milliseconds.
    public static let clockPull: Int64 = 10 * 60 * 1000
}
