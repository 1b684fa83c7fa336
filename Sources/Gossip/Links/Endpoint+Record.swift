import Federation
import Transport

extension Endpoint {
    /// Reads an endpoint as node records and invitations write it, `tcp://host:port`.
    init?(record text: String) {
        guard NodeRecord.isEndpoint(text) else { return nil }
        self.init(String(text.dropFirst("tcp://".count)))
    }

    /// The endpoint as a node record writes it.
    ///
    /// “All addresses” is nowhere that others could dial: then it is the machine's name.
    func record(onAllAddressesAs name: String) -> String {
        guard ["0.0.0.0", "::", "*"].contains(host) else { return "tcp://\(self)" }
        return "tcp://\(name):\(port)"
    }
}
