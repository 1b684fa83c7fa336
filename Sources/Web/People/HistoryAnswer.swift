import Chapter

/// One change of a person.
public struct HistoryAnswer: Codable, Hashable, Sendable {
    /// What a reversal names, a decimal number as text.
    public var changeID: String
    /// When.
    public var at: Moment
    /// The operator, or the id of whoever did it.
    public var actor: String
    /// What was done.
    public var act: String
    /// Which field.
    public var field: String
    /// The value before, or null.
    @Nullable public var old: String?
    /// The value after, or null.
    @Nullable public var new: String?
    /// The reason that was given, or null.
    @Nullable public var why: String?
    /// The import that did it, or null.
    @Nullable public var importID: String?
    /// From where: a kind of browser, `API`, `command line`, `import` or `this node`; null for what
    /// was written before that was kept.
    @Nullable public var device: String?
    /// All of it in one sentence.
    public var sentence: String

    init(_ entry: HistoryEntry) {
        changeID = String(entry.id)
        at = Moment(entry.at)
        actor = entry.actor
        act = entry.act
        field = entry.field
        old = entry.old
        new = entry.new
        why = entry.why
        importID = entry.importID.map(String.init)
        device = entry.device
        sentence = entry.sentence
    }
}
