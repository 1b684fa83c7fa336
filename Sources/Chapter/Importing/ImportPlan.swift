/// Everything that is decided about a list before it is compared with the people.
public struct ImportPlan: Hashable, Sendable {
    /// What it may do to people who are known.
    public var mode: ImportMode
    /// How it is read.
    public var settings: ListSettings
    /// What its columns and their words are.
    public var choices: ListChoices
    /// How its rows find the people they are about.
    public var key: MatchKey
    /// A tag that everybody on the list gets, so that they can be found as one; nil for none.
    public var tag: String?

    /// Everything is learnt from the list where nothing is said.
    public init(
        mode: ImportMode = .update, settings: ListSettings = ListSettings(),
        choices: ListChoices = ListChoices(), key: MatchKey = .automatic, tag: String? = nil
    ) {
        self.mode = mode
        self.settings = settings
        self.choices = choices
        self.key = key
        self.tag = tag
    }
}
