import Chapter
import Federation
import Feeds
import HTTPTypes
import Hummingbird

/// A post as its writer sees it: who has it, and taking it back.
///
/// Coordinators see those of every member of their chapter.
struct OwnPostPages {
    let backend: Backend

    func add(to routes: PageRoutes) {
        routes.get("groups/:group/posts/:post", .takePart) { _, context in
            let group = try await backend.group(context)
            let post = try await backend.post(in: group, context)
            guard post.isTakeable(by: taking(context)) else {
                throw Refusal.notFound("post in this group")
            }
            return try await show(post, group, context)
        }
        routes.post("groups/:group/posts/:post/take-back", .takePart) { _, context in
            let group = try await backend.group(context)
            let id = try context.id("post", "post in this group", ObjectID.init(_:))
            try await backend.takeBack(id, in: group.id, context)
            return .seeOther(
                Notice.after("post_taken_back", at: "/groups/\(group.id)") + "#post-\(id)")
        }
    }

    /// The chapter whose posts the viewer may take back, whoever wrote them.
    private func taking(_ context: Context) -> ChapterID? {
        context.viewer.may(.takeBackPosts) ? backend.chapter.feeds.chapter : nil
    }

    private func show(_ post: GroupPost, _ group: GroupSummary, _ context: Context) async throws
        -> Response
    {
        let words = context.words
        let names = try await backend.chapter.chapterNames()
        let title = words.say(post.isOwn ? "groups_your_post" : "groups_a_post")
        var frame = try await backend.frame(title, part: "groups", context)
        frame.isNarrow = true
        return try backend.kit.show(
            OwnPostPage(
                frame: frame, t: words, title: title, name: group.name,
                back: "/groups/\(group.id)#post-\(post.id)",
                action: "/groups/\(group.id)/posts/\(post.id)/take-back",
                from: HandleShown(post.handle, names, words),
                when: words.relative(post.at, to: backend.clock()), whole: words.whole(post.at),
                said: post.text, reached: try await backend.reached(.post(post.id), words)))
    }
}

extension Backend {
    /// The post in the path, also one that was taken back.
    func post(in group: GroupSummary, _ context: Context) async throws -> GroupPost {
        let id = try context.id("post", "post in this group", ObjectID.init(_:))
        guard let post = try await chapter.post(id, in: group.id, as: context.viewer) else {
            throw Refusal.notFound("post in this group")
        }
        return post
    }

    /// Takes a post back: one's own, or for who may, any of this chapter.
    func takeBack(_ post: ObjectID, in group: ObjectID, _ context: Context) async throws {
        if context.viewer.may(.takeBackPosts) {
            try await perform(TakeChapterPostBack(group, post), context)
        } else {
            try await perform(TakePostBack(group, post), context)
        }
    }
}

/// One's own post, who has it, and what taking it back does.
struct OwnPostPage: Page {
    static let template = "groups-own-post"
    let frame: Frame
    let t: Wording
    let title: String
    let name: String
    let back: String
    let action: String
    let from: HandleShown
    let when: String
    let whole: String
    let said: String
    let reached: ReachedPart?
}
