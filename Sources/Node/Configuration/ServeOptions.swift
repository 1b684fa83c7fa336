/// What `rhizome serve` is told; nil leaves what the configuration says.
public struct ServeOptions: Sendable {
    /// Where the chapter lives.
    public var directory: DataDirectory
    /// Where to serve pages and API.
    public var http: ListenAddress?
    /// Where other chapters' nodes can connect.
    public var gossip: ListenAddress?
    /// Where others reach it from outside, `tcp://host:port`, if it is not where it listens.
    public var publicEndpoints: [String]
    /// The address that people type.
    public var publicOrigin: String?
    /// Whether new events are pushed at once; if not, only reconciliation brings them.
    public var push: Bool
    /// Whether it writes at once although linked chapters may hold more of its feed than it does.
    public var writesWithoutAsking = false
    /// Whether it stops when its standard input ends, as the demo's nodes do.
    public var stopsWithParent: Bool
    /// Whether the page with every component is served at /gallery.
    public var isForDevelopment = false

    /// Collects what is needed to serve.
    public init(
        directory: DataDirectory, http: ListenAddress? = nil, gossip: ListenAddress? = nil,
        publicEndpoints: [String] = [], publicOrigin: String? = nil, push: Bool = true,
        stopsWithParent: Bool = false
    ) {
        self.directory = directory
        self.http = http
        self.gossip = gossip
        self.publicEndpoints = publicEndpoints
        self.publicOrigin = publicOrigin
        self.push = push
        self.stopsWithParent = stopsWithParent
    }
}

/// What `rhizome serve` says when it serves.
public struct ReadyReport: Codable, Hashable, Sendable {
    /// Always true.
    public var ready: Bool
    /// Where it serves pages and API: `http://HOST:PORT`.
    public var http: String
    /// Where it listens for other nodes: `tcp://HOST:PORT`; null if it only dials out.
    public var gossip: String?
    /// The link under which a chapter can be made, while there is none; whoever has it makes it.
    public var setup: String?

    /// Says where it serves.
    public init(http: String, gossip: String?, setup: String? = nil) {
        ready = true
        self.http = http
        self.gossip = gossip
        self.setup = setup
    }

    private enum CodingKeys: String, CodingKey { case ready, http, gossip, setup }

    /// Writes the report; `gossip` is always there, `setup` only where there is no chapter yet.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(ready, forKey: .ready)
        try container.encode(http, forKey: .http)
        try container.encode(gossip, forKey: .gossip)
        try container.encodeIfPresent(setup, forKey: .setup)
    }
}
