import Chapter
import HTTPTypes
import Hummingbird

/// How the chapter is doing, for other programs.
struct DashboardRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        api.get("dashboard") { request, context in
            let (day, viewer, now) = (request.query("on"), context.viewer, backend.clock())
            let shown = try await backend.chapter.read { db in
                try Dashboard.read(on: day, in: db, for: viewer, at: now).get()
            }
            return Answer(DashboardAnswer(shown))
        }
        api.get("dashboard/people") { request, context in
            try context.require(.seePeople)
            return try await people(request, context)
        }
    }

    private func people(_ request: Request, _ context: Context) async throws -> Response {
        let form = Form(encoded: request.uri.query ?? "")
        let list = DashboardPeople(
            try DashboardQuestion(form), on: form["on"], after: request.query("after"),
            limit: try request.number(
                "limit", or: MemberList.largestPage, in: 1...MemberList.largestPage))
        let (viewer, now) = (context.viewer, backend.clock())
        let page = try await backend.chapter.read { db in
            try list.answer(in: db, for: viewer, at: now).get()
        }
        var response = try Answer(page.people.map { MemberAnswer($0) })
            .response(from: request, context: context)
        if let next = page.next, let name = HTTPField.Name(RequestClient.nextPage) {
            // It holds a name, which a header field cannot carry as it is.
            response.headers[name] = DashboardQuestion.encoded(next)
        }
        return response
    }
}
