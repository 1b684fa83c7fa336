import Chapter
import Hummingbird

/// The queue of contacts who may be one.
struct DuplicatePages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/duplicates", .managePeople) { request, context in
            let question = DuplicateQueue(
                DecideDuplicate.Decision(code: request.query("state") ?? "") ?? .open,
                reason: request.query("reason").flatMap { DuplicateReason(code: $0) },
                contact: request.query("contact").flatMap { MemberID($0) },
                after: request.query("after"))
            let viewer = context.viewer
            let page = try await backend.chapter.read { db in
                try question.answer(in: db, for: viewer)
            }.get()
            let isLooking = try await backend.chapter.duplicateScanIsDue(at: backend.clock())
            let frame = try await backend.frame(
                context.words.say("duplicates_title"), part: "people", context)
            return try backend.kit.show(
                DuplicatesPage(
                    frame, context.words, page, question, viewer: viewer, isLooking: isLooking,
                    goesOn: request.query("done") != nil))
        }
        pages.post("people/duplicates", .managePeople) { request, context in
            let form = try await request.form(context)
            guard let one = MemberID(form["one"]), let other = MemberID(form["other"]),
                let decision = DecideDuplicate.Decision(code: form["decision"])
            else { throw Refusal.notFound("person") }
            _ = try await backend.perform(DecideDuplicate(one, other, decision), context)
            let state = DecideDuplicate.Decision(code: form["state"]) ?? .open
            let address = DuplicatesPage.address(state, DuplicateReason(code: form["reason"]))
            return .seeOther(
                Notice.after(
                    "duplicates_\(decision.code)", at: address,
                    undo: decision == .open ? nil : "\(one)-\(other)") + "#pairs")
        }
        pages.post("people/duplicates/:pair/open", .managePeople) { _, context in
            let ids = (context.parameters.get("pair") ?? "").split(separator: "-")
                .compactMap { MemberID(String($0)) }
            guard ids.count == 2 else { throw Refusal.notFound("person") }
            _ = try await backend.perform(DecideDuplicate(ids[0], ids[1], .open), context)
            return .seeOther(
                Notice.after("duplicates_open", at: "/people/duplicates") + "#pairs")
        }
    }
}
