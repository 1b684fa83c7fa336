import Chapter
import Hummingbird

/// How the node is.
struct StatusRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        api.get("status") { _, context in
            try context.require(.seeNode)
            return Answer(try await backend.node.status())
        }
    }
}
