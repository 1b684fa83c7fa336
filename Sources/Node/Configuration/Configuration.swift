import Foundation

/// What the operator has decided about a node: `rhizome.json` in its data directory.
public struct Configuration: Hashable, Sendable, Codable {
    /// The chapter's name.
    public var name: String
    /// What kind of organization it is, such as `tenants' union`.
    public var profile: String
    /// Where pages and API are served.
    public var http: ListenAddress
    /// Where other chapters' nodes can connect; null for a node that only dials out.
    public var gossip: ListenAddress?
    /// Where other chapters' nodes reach it from outside, `tcp://host:port`, if that is not where
    /// it listens.
    public var publicEndpoints: [String]
    /// The address that people type, such as `https://tenants.example`; sign-in links start with it.
    public var publicOrigin: String?

    /// Where pages are served unless the operator says otherwise.
    public static let standardHTTP = ListenAddress(host: "127.0.0.1", port: 8080)

    /// Collects a configuration.
    public init(
        name: String, profile: String, http: ListenAddress = standardHTTP,
        gossip: ListenAddress? = nil, publicEndpoints: [String] = [], publicOrigin: String? = nil
    ) {
        self.name = name
        self.profile = profile
        self.http = http
        self.gossip = gossip
        self.publicEndpoints = publicEndpoints
        self.publicOrigin = publicOrigin
    }

    /// The start of every link to this node's pages, without a slash at its end.
    public var origin: String {
        guard let publicOrigin else { return "http://\(http)" }
        return publicOrigin.hasSuffix("/") ? String(publicOrigin.dropLast()) : publicOrigin
    }

    /// A sentence if the public origin would send people's secrets in the clear; nil if it is good.
    public var originProblem: String? {
        guard let parts = URLComponents(string: origin), let host = parts.host,
            let scheme = parts.scheme?.lowercased()
        else {
            return "The public origin “\(origin)” is not an address such as https://example.org."
        }
        guard parts.path.isEmpty, parts.query == nil, parts.fragment == nil, parts.user == nil
        else {
            return "The public origin “\(origin)” must be only a scheme, a host and a port."
        }
        if scheme == "https" { return nil }
        let bare = host.trimmingCharacters(in: ["[", "]"])
        if scheme == "http", ListenAddress(host: bare, port: 0).isLoopback { return nil }
        guard publicOrigin != nil else {
            return "Pages at \(http) would reach other computers without encryption, and so would "
                + "what people type. Serve this machine alone, such as with --http "
                + "\(Self.standardHTTP), or put a reverse proxy with TLS before it and say what "
                + "people type: --public-origin https://NAME. Docs/OPERATING.md shows how, under "
                + "“TLS”. Nothing was changed."
        }
        return "The public origin “\(origin)” must start with https:// because it is not on this "
            + "machine alone."
    }

    /// Reads the configuration of a data directory; throws `DataDirectoryError`.
    public init(in directory: DataDirectory) throws {
        guard directory.holdsChapter else {
            throw DataDirectoryError.holdsNoChapter(path: directory.path)
        }
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: directory.configuration))
            self = try JSONDecoder().decode(Configuration.self, from: data)
        } catch let error as DecodingError {
            throw DataDirectoryError.unreadable(
                path: directory.configuration, reason: Self.sentence(error))
        } catch {
            throw DataDirectoryError.unreadable(
                path: directory.configuration, reason: error.localizedDescription)
        }
    }

    private static func sentence(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _):
            "“\(key.stringValue)” is missing."
        case .typeMismatch(_, let context) where !context.codingPath.isEmpty,
            .valueNotFound(_, let context) where !context.codingPath.isEmpty:
            "“\(context.codingPath.map(\.stringValue).joined(separator: "."))” has a value of "
                + "another kind."
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            context.debugDescription
        default:
            "It is not a JSON object."
        }
    }

    /// Writes the configuration in one step: the old or the new file is there, never half of one.
    public func save(in directory: DataDirectory) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(self)
        let url = URL(fileURLWithPath: directory.configuration)
        try data.write(to: url, options: .atomic)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: directory.configuration)
    }
}
