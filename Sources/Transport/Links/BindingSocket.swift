import CZeroMQ

/// The socket to which others connect.
extension ZeroMQSocket {
    /// Makes a CURVE server of a ROUTER that lets nobody in unless the doorkeeper says so.
    func configureServer(curve: CurveKeyPair, domain: String, limits: TransportLimits)
        throws(TransportError)
    {
        try setCommon(limits)
        // Up to twice the limit a frame is counted and dropped; beyond, libzmq ends the connection
        // and does not say why.
        try setLargestMessage(limits.frameBytes * 2 + TransportLimits.curveOverhead)
        try set(ZMQ_IPV6, 1)
        // An unknown route is an error, and a route belongs to the connection that had it first.
        try set(ZMQ_ROUTER_MANDATORY, 1)
        try set(ZMQ_ROUTER_HANDOVER, 0)
        try set(ZMQ_CURVE_SERVER, 1)
        try set(ZMQ_CURVE_SECRETKEY, curve.secret)
        try set(ZMQ_ZAP_DOMAIN, Array(domain.utf8))
        // Without this libzmq lets everybody in while no doorkeeper answers.
        try set(zmq_zap_enforce_domain, 1)
    }

    /// Binds to an endpoint and returns the one that it really is, with its port.
    func listen(on endpoint: Endpoint) -> Result<Endpoint, TransportError> {
        // libzmq does not look names up when it binds.
        let host = endpoint.host == "localhost" ? "127.0.0.1" : endpoint.host
        let port = endpoint.port == 0 ? "*" : "\(endpoint.port)"
        let address = host.contains(":") ? "tcp://[\(host)]:\(port)" : "tcp://\(host):\(port)"
        guard zmq_bind(handle, address) == 0 else {
            return .failure(Self.bindFailure(zmq_errno(), endpoint))
        }
        guard let colon = lastEndpoint.lastIndex(of: ":"),
            let bound = UInt16(lastEndpoint[lastEndpoint.index(after: colon)...]),
            let real = Endpoint(host: endpoint.host, port: bound)
        else {
            return .failure(.failed(operation: "binding", reason: "no port came back"))
        }
        return .success(real)
    }

    private static func bindFailure(_ number: CInt, _ endpoint: Endpoint) -> TransportError {
        switch number {
        case EADDRINUSE: .portInUse(endpoint)
        case EADDRNOTAVAIL, ENODEV, EINVAL: .noSuchAddress(endpoint)
        case EACCES, EPERM: .notAllowed(endpoint)
        default:
            .failed(
                operation: "listening on \(endpoint)",
                reason: String(cString: zmq_strerror(number)))
        }
    }
}

extension DialedLink.Destination {
    /// The keys have the length of keys.
    var isWellFormed: Bool {
        serverKey.count == CurveKeyPair.keyLength && clientKey.isWellFormed
    }
}
