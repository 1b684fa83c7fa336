import Chapter
import Federation
import Foundation
import Hummingbird

/// Leaving the federation.
struct LeavePages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("chapters/leave", .linkChapters) { _, context in
            try backend.kit.show(try await page("", [], context))
        }
        pages.post("chapters/leave", .linkChapters) { request, context in
            let typed = try await request.form(context)["name"]
            let own = try await backend.facts(context).chapter
            guard Self.isSame(typed, own) else {
                let problem = Problem("name", context.words.say("chapters_leave_wrong"))
                let page = try await page(typed, [problem], context)
                return try backend.kit.show(page, status: .unprocessableContent)
            }
            _ = try await backend.node.leave().get()
            return .seeOther(Notice.after("federation_left", at: "/chapters"))
        }
    }

    /// Whether somebody typed this name; case and blanks around it do not count.
    private static func isSame(_ typed: String, _ name: String) -> Bool {
        func plain(_ text: String) -> String {
            text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        }
        return plain(typed) == plain(name)
    }

    private func page(_ typed: String, _ problems: [Problem], _ context: Context) async throws
        -> LeavePage
    {
        let words = context.words
        let own = try await backend.facts(context).chapter
        let sharing = try await backend.chapter.ownSharing(as: context.viewer, at: backend.clock())
        let links = try await backend.node.links().filter {
            $0.state.isLinked || $0.state == .blocked
        }
        let stays = SharedKind.allCases.map { kind in
            words.count("chapters_\(kind.rawValue)", sharing.counts[kind])
        }
        return LeavePage(
            frame: try await backend.frame(
                words.say("chapters_leave_title"), part: "chapters", context
            ).narrow(), t: words,
            problems: Problems(problems, words),
            what: words.say("chapters_leave_what", ["chapter": own]),
            consequences: [
                words.count("chapters_leave_links", links.count),
                words.say(
                    "chapters_leave_stays",
                    ["things": stays.formatted(.list(type: .and).locale(words.locale))]),
                words.say("chapters_leave_keeps"), words.say("chapters_leave_back"),
            ],
            name: Field(
                "name", label: words.say("chapters_leave_name"), value: typed, help: own,
                isRequired: true, problems: problems),
            isLinked: try await backend.chapter.federation() != nil)
    }
}
