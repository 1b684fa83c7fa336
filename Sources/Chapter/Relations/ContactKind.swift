/// What a contact is.
public enum ContactKind: String, CaseIterable, Hashable, Sendable, Codable {
    /// Somebody; only a person can be a member.
    case person
    /// An employer, a union, an ally, an office.
    case organization
    /// People who live behind one door.
    case household

    /// The kind with its article, for sentences.
    var words: String { self == .organization ? "an organization" : "a \(rawValue)" }
}
