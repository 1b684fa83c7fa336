import Chapter
import Federation
import Feeds
import Foundation
import HTTPTypes
import Hummingbird

/// Finding groups and reading them.
struct GroupPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("groups", .takePart) { request, context in
            try backend.kit.show(try await directory(request, context))
        }
        pages.get("groups/:group", .takePart) { request, context in
            let group = try await backend.group(context)
            let from = request.query("from").flatMap { ObjectID($0) }
            return try await show(group, from: from, text: "", [], context)
        }
        pages.get("groups/:group/people", .takePart) { request, context in
            try backend.kit.show(try await people(request, context))
        }
        GroupJoiningPages(backend: backend).add(to: pages)
        GroupTalkPages(backend: backend, pages: self).add(to: pages)
        OwnPostPages(backend: backend).add(to: pages)
    }

    private func directory(_ request: Request, _ context: Context) async throws
        -> GroupDirectoryPage
    {
        let words = context.words
        let shelf = request.query("show").flatMap { GroupDirectory.Shelf(rawValue: $0) } ?? .all
        let search = request.query("q").map { String($0.prefix(200)) } ?? ""
        let after = request.query("after").flatMap { ObjectID($0) }
        let directory = try await backend.chapter.groupDirectory(
            shelf, search: search, after: after, as: context.viewer)
        return GroupDirectoryPage(
            frame: try await backend.frame(words.say("frame_groups"), part: "groups", context),
            t: words, directory: directory, shelf: shelf, search: search, isLater: after != nil,
            names: try await backend.chapter.chapterNames())
    }

    /// The page of a group, also when a post was refused: then with the text and what is wrong.
    func show(
        _ group: GroupSummary, from: ObjectID?, text: String, _ problems: [Problem],
        _ context: Context
    ) async throws -> Response {
        let chapter = backend.chapter
        guard let people = try await chapter.people(of: group.id, as: context.viewer) else {
            throw Refusal.notFound("group")
        }
        var page = GroupPage(
            frame: try await backend.frame(group.name.shortened, part: "groups", context),
            t: context.words, group: group, people: people,
            talk: try await chapter.discussion(of: group.id, from: from, as: context.viewer),
            isLater: from != nil, text: text, problems: problems,
            names: try await chapter.chapterNames(),
            reached: group.chapter == chapter.feeds.chapter
                ? try await backend.reached(.group(group.id), context.words) : nil,
            taking: context.viewer.may(.takeBackPosts) ? chapter.feeds.chapter : nil,
            now: backend.clock())
        page.tasks = try await backend.tasks(about: .group(group.id), context)
        page.tagging = try await backend.tags(of: .group(group.id), context)
        return try backend.kit.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func people(_ request: Request, _ context: Context) async throws -> GroupPeoplePage {
        let words = context.words
        let group = try await backend.group(context)
        let after = request.query("after").flatMap { ObjectID($0) }
        guard
            let people = try await backend.chapter.people(
                of: group.id, after: after, as: context.viewer)
        else { throw Refusal.notFound("group") }
        var frame = try await backend.frame(group.name.shortened, part: "groups", context)
        frame.isNarrow = true
        return GroupPeoplePage(
            frame: frame, t: words, group: group, people: people,
            names: try await backend.chapter.chapterNames())
    }
}

extension Backend {
    /// The group in the path, if its founding has arrived.
    func group(_ context: Context) async throws -> GroupSummary {
        let id = try context.id("group", "group", ObjectID.init(_:))
        guard let group = try await chapter.groupSummary(id, as: context.viewer) else {
            throw Refusal.notFound("group")
        }
        return group
    }
}
