import Chapter
import Federation
import HTTPTypes
import Hummingbird

/// Saying something in a group, and answering a post.
struct GroupTalkPages {
    let backend: Backend
    let pages: GroupPages

    func add(to routes: PageRoutes) {
        routes.post("groups/:group/posts", .takePart) { request, context in
            let group = try await backend.group(context)
            let text = try await request.form(context)["text"]
            do {
                let post = try await backend.perform(PostToGroup(group.id, text), context)
                return Self.shown(post, in: group)
            } catch let refusal as Refusal where refusal.field != nil {
                return try await pages.show(
                    group, from: nil, text: text, [Problem(refusal, context.words)], context)
            }
        }
        routes.get("groups/:group/answer/:post", .takePart) { _, context in
            let group = try await backend.group(context)
            guard group.ownHandle != nil else { return .seeOther("/groups/\(group.id)/join") }
            return try await answering(try await post(in: group, context), group, "", [], context)
        }
        routes.post("groups/:group/answer/:post", .takePart) { request, context in
            let group = try await backend.group(context)
            let question = try await post(in: group, context)
            let text = try await request.form(context)["text"]
            do {
                let post = try await backend.perform(
                    PostToGroup(group.id, text, replyTo: question.id), context)
                return Self.shown(post, in: group)
            } catch let refusal as Refusal where refusal.field != nil {
                return try await answering(
                    question, group, text, [Problem(refusal, context.words)], context)
            }
        }
    }

    /// Back to the group: the thread with the latest words is the first one.
    private static func shown(_ post: ObjectID, in group: GroupSummary) -> Response {
        .seeOther(Notice.after("posted", at: "/groups/\(group.id)") + "#post-\(post)")
    }

    private func post(in group: GroupSummary, _ context: Context) async throws -> GroupPost {
        let post = try await backend.post(in: group, context)
        guard !post.isTakenBack else { throw Refusal.notFound("post in this group") }
        return post
    }

    private func answering(
        _ question: GroupPost, _ group: GroupSummary, _ text: String, _ problems: [Problem],
        _ context: Context
    ) async throws -> Response {
        let words = context.words
        let names = try await backend.chapter.chapterNames()
        var frame = try await backend.frame(words.say("groups_answer"), part: "groups", context)
        frame.isNarrow = true
        let page = GroupAnswerPage(
            frame: frame, t: words, name: group.name, back: "/groups/\(group.id)",
            action: "/groups/\(group.id)/answer/\(question.id)",
            problems: Problems(problems, words),
            from: HandleShown(question.handle, names, words),
            when: words.relative(question.at, to: backend.clock()),
            whole: words.whole(question.at), said: question.text,
            text: Field(
                "text", label: words.say("groups_your_answer"), value: text,
                help: words.say("groups_say_help", ["handle": group.ownHandle ?? ""]), lines: 4,
                isRequired: true, problems: problems),
            postAs: words.say("groups_post_as", ["handle": (group.ownHandle ?? "").shortened]))
        return try backend.kit.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

/// A post and the form that answers it.
struct GroupAnswerPage: Page {
    static let template = "groups-answer"
    let frame: Frame
    let t: Wording
    let name: String
    let back: String
    let action: String
    let problems: Problems
    let from: HandleShown
    let when: String
    let whole: String
    let said: String
    let text: Field
    let postAs: String
}
