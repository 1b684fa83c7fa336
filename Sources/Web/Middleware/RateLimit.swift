import Chapter
import Federation
import HTTPTypes
import Hummingbird

/// Keeps one member or one network from taking all of the node's time.
///
/// The operator is not limited. A network is the first three bytes of an IPv4 address or the
/// first four groups of an IPv6 one.
struct RateLimit: RouterMiddleware {
    /// What a member may ask: bursts, and on average a second.
    static let member = (burst: 1_000.0, perSecond: 100.0)
    /// What a network may ask without a token.
    static let network = (burst: 200.0, perSecond: 20.0)

    let clock: @Sendable () -> Timestamp
    private let members = Allowance(size: member.burst, perSecond: member.perSecond)
    private let networks = Allowance(size: network.burst, perSecond: network.perSecond)

    init(clock: @Sendable @escaping () -> Timestamp) { self.clock = clock }

    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        let wait: Int? =
            switch context.viewer {
            case .operator: nil
            case .member(let id, _): members.take(id.description, at: clock())
            case .visitor: networks.take(context.network(of: request), at: clock())
            }
        if let wait { throw HTTPError.tooManyRequests(wait: wait) }
        return try await next(request, context)
    }
}

extension HTTPError {
    /// The refusal of somebody who asks too often, with the seconds to wait.
    static func tooManyRequests(wait: Int) -> HTTPError {
        HTTPError(
            .tooManyRequests, headers: [.retryAfter: String(wait)],
            message: "Too many requests. Wait \(wait) s and try again.")
    }
}

extension Context {
    /// The network that a request came from.
    ///
    /// Behind a reverse proxy, which is a loopback or private address, it is the address that the
    /// proxy has written last into `X-Forwarded-For`.
    func network(of request: Request) -> String {
        guard let address else { return "here" }
        var origin = Substring(address)
        if Self.isNear(address), let name = HTTPField.Name("x-forwarded-for"),
            let last = request.headers[name]?.split(separator: ",").last
        {
            origin = last.drop { $0 == " " }.prefix(45)
        }
        let mark: Character = origin.contains(":") ? ":" : "."
        let groups = mark == ":" ? 4 : 3
        return origin.split(separator: mark, omittingEmptySubsequences: false).prefix(groups)
            .joined(separator: String(mark))
    }

    private static func isNear(_ address: String) -> Bool {
        let near = ["127.", "10.", "192.168.", "::1", "fd", "fc"]
        if near.contains(where: address.hasPrefix) { return true }
        let parts = address.split(separator: ".").compactMap { Int($0) }
        return parts.count == 4 && parts[0] == 172 && (16...31).contains(parts[1])
    }
}
