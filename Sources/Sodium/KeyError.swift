/// Why a key could not be made, kept or read.
public enum KeyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// libsodium could not be initialised.
    case libraryUnavailable
    /// A secret of another length was given than this kind of key has.
    case wrongLength(expected: Int, actual: Int)
    /// The system gave no memory to keep the secret in.
    case outOfGuardedMemory
    /// The bytes are no key.
    case invalid
    /// The file at `path` could not be used; `reason` is a clause in plain words.
    case file(path: String, reason: String)

    /// What happened, in plain words and without any part of a secret.
    public var description: String {
        switch self {
        case .libraryUnavailable:
            "The cryptography library (libsodium) could not be started on this machine."
        case .wrongLength(let expected, let actual):
            "A secret key has \(expected) bytes, but \(actual) were given."
        case .outOfGuardedMemory:
            "The system gave no memory in which a secret key could be kept safe."
        case .invalid:
            "These bytes are not a usable key."
        case .file(let path, let reason):
            "The key file \(path) cannot be used: \(reason)."
        }
    }
}
