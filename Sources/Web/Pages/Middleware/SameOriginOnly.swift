import HTTPTypes
import Hummingbird

/// Lets only the chapter's own pages change anything.
///
/// GET and HEAD never change anything. For the rest the browser says where a form was sent from:
/// in `Sec-Fetch-Site`, or, where that is missing, in `Origin`, which must be the configured
/// origin. The request's own Host is not asked: a forger chooses it.
struct SameOriginOnly: RouterMiddleware {
    let origin: String

    private static let site = HTTPField.Name("Sec-Fetch-Site")
    private static let refusal = """
        This form was sent from another site, so nothing was done. Open the page of this chapter \
        and try again.
        """

    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard request.method != .get, request.method != .head else {
            return try await next(request, context)
        }
        let site = Self.site.flatMap { request.headers[$0] }
        let own = site.map { $0 == "same-origin" } ?? (request.headers[.origin] == origin)
        guard own else { throw HTTPError(.forbidden, message: Self.refusal) }
        return try await next(request, context)
    }
}
