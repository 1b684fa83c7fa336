import Chapter
import Federation
import Foundation
import Hummingbird

/// Linking with another chapter: invitation, six words, waiting for the other side.
struct LinkingPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("chapters/invite", .linkChapters) { _, context in
            try backend.kit.show(try await invitePage(nil, [], context))
        }
        pages.post("chapters/invite", .linkChapters) { _, context in
            switch try await backend.node.invite(autoConfirm: false) {
            case .success(let made):
                return try backend.kit.show(try await invitePage(made, [], context))
            case .failure(let refusal):
                let sentence =
                    refusal.code == .conflict
                    ? context.words.say("chapters_not_listening") : context.words.sentence(refusal)
                let page = try await invitePage(nil, [Problem(nil, sentence)], context)
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
        pages.get("chapters/waiting", .linkChapters) { _, context in
            let coming = try await backend.node.links().filter {
                $0.words != nil && $0.state == .unconfirmed
            }
            if coming.count == 1, let link = coming.first {
                return .seeOther("/chapters/\(link.chapterID)/confirm")
            }
            if coming.count > 1 { return .seeOther("/chapters") }
            let title = context.words.say("chapters_waiting_title")
            var response = try backend.kit.show(
                WaitingPage(
                    frame: try await frame(title, context), t: context.words,
                    steps: steps(0, context)))
            response.refresh()
            return response
        }
        AcceptPages(backend: backend).add(to: pages)
        pages.get("chapters/:chapter/confirm", .linkChapters) { _, context in
            try await confirmation(context)
        }
        pages.post("chapters/:chapter/confirm", .linkChapters) { _, context in
            let id = try chapter(context)
            _ = try await backend.node.confirm(id)
            return .seeOther("/chapters/\(id)/confirm")
        }
        pages.post("chapters/:chapter/decline", .linkChapters) { _, context in
            try await backend.node.decline(try chapter(context)).get()
            return .seeOther(Notice.after("chapter_declined", at: "/chapters"))
        }
    }

    func frame(_ title: String, _ context: Context) async throws -> Frame {
        try await backend.frame(title, part: "chapters", context).narrow()
    }

    func steps(_ here: Int, _ context: Context) -> Steps {
        let words = context.words
        return Steps(
            words.say("chapters_linking"),
            ["invitation", "words", "linked"].map { words.say("chapters_step_\($0)") }, at: here)
    }

    private func chapter(_ context: Context) throws -> ChapterID {
        try context.id("chapter", "chapter", ChapterID.init(_:))
    }

    private func invitePage(
        _ made: InvitationAnswer?, _ problems: [Problem], _ context: Context
    ) async throws -> InvitePage {
        let words = context.words
        return InvitePage(
            frame: try await frame(words.say("chapters_link"), context), t: words,
            steps: steps(0, context), problems: Problems(problems, words),
            invitation: made.map { made in
                InvitePage.Invited(
                    text: made.invitation,
                    until: words.say(
                        "chapters_until",
                        ["when": words.whole(made.expires.timestamp)]),
                    leads: words.say("chapters_leads", ["address": made.address]),
                    doubt: made.reach == .anywhere
                        ? nil : words.say("chapters_leads_\(made.reach.rawValue)"),
                    qr: InvitePage.Picture(made.invitation, label: words.say("chapters_qr")))
            })
    }

    /// The six words, or what has become of them.
    private func confirmation(_ context: Context) async throws -> Response {
        let words = context.words
        let id = try chapter(context)
        let found = try await backend.node.links().first { $0.chapterID == id.description }
        guard let link = found else {
            return .seeOther(Notice.after("chapter_gone", at: "/chapters"))
        }
        guard let six = link.words else {
            // Where more than one founder has to know a newcomer, it is not linked yet.
            return .seeOther(
                Notice.after(
                    link.state.isLinked ? "chapter_linked" : "chapter_candidate",
                    at: "/chapters/\(id)"))
        }
        let isWaiting = link.state == .waiting
        let own = try await backend.chapter.ownSharing(as: context.viewer, at: backend.clock())
        let title = words.say(
            isWaiting
                ? "chapters_confirmed_title"
                : link.returning ? "chapters_returning_title" : "chapters_words_title",
            ["chapter": link.name])
        let page = ConfirmPage(
            frame: try await frame(title, context), t: words, steps: steps(1, context),
            chapter: link.name, title: title,
            how: words.say(
                isWaiting ? "chapters_confirmed_how" : "chapters_words_how",
                ["chapter": link.name]),
            words: six, isWaiting: isWaiting,
            returning: link.returning
                ? words.say("chapters_returning_what", ["chapter": link.name]) : nil,
            waitingTitle: words.say("chapters_waiting_for", ["chapter": link.name]),
            seen: ConfirmPage.Sample.seen(own, words), kept: ConfirmPage.Sample.kept(own, words),
            confirm: "/chapters/\(id)/confirm", decline: "/chapters/\(id)/decline")
        var response = try backend.kit.show(page)
        if isWaiting { response.refresh() }
        return response
    }
}
