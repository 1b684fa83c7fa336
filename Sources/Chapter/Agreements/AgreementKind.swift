/// What was agreed upon.
public enum AgreementKind: String, CaseIterable, Hashable, Sendable, Codable {
    /// A contract with an employer.
    case collective = "collective agreement"
    /// A memorandum with allies.
    case coalition
    /// What a volunteer and the chapter expect of each other.
    case volunteer
    /// Leave to keep or use somebody's data.
    case dataConsent = "data consent"
    /// A card with which somebody lets the union speak for them.
    case authorizationCard = "authorization card"
    /// Anything else.
    case other
}
