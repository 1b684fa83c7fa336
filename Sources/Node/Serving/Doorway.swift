public import Hummingbird
import Synchronization
public import Web

/// Answers with what is behind it, which can be changed while it serves.
///
/// So the first run becomes the chapter at the same address, and nobody finds the port closed in
/// between.
public final class Doorway: HTTPResponder {
    private let behind: Mutex<RouterResponder<Web.Context>>

    /// A doorway to what a router serves.
    public init(_ router: Router<Web.Context>) { behind = Mutex(router.buildResponder()) }

    /// Opens onto another router from the next request on.
    func open(onto router: Router<Web.Context>) {
        let responder = router.buildResponder()
        behind.withLock { $0 = responder }
    }

    /// Answers a request.
    public func respond(to request: Request, context: Web.Context) async throws -> Response {
        let responder = behind.withLock { $0 }
        return try await responder.respond(to: request, context: context)
    }
}
