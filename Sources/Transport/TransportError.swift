/// Why a transport could not be made or bound.
public enum TransportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Another program, or this one, listens there already.
    case portInUse(Endpoint)
    /// The host of the endpoint is no address of this machine.
    case noSuchAddress(Endpoint)
    /// The system does not let this program listen there.
    case notAllowed(Endpoint)
    /// The key pair does not consist of 32 bytes each.
    case malformedKey
    /// The transport was closed.
    case closed
    /// The installed libzmq cannot encrypt.
    case curveUnavailable
    /// The system or libzmq refused an operation for another reason.
    case failed(operation: String, reason: String)

    /// What happened and what to do, in plain words.
    public var description: String {
        switch self {
        case .portInUse(let endpoint):
            "Port \(endpoint.port) is in use: another program listens on \(endpoint). Stop it or"
                + " choose another port."
        case .noSuchAddress(let endpoint):
            "This machine has no address \(endpoint.host), so nothing can listen on \(endpoint)."
        case .notAllowed(let endpoint):
            "The system does not allow listening on \(endpoint). Choose a port above 1023."
        case .malformedKey:
            "The transport key does not have 32 bytes in each half."
        case .closed:
            "The transport was closed."
        case .curveUnavailable:
            "The installed libzmq was built without CURVE, so links could not be encrypted."
        case .failed(let operation, let reason):
            "\(operation) failed: \(reason)."
        }
    }
}
