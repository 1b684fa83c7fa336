import Federation
import Transport

extension Endpoint {
    /// Reads an endpoint as node records and invitations write it, `tcp://host:port`.
    init?(record text: String) {
        guard NodeRecord.isEndpoint(text) else { return nil }
        self.init(String(text.dropFirst("tcp://".count)))
    }
}
