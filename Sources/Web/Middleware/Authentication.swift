import Chapter
import Federation
import HTTPTypes
import Hummingbird

/// Through which door a request comes.
public enum Entrance: Hashable, Sendable {
    /// The control socket in the data directory, or the same process: the operator.
    case control
    /// TCP: a member with a token, or a visitor.
    case network
}

/// Finds out who asks.
///
/// Tokens travel in a header and never in a cookie, so a browser sends none by itself and there is
/// nothing for another site to forge.
struct Authentication: RouterMiddleware {
    /// How many bad tokens a network may send at once, and how many a second.
    static let failures = (burst: 20.0, perSecond: 0.2)

    let entrance: Entrance
    let backend: Backend
    private let failed = Allowance(size: failures.burst, perSecond: failures.perSecond)

    init(entrance: Entrance, backend: Backend) {
        self.entrance = entrance
        self.backend = backend
    }

    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var context = context
        switch entrance {
        case .control:
            context.viewer = .operator
            context.origin = .commandLine
        case .network:
            if let field = request.headers[.authorization] {
                context.viewer = try await viewer(field, context.network(of: request))
            }
        }
        do {
            return try await next(request, context)
        } catch let refusal as Refusal {
            // Somebody whom we do not know is asked who they are.
            guard refusal.code == .notAllowed, context.viewer == .visitor else { throw refusal }
            throw HTTPError(
                .unauthorized, headers: [.wwwAuthenticate: "Bearer"],
                message: "\(refusal.sentence) If you are a member, send your token with the header "
                    + "Authorization: Bearer TOKEN.")
        }
    }

    private func viewer(_ field: String, _ network: String) async throws -> Viewer {
        let now = backend.clock()
        let parts = field.split(separator: " ", maxSplits: 1)
        if parts.count == 2, parts[0].lowercased() == "bearer" {
            let question = FindViewer(token: String(parts[1]))
            let viewer = try await backend.chapter.read { db in
                try question.answer(in: db, at: now)
            }
            if viewer != .visitor { return viewer }
        }
        if let wait = failed.take(network, at: now) {
            throw HTTPError.tooManyRequests(wait: wait)
        }
        throw HTTPError(.unauthorized, headers: [.wwwAuthenticate: "Bearer"])
    }
}
