import Chapter
import Foundation
import Hummingbird

/// One tag, interest or skill for many people at once.
struct LabelPages {
    let backend: Backend

    /// So many of the chosen are named.
    private static let namesAtMost = 12

    func add(to pages: PageRoutes) {
        pages.get("people/together", .managePeople) { request, context in
            let form = Form(encoded: request.uri.query ?? "")
            return try backend.kit.show(try await page(form, context))
        }
        pages.post("people/together", .managePeople) { request, context in
            let form = try await request.form(context)
            let query = PeopleQuery(form)
            let change = LabelPeople.Change(rawValue: form["do"]) ?? .tag
            let near = change == .tag ? try await nearlyEqual(form, context) : []
            guard near.isEmpty else {
                let names = context.words.list(near.map { "“\($0)”" })
                let problem = context.words.say(
                    "find_near", ["tag": form["label"], "tags": names])
                return try backend.kit.show(
                    try await page(form, context, [Problem("label", problem)], isSure: true),
                    status: .unprocessableContent)
            }
            do {
                let done = try await backend.perform(
                    LabelPeople(
                        change, form["label"], try form.chosenPeople(at: backend.clock())),
                    context)
                return .seeOther(
                    Notice.after(
                        done.id == nil ? "people_same" : "people_\(change.rawValue)",
                        at: query.address("/people"), undo: done.id.map(String.init)))
            } catch let refusal as Refusal where refusal.code == .invalid {
                let page = try await page(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
        pages.post("people/together/:bulk/undo", .managePeople) { _, context in
            let change = try context.id("bulk", "change of many people", { Int64($0) })
            let undone = try await backend.perform(UndoLabels(change), context)
            return .seeOther(
                Notice.after(
                    undone.kept == 0 ? "people_undone" : "people_undone_some", at: "/people"))
        }
    }

    /// Tags in use that are nearly the new one; none where somebody was asked about it already.
    private func nearlyEqual(_ form: Form, _ context: Context) async throws -> [String] {
        let (tag, viewer) = (form["label"], context.viewer)
        guard form["sure"] != tag else { return [] }
        return try await backend.chapter.read { db in
            try TagList.similar(to: tag, in: db, for: viewer)
        }
    }

    private func page(
        _ form: Form, _ context: Context, _ problems: [Problem] = [], isSure: Bool = false
    ) async throws -> LabelPage {
        let (words, viewer) = (context.words, context.viewer)
        let query = PeopleQuery(form)
        let people = form.chosenPeople(of: try query.list(at: backend.clock()))
        let (names, count, labels) = try await backend.chapter.read { db in
            let labels = try LabelsInUse.read(in: db, for: viewer)
            let chosen = try people.names(in: db, for: viewer, atMost: Self.namesAtMost)
            return (chosen.names, chosen.count, labels)
        }
        let change = LabelPeople.Change(rawValue: form["do"]) ?? .tag
        let title = words.count("people_do_\(change.rawValue)", count)
        var frame = try await backend.frame(title, part: "people", context)
        frame.isNarrow = true
        let carried =
            form.carriedPeople()
            + (isSure ? [HiddenField(name: "sure", value: form["label"])] : [])
        return LabelPage(
            frame: frame, t: words, problems: Problems(problems, words), title: title,
            names: words.names(names, of: count),
            isNobody: count == 0, back: query.address("/people"), carried: carried,
            change: change.rawValue,
            changes: LabelPeople.Change.allCases.map { other in
                LabelPage.Change(
                    name: words.say("people_change_\(other.rawValue)"), value: other.rawValue,
                    isHere: other == change)
            },
            label: Field(
                "label", label: words.say(change.label),
                value: form["label"], help: words.say("people_label_help_\(change.rawValue)"),
                isRequired: true, problems: problems.map { Problem("label", $0.sentence) }),
            list: change.list, known: change.known(labels))
    }
}

extension LabelPeople.Change {
    /// The key of what the word is.
    fileprivate var label: String {
        switch self {
        case .tag, .untag: "people_label"
        case .interest: "people_interest"
        case .skill: "people_skill"
        }
    }

    /// What the list of known words is called.
    fileprivate var list: String {
        switch self {
        case .tag, .untag: "tags"
        case .interest: "interests"
        case .skill: "skills"
        }
    }

    /// The words that are in use.
    fileprivate func known(_ labels: LabelsInUse) -> [TagChoice] {
        switch self {
        case .tag, .untag: TagChoice.tags(labels)
        case .interest: TagChoice.plain(labels.interests)
        case .skill: TagChoice.plain(labels.suggestedSkills)
        }
    }
}

/// One tag, interest or skill for many people.
struct LabelPage: Page {
    /// What can be done to them.
    struct Change: Sendable {
        let name: String
        let value: String
        let isHere: Bool
    }

    static let template = "people-label"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let names: String
    let isNobody: Bool
    let back: String
    let carried: [HiddenField]
    let change: String
    let changes: [Change]
    let label: Field
    let list: String
    let known: [TagChoice]
}
