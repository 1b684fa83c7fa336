import Chapter
import HTTPTypes
import Hummingbird

/// Where pages are put: every address with the permission that it takes.
///
/// A page that is not for everybody cannot be added by forgetting a check, and a test reads the
/// list and asks each address as each kind of viewer.
struct PageRoutes {
    /// What a page does with a request.
    typealias Answer = @Sendable (Request, Context) async throws -> Response

    private let group: RouterGroup<Context>

    init(_ group: RouterGroup<Context>) { self.group = group }

    /// Shows something; changes nothing.
    func get(_ path: RouterPath, _ needs: Permission, use answer: @escaping Answer) {
        group.get(path) { request, context in
            try context.require(needs)
            return try await answer(request, context)
        }
    }

    /// Changes something, then sends the browser on with GET or shows the form again.
    func post(_ path: RouterPath, _ needs: Permission, use answer: @escaping Answer) {
        group.post(path) { request, context in
            try context.require(needs)
            return try await answer(request, context)
        }
    }
}
