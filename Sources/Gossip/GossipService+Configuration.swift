public import Federation
public import Transport

extension GossipService {
    /// What the service runs with.
    public struct Configuration: Sendable {
        /// The node's transport keys.
        public var keys: TransportKeys
        /// Where they are kept; nil for a node that will not change them.
        public var keyStore: (any TransportKeyStore)?
        /// Where to listen, nil for a node that only dials out.
        public var listen: Endpoint?
        /// Where others reach it, if that is not where it listens.
        public var advertised: [String]
        /// The machine's name, told to others by a node that listens on all its addresses.
        public var hostName: String
        /// Whether the store may be older than what was sent out.
        public var restored: Bool
        /// Whether the chapter has lost everything but its root key and fetches its history, without
        /// writing anything.
        public var isReturning = false
        /// Times and bounds.
        public var settings: GossipSettings

        /// Collects what the service runs with.
        public init(
            keys: TransportKeys, keyStore: (any TransportKeyStore)? = nil, listen: Endpoint?,
            advertised: [String] = [], hostName: String = "localhost",
            restored: Bool = false, settings: GossipSettings = GossipSettings()
        ) {
            self.keys = keys
            self.keyStore = keyStore
            self.listen = listen
            self.advertised = advertised
            self.hostName = hostName
            self.restored = restored
            self.settings = settings
        }
    }
}
