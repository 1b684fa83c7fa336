import HTTPTypes
import Hummingbird

/// Shows a page where no address fits, also below one that does, and for a form sent to nowhere.
///
/// The router finds such requests before the pages' own middleware is asked, so they go through it
/// here. What is below /api/ is left to the answers of the API.
struct LostPages: RouterMiddleware {
    let session: Session
    let errors: ErrorPages

    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError
            where error.status == .notFound && !request.uri.path.hasPrefix("/api/")
        {
            return try await SecurityHeaders().handle(request, context: context) {
                try await session.handle($0, context: $1) {
                    try await errors.handle($0, context: $1) { _, _ in throw error }
                }
            }
        }
    }
}
