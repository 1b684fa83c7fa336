import Chapter
import Federation
import Foundation
import HTTPTypes
import Hummingbird

/// Founding, joining and leaving groups.
struct GroupJoiningPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("groups/found", .takePart) { _, context in
            try await founding(Form(encoded: ""), [], context)
        }
        pages.post("groups/found", .takePart) { request, context in
            let form = try await request.form(context)
            do {
                let id = try await backend.perform(Self.founding(form), context)
                return .seeOther(Notice.after("group_founded", at: "/groups/\(id)"))
            } catch let refusal as Refusal where refusal.field != nil {
                return try await founding(form, [Problem(refusal, context.words)], context)
            }
        }
        pages.get("groups/:group/join", .takePart) { _, context in
            let group = try await backend.group(context)
            return group.ownHandle != nil
                ? .seeOther("/groups/\(group.id)")
                : try await joining(group, "", isLook: false, [], context)
        }
        pages.post("groups/:group/join", .takePart) { request, context in
            let group = try await backend.group(context)
            let form = try await request.form(context)
            let handle = form["handle"]
            do {
                if form["do"] == "look" {
                    if let refusal = try await backend.chapter.refusal(of: handle, in: group.id) {
                        throw refusal
                    }
                    return try await joining(group, handle, isLook: true, [], context)
                }
                _ = try await backend.perform(JoinGroup(group.id, as: handle), context)
                return .seeOther(Notice.after("group_joined", at: "/groups/\(group.id)"))
            } catch let refusal as Refusal where refusal.field != nil {
                return try await joining(
                    group, handle, isLook: false, [Problem(refusal, context.words)], context)
            }
        }
        pages.get("groups/:group/leave", .takePart) { _, context in
            let group = try await backend.group(context)
            guard let handle = group.ownHandle else { return .seeOther("/groups/\(group.id)") }
            let words = context.words
            var frame = try await backend.frame(words.say("groups_leave"), part: "groups", context)
            frame.isNarrow = true
            return try backend.kit.show(
                GroupLeavePage(
                    frame: frame, t: words, name: group.name, handle: handle,
                    back: "/groups/\(group.id)", action: "/groups/\(group.id)/leave"))
        }
        pages.post("groups/:group/leave", .takePart) { _, context in
            let group = try await backend.group(context)
            try await backend.perform(LeaveGroup(group.id), context)
            return .seeOther(Notice.after("group_left", at: "/groups"))
        }
    }

    private static func founding(_ form: Form) -> FoundGroup {
        FoundGroup(
            name: form["name"], purpose: form["purpose"],
            interests: form["interests"].split(whereSeparator: { ",;\n".contains($0) })
                .map(String.init),
            charter: form["charter"], handle: form["handle"])
    }

    private func founding(_ form: Form, _ problems: [Problem], _ context: Context) async throws
        -> Response
    {
        let words = context.words
        var frame = try await backend.frame(words.say("groups_found"), part: "groups", context)
        frame.isNarrow = true
        func field(_ name: String, lines: Int? = nil, needed: Bool = true) -> Field {
            let label = "field_" + name
            return Field(
                name, label: words.say("groups_\(label)"), value: form[name],
                help: words.say("groups_\(label)_help"), lines: lines, isRequired: needed,
                problems: problems)
        }
        let page = GroupFoundPage(
            frame: frame, t: words, problems: Problems(problems, words), name: field("name"),
            purpose: field("purpose", lines: 3), interests: field("interests", needed: false),
            charter: field("charter", lines: 4, needed: false), handle: field("handle"))
        return try backend.kit.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func joining(
        _ group: GroupSummary, _ handle: String, isLook: Bool, _ problems: [Problem],
        _ context: Context
    ) async throws -> Response {
        let words = context.words
        let chapter = backend.chapter
        let names = try await chapter.chapterNames()
        let people = try await chapter.people(of: group.id, as: context.viewer)
        let because = try await chapter.groupSuggestions(as: context.viewer)
            .first { $0.group.id == group.id }
        var frame = try await backend.frame(group.name.shortened, part: "groups", context)
        frame.isNarrow = true
        let own = handle.trimmingCharacters(in: .whitespacesAndNewlines)
        let page = GroupJoinPage(
            frame: frame, t: words, name: group.name, purpose: group.purpose,
            back: "/groups/\(group.id)", action: "/groups/\(group.id)/join", isLook: isLook,
            problems: Problems(problems, words),
            because: because.map {
                words.say("groups_suggested", ["interests": words.list($0.shared)])
            },
            handle: Field(
                "handle", label: words.say("groups_field_handle"), value: handle,
                help: words.say("groups_handle_help"), isRequired: true, problems: problems),
            own: own, initial: own.prefix(1).uppercased(),
            seen: words.say("groups_seen", ["chapter": frame.chapter]),
            joinAs: words.say("groups_join_as", ["handle": own.shortened]),
            size: words.size(of: group),
            shares: (people?.shares ?? []).map {
                GroupPage.Share(
                    chapter: names[$0.chapter] ?? words.say("groups_unknown_chapter"),
                    members: words.number($0.members))
            },
            founded: words.say(
                "groups_founded",
                [
                    "chapter": names[group.chapter] ?? words.say("groups_unknown_chapter"),
                    "day": words.day(group.founded),
                ]),
            charter: people.flatMap { $0.charter.isEmpty ? nil : $0.charter })
        return try backend.kit.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

/// The form that founds a group.
struct GroupFoundPage: Page {
    static let template = "groups-found"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let name: Field
    let purpose: Field
    let interests: Field
    let charter: Field
    let handle: Field
}

/// Joining: first a name, then what others see of it, then the button.
struct GroupJoinPage: Page {
    static let template = "groups-join"
    let frame: Frame
    let t: Wording
    let name: String
    let purpose: String
    let back: String
    let action: String
    /// Whether a name was chosen and is shown as others will see it.
    let isLook: Bool
    let problems: Problems
    let because: String?
    let handle: Field
    let own: String
    let initial: String
    let seen: String
    let joinAs: String
    let size: String
    let shares: [GroupPage.Share]
    let founded: String
    let charter: String?
}

/// The page that says what stays before somebody leaves.
struct GroupLeavePage: Page {
    static let template = "groups-leave"
    let frame: Frame
    let t: Wording
    let name: String
    let handle: String
    let back: String
    let action: String
}
