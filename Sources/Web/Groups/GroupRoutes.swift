import Chapter
import Federation
import HTTPTypes
import Hummingbird

/// Interest groups: founding, finding, joining, leaving and talking.
struct GroupRoutes {
    let backend: Backend

    private struct Founding: Decodable {
        var name: String
        var purpose: String
        var interests: [String]?
        var charter: String?
        var handle: String?
    }

    private struct Joining: Decodable {
        var handle: String
    }

    private struct Post: Decodable {
        var text: String
        var replyTo: String?
    }

    func add(to api: RouterGroup<Context>) {
        let groups = api.group("groups")

        groups.get { _, context in
            Answer(
                try await backend.chapter.groups(as: context.viewer).map(GroupAnswer.init))
        }
        groups.get("suggestions") { _, context in
            try context.require(.takePart)
            let found = try await backend.chapter.groupSuggestions(as: context.viewer)
            return Answer(found.map(GroupSuggestionAnswer.init))
        }
        groups.post { request, context in
            let body = try await request.json(Founding.self, context)
            let act = FoundGroup(
                name: body.name, purpose: body.purpose, interests: body.interests ?? [],
                charter: body.charter ?? "", handle: body.handle)
            let id = try await backend.perform(act, context)
            return Answer(GroupIDAnswer(groupID: id.description), status: .created)
        }
        groups.get(":group") { _, context in
            let found = try await backend.chapter.group(group(context), as: context.viewer)
            guard let found else { throw Refusal.notFound("group") }
            return Answer(GroupDetailAnswer(found))
        }
        groups.post(":group/members") { request, context in
            let id = try group(context)
            let body = try await request.json(Joining.self, context)
            _ = try await backend.perform(JoinGroup(id, as: body.handle), context)
            return Answer(GroupIDAnswer(groupID: id.description), status: .created)
        }
        groups.delete(":group/members") { _, context in
            let id = try group(context)
            try await backend.perform(LeaveGroup(id), context)
            return Answer(GroupIDAnswer(groupID: id.description))
        }
        groups.post(":group/posts") { request, context in
            let id = try group(context)
            let body = try await request.json(Post.self, context)
            var replyTo: ObjectID?
            if let text = body.replyTo {
                guard let post = ObjectID(text) else { throw Refusal.notFound("post") }
                replyTo = post
            }
            let post = try await backend.perform(
                PostToGroup(id, body.text, replyTo: replyTo), context)
            return Answer(PostIDAnswer(postID: post.description), status: .created)
        }
        groups.delete(":group/posts/:post") { _, context in
            let id = try group(context)
            let post = try context.id("post", "post in this group", ObjectID.init(_:))
            try await backend.takeBack(post, in: id, context)
            return Answer(PostIDAnswer(postID: post.description))
        }
    }

    private func group(_ context: Context) throws -> ObjectID {
        try context.id("group", "group", ObjectID.init(_:))
    }
}
