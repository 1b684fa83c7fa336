import Hummingbird
import Logging

/// One line a request: which route, which status, how long.
///
/// Never the query string, a parameter, an address or a name: only the pattern of the route.
struct RequestLog: RouterMiddleware {
    /// Casting a paper leaves no line at all: when somebody voted is nobody's business.
    private static let secret = "/papers"

    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        guard context.endpointPath?.hasSuffix(Self.secret) != true else { return response }
        let passed = start.duration(to: .now).components
        let milliseconds = passed.seconds * 1000 + passed.attoseconds / 1_000_000_000_000_000
        context.logger.info(
            "request",
            metadata: [
                "method": .string(request.method.rawValue),
                "route": .string(context.endpointPath ?? "none"),
                "status": .stringConvertible(response.status.code),
                "ms": .stringConvertible(milliseconds),
            ])
        return response
    }
}
