import Chapter
import Hummingbird

/// How the chapter is doing on any day, and the people behind each number.
struct DashboardPages {
    let backend: Backend

    /// So many people are on a page of a list.
    static let page = 50

    func add(to pages: PageRoutes) {
        pages.get("dashboard", .seePeople) { request, context in
            try backend.kit.show(try await dashboard(request, context))
        }
        pages.get("dashboard/people", .seePeople) { request, context in
            try backend.kit.show(try await people(request, context))
        }
    }

    private func dashboard(_ request: Request, _ context: Context) async throws -> DashboardPage {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let day = Form(encoded: request.uri.query ?? "")["on"]
        let shown = try await backend.chapter.read { db in
            try Dashboard.read(on: day, in: db, for: viewer, at: now).get()
        }
        return DashboardPage(
            try await backend.frame(words.say("home_chapter"), part: "people", context), words,
            shown, viewer)
    }

    private func people(_ request: Request, _ context: Context) async throws -> DashboardPeoplePage
    {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let form = Form(encoded: request.uri.query ?? "")
        let after = form["after"]
        var list = DashboardPeople(try DashboardQuestion(form), on: form["on"], limit: Self.page)
        list.after = after.isEmpty ? nil : after
        let asked = list
        let (page, place, condition) = try await backend.chapter.read { db in
            (
                try asked.answer(in: db, for: viewer, at: now).get(),
                try asked.question.place?.name(in: db, for: viewer).get(),
                try asked.searchCondition(in: db, at: now)
            )
        }
        let title = words.title(of: asked.question, on: asked.day, at: now, place: place)
        return DashboardPeoplePage(
            frame: try await backend.frame(title, part: "home", context), t: words, title: title,
            page: page, list: asked, condition: condition,
            from: after.isEmpty ? 1 : max(1, Int(form["from"]) ?? 1))
    }
}
