/// What a list may do to people who are known already.
public enum ImportMode: String, CaseIterable, Sendable, Codable {
    /// Nothing: only new people are added.
    case addOnly = "add only"
    /// Fill in what is missing.
    case fillBlanks = "fill blanks"
    /// Take over what the list says. A value that is empty in the list takes nothing away, other
    /// e-mail addresses and phone numbers are added, and a name or pronouns that somebody here
    /// entered by hand stay: the person knows better than the list.
    case update
    /// Like `update`, but wherever the list differs from what is here, somebody says which holds.
    case ask
}

/// How far an import is.
public struct ImportProgress: Hashable, Sendable {
    /// What is being done.
    public enum Phase: String, Sendable {
        /// The file is read through once, so that a broken one changes nothing.
        case checking
        /// Every row is compared with the people.
        case staging
    }

    /// What is being done.
    public let phase: Phase
    /// Bytes done.
    public let done: Int
    /// Bytes in all.
    public let total: Int
}
