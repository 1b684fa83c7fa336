import Chapter
import HTTPTypes
import Hummingbird

/// What members see of oneself, and of organizations: chosen field by field.
struct DirectoryChoicePages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("directory/mine", .takePart) { _, context in
            try backend.kit.show(try await page(try me(context), context))
        }
        pages.post("directory/mine", .takePart) { request, context in
            try await save(
                try me(context), try await request.form(context), at: "/directory/mine", context)
        }
        pages.get("people/:person/directory", .managePeople) { _, context in
            try backend.kit.show(try await page(try context.person(), context))
        }
        pages.post("people/:person/directory", .managePeople) { request, context in
            let member = try context.person()
            return try await save(
                member, try await request.form(context), at: "/people/\(member)", context)
        }
    }

    private func me(_ context: Context) throws -> MemberID {
        guard let member = context.viewer.memberID else { throw Refusal.notFound("person") }
        return member
    }

    private func save(_ member: MemberID, _ form: Form, at address: String, _ context: Context)
        async throws -> Response
    {
        let fields = Set(form.all("see").compactMap(DirectoryField.init(rawValue:)))
        _ = try await backend.perform(SetDirectoryFields(member, fields), context)
        return .seeOther(
            Notice.after(
                fields.contains(.name) ? "directory_seen" : "directory_unseen", at: address))
    }

    private func page(_ member: MemberID, _ context: Context) async throws -> DirectoryChoicePage {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let choice = try await backend.chapter.read { db in
            try DirectoryChoice.read(of: member, in: db, for: viewer, at: now).get()
        }
        let isOwn = viewer.memberID == member
        let title = words.say(
            isOwn ? "directory_mine" : "directory_of", ["name": choice.name])
        let frame = try await backend.frame(
            title, part: isOwn ? DirectoryPages.part(viewer) : "people", context)
        return DirectoryChoicePage(
            frame.narrow(), words, choice, of: member, isOwn: isOwn, title: title)
    }
}

/// The boxes of what is seen, with what it is now beside each.
struct DirectoryChoicePage: Page {
    /// A box to tick.
    struct Box: Sendable {
        let value: String
        let label: String
        /// What would be seen, or why there is nothing yet.
        let shows: String
        let isOn: Bool
    }

    static let template = "directory-choice"
    let frame: Frame
    let t: Wording
    let title: String
    let back: String
    let backName: String
    let how: String
    let address: String
    /// Why nothing can be chosen here; nil where it can.
    let locked: String?
    let name: Box
    let boxes: [Box]
    let now: DirectoryCard?
}

extension DirectoryChoicePage {
    fileprivate init(
        _ frame: Frame, _ words: Wording, _ choice: DirectoryChoice, of member: MemberID,
        isOwn: Bool, title: String
    ) {
        self.frame = frame
        t = words
        self.title = title
        back = isOwn ? "/directory" : "/people/\(member)"
        backName = isOwn ? words.say("frame_directory") : choice.name
        how = words.say(isOwn ? "directory_mine_how" : "directory_of_how")
        address = isOwn ? "/directory/mine" : "/people/\(member)/directory"
        let named = ["name": choice.name]
        locked =
            !choice.isPossible
            ? words.say("directory_impossible")
            : isOwn || choice.kind != .person ? nil : words.say("directory_locked", named)
        func box(_ field: DirectoryField) -> Box {
            Box(
                value: field.rawValue, label: words.directoryField(field),
                shows: Self.shows(field, choice, words), isOn: choice.shown.contains(field))
        }
        name = Box(
            value: DirectoryField.name.rawValue, label: words.say("directory_be_in", named),
            shows: words.say("directory_be_in_how"), isOn: choice.shown.contains(.name))
        boxes = DirectoryField.all(of: choice.kind).filter { $0 != .name }.map(box)
        now = choice.entry.map { DirectoryCard($0, words) }
    }

    /// What a field shows now.
    private static func shows(_ field: DirectoryField, _ choice: DirectoryChoice, _ words: Wording)
        -> String
    {
        let all = choice.everything
        let values: [String] =
            switch field {
            case .name: [choice.name]
            case .pronouns: [all?.pronouns].compactMap(\.self)
            case .positions: all?.positions ?? []
            case .phone: [all?.phone].compactMap(\.self)
            case .email: [all?.email].compactMap(\.self)
            case .messengers: all?.messengers.map(\.handle) ?? []
            case .town: [all?.town].compactMap(\.self)
            case .address: all?.address ?? []
            case .workplace: [all?.workplace, all?.employer].compactMap(\.self)
            case .job: [all?.job].compactMap(\.self)
            case .interests: all?.interests ?? []
            case .skills: all?.skills ?? []
            case .place:
                choice.hasPoint
                    ? [
                        words.say(
                            choice.kind == .person ? "directory_roughly" : "directory_exactly")
                    ] : []
            }
        return values.isEmpty ? words.say("directory_nothing") : values.joined(separator: ", ")
    }
}

extension Wording {
    /// What can be let be seen.
    func directoryField(_ field: DirectoryField) -> String {
        say("directory_field_\(field.rawValue.replacing("-", with: "_"))")
    }
}
