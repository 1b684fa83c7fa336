/// The key pair with which one end of a link proves who it is: X25519, 32 raw bytes each.
///
/// libzmq keeps its own copy in ordinary memory for as long as a socket lives, so the secret here
/// is ordinary memory too: make the pair when it is handed over and do not keep it. It never
/// shows its secret when it is printed.
public struct CurveKeyPair: Sendable, CustomStringConvertible, CustomReflectable {
    /// The half that other nodes know.
    public let publicKey: [UInt8]
    /// The half that only this end knows.
    let secret: [UInt8]

    /// The length of a key in bytes.
    static let keyLength = 32

    /// Takes both halves; `Transport.init` and `dial` refuse those that are not 32 bytes long.
    public init(publicKey: [UInt8], secret: [UInt8]) {
        self.publicKey = publicKey
        self.secret = secret
    }

    /// Both halves have the length of a key.
    var isWellFormed: Bool {
        publicKey.count == Self.keyLength && secret.count == Self.keyLength
    }

    /// Says nothing of the secret.
    public var description: String { "CurveKeyPair(secret not shown)" }

    /// Says nothing of the secret.
    public var customMirror: Mirror { Mirror(self, children: ["publicKey": publicKey]) }
}
