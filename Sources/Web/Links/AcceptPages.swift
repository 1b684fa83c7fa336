import Chapter
import Federation
import Feeds
import Hummingbird

/// Taking up an invitation.
struct AcceptPages {
    let backend: Backend

    private var linking: LinkingPages { LinkingPages(backend: backend) }

    func add(to pages: PageRoutes) {
        pages.get("chapters/accept", .linkChapters) { _, context in
            try backend.kit.show(try await page("", [], context))
        }
        pages.post("chapters/accept", .linkChapters) { request, context in
            let text = try await request.form(context)["invitation"]
            if let sentence = try await wrong(text, context.words) {
                return try await again(text, sentence, context)
            }
            switch try await backend.node.accept(text, yes: false) {
            case .success(let met): return .seeOther("/chapters/\(met.chapterID)/confirm")
            case .failure(let refusal):
                let sentence =
                    switch refusal.code {
                    case .unavailable: context.words.say("chapters_unreachable")
                    case .conflict: context.words.say("chapters_said_no")
                    default: context.words.say("chapters_not_whole")
                    }
                return try await again(text, sentence, context)
            }
        }
    }

    /// What can be seen to be wrong with an invitation before anybody is asked.
    private func wrong(_ text: String, _ words: Wording) async throws -> String? {
        guard text.utf8.count <= LinkRoutes.invitationBytesAtMost,
            let invitation = Invitation(text: text)
        else { return words.say("chapters_not_whole") }
        if invitation.chapter == backend.chapter.feeds.chapter {
            return words.say("chapters_own_invitation")
        }
        if invitation.expires <= backend.clock() { return words.say("chapters_ended") }
        if try await backend.chapter.federation() != nil { return words.say("chapters_already") }
        return nil
    }

    private func again(_ text: String, _ sentence: String, _ context: Context) async throws
        -> Response
    {
        let page = try await page(text, [Problem("invitation", sentence)], context)
        return try backend.kit.show(page, status: .unprocessableContent)
    }

    private func page(_ text: String, _ problems: [Problem], _ context: Context) async throws
        -> AcceptPage
    {
        let words = context.words
        let isLinked = try await backend.chapter.federation() != nil
        return AcceptPage(
            frame: try await linking.frame(words.say("chapters_accept_title"), context), t: words,
            steps: linking.steps(0, context), problems: Problems(problems, words),
            invitation: Field(
                "invitation", label: words.say("chapters_their_invitation"), value: text,
                help: words.say("chapters_paste"), lines: 6, isRequired: true, problems: problems),
            hindrance: isLinked ? words.say("chapters_already") : nil)
    }
}
