/// An outgoing HTTP request.
public struct HTTPRequest: Sendable {
    /// What is sent with it.
    public enum Body: Sendable {
        /// Nothing.
        case none
        /// Bytes in memory.
        case bytes([UInt8])
        /// A file, read while it is sent, so that its size does not matter.
        case file(path: String)
    }

    /// `GET`, `POST`, ...
    public var method: String
    /// The address: scheme `http` or `https`, host and path.
    ///
    /// Over a Unix socket the host is only a name.
    public var url: String
    /// The Unix socket to connect to instead of the host, if any.
    public var socketPath: String?
    /// Header fields.
    ///
    /// A line break in one is refused.
    public var headers: [String: String]
    /// What is sent with it.
    public var body: Body
    /// How long to wait for the connection, in milliseconds.
    public var connectMilliseconds: Int
    /// How long the whole exchange may take, in milliseconds.
    public var totalMilliseconds: Int
    /// How many bytes of an answer are taken before the exchange is given up.
    public var answerLimit: Int

    /// Describes a request.
    ///
    /// The limits suit a small exchange with a near host.
    public init(
        _ method: String, _ url: String, socketPath: String? = nil,
        headers: [String: String] = [:], body: Body = .none, connectMilliseconds: Int = 5_000,
        totalMilliseconds: Int = 60_000, answerLimit: Int = 8 << 20
    ) {
        self.method = method
        self.url = url
        self.socketPath = socketPath
        self.headers = headers
        self.body = body
        self.connectMilliseconds = connectMilliseconds
        self.totalMilliseconds = totalMilliseconds
        self.answerLimit = answerLimit
    }
}

/// The answer to an outgoing HTTP request, whatever its status says.
public struct HTTPResponse: Sendable {
    /// 200, 404, ...
    public var status: Int
    /// Header fields under their names in small letters; of repeated ones the last.
    public var headers: [String: String]
    /// The body, whole.
    public var body: [UInt8]
    /// The cookies that are set, each as it came.
    public var cookies: [String]
}

/// Why no answer came.
public enum CourierError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nobody listens there, or the name is unknown.
    case cannotConnect(String)
    /// The answer did not come in time.
    case timedOut
    /// The answer is larger than the request's limit in bytes.
    case tooLarge(limit: Int)
    /// The file to send cannot be read.
    case unreadable(path: String)
    /// The request cannot be sent as it stands.
    case malformed(String)
    /// The connection broke, or something else that libcurl names.
    case failed(String)

    /// One sentence.
    public var description: String {
        switch self {
        case .cannotConnect(let detail): "No connection: \(detail)."
        case .timedOut: "No answer came in time."
        case .tooLarge(let limit): "The answer is larger than \(limit) bytes and was given up."
        case .unreadable(let path): "The file \(path) cannot be read."
        case .malformed(let detail): "The request cannot be sent: \(detail)."
        case .failed(let detail): "The exchange broke off: \(detail)."
        }
    }
}
