import Chapter
import Federation
import HTTPTypes
import Hummingbird

/// Linking with other chapters.
///
/// The node does it; here is only who may ask for it.
struct LinkRoutes {
    let backend: Backend

    /// The longest invitation that is looked at, in bytes.
    static let invitationBytesAtMost = 4_096

    private struct Invite: Decodable {
        var autoConfirm: Bool?
    }

    private struct Accept: Decodable {
        var invitation: String
        var yes: Bool?
    }

    func add(to api: RouterGroup<Context>) {
        let links = api.group("links")

        links.get { _, context in
            try context.require(.seeNode)
            return Answer(try await backend.node.links())
        }
        links.post("invitations") { request, context in
            try context.require(.linkChapters)
            let body = try await request.json(or: Invite(), context)
            let made = try await backend.node.invite(autoConfirm: body.autoConfirm ?? false).get()
            return Answer(made, status: .created)
        }
        links.post { request, context in
            try context.require(.linkChapters)
            let body = try await request.json(Accept.self, context)
            guard body.invitation.utf8.count <= Self.invitationBytesAtMost else {
                throw Refusal.invalid("invitation", "This is too long for an invitation.")
            }
            return Answer(
                try await backend.node.accept(body.invitation, yes: body.yes ?? false).get())
        }
        links.post(":chapter/confirmation") { _, context in
            try context.require(.linkChapters)
            return Answer(try await backend.node.confirm(chapter(context)).get())
        }
        links.post(":chapter/block") { _, context in
            try context.require(.linkChapters)
            return Answer(try await backend.node.block(chapter(context)).get())
        }
        links.delete(":chapter/block") { _, context in
            try context.require(.linkChapters)
            return Answer(try await backend.node.unblock(chapter(context)).get())
        }
        links.delete(":chapter/confirmation") { _, context in
            try context.require(.linkChapters)
            try await backend.node.decline(chapter(context)).get()
            return Answer(DoneAnswer())
        }
        api.delete("federation") { _, context in
            try context.require(.linkChapters)
            return Answer(try await backend.node.leave().get())
        }
    }

    private func chapter(_ context: Context) throws -> ChapterID {
        try context.id("chapter", "chapter", ChapterID.init(_:))
    }
}
