/// What history writes about signing in; it is no part of the record.
public enum SignInField: String, CaseIterable, Hashable, Sendable {
    /// A link was made, mailed or used.
    case link = "sign-in link"
    /// A program's token or a browser's session was made or ended.
    case token = "access token"
    /// A passphrase was set, changed or removed.
    case passphrase
    /// The second step went on or off.
    case secondStep = "second step"
    /// A recovery code was used.
    case recoveryCode = "recovery code"
    /// A set of recovery codes took the place of another.
    case recoveryCodes = "recovery codes"
    /// A code on paper was printed or used.
    case printedCode = "sign-in code on paper"
}
