/// Whom a meeting is for.
public enum Audience: String, CaseIterable, Hashable, Sendable {
    /// This chapter's people alone: no event tells anybody else.
    case chapter
    /// The people of all linked chapters.
    case linked
    /// Everyone.
    case `public`

    /// Whether the linked chapters hear of it.
    public var isShared: Bool { self != .chapter }
}
