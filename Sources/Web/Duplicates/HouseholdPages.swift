import Chapter
import Hummingbird

/// Homes that may be households, and who has moved out.
struct HouseholdPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        MoveHouseholdPages(backend: backend).add(to: pages)
        pages.get("people/households", .managePeople) { request, context in
            let question = HouseholdQueue(
                DecideHome.Decision(rawValue: request.query("state") ?? "") ?? .open,
                after: request.query("after"))
            return try backend.kit.show(try await page(question, context))
        }
        pages.post("people/households", .managePeople) { request, context in
            let form = try await request.form(context)
            if let decision = DecideHome.Decision(rawValue: form["decision"]) {
                _ = try await backend.perform(DecideHome(form["home"], decision), context)
                return .seeOther(
                    Notice.after(
                        "duplicates_home_\(decision.rawValue)", at: "/people/households"))
            }
            do {
                let act = MakeHousehold(
                    form.all("id").compactMap { MemberID($0) }, name: form["name"],
                    into: MemberID(form["into"]))
                let isAllNew = try await backend.chapter.read { db in try act.isAllNew(in: db) }
                let household = try await backend.perform(act, context)
                return .seeOther(
                    Notice.after(
                        "duplicates_household_made", at: "/people/\(household)",
                        undo: isAllNew ? "\(household)" : nil))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let page = try await page(
                    HouseholdQueue(), context, [Problem(nil, context.words.sentence(refusal))])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
        pages.post("people/:person/moved-out", .managePeople) { _, context in
            let person = try context.person()
            let version = try await backend.perform(MoveOut(person), context)
            return .seeOther(
                Notice.after(
                    "duplicates_moved_out", at: "/people/\(person)",
                    undo: "\(person)-\(version - 1)-\(version)"))
        }
    }

    private func page(
        _ question: HouseholdQueue, _ context: Context, _ problems: [Problem] = []
    ) async throws -> HouseholdsPage {
        let viewer = context.viewer
        let page = try await backend.chapter.read { db in
            try question.answer(in: db, for: viewer)
        }.get()
        let frame = try await backend.frame(
            context.words.say("duplicates_households"), part: "people", context)
        return HouseholdsPage(
            frame, context.words, page, question, viewer: viewer, problems: problems)
    }
}
