import Chapter
import Federation
import Feeds
import Hummingbird

/// What the chapter calls things and shares, and what linked chapters share.
struct VocabularyPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("settings/memberships/shared", .changeSettings) { _, context in
            try backend.kit.show(try await page(nil, context))
        }
        pages.post("settings/memberships/shared", .changeSettings) { request, context in
            let form = try await request.form(context)
            do {
                _ = try await backend.perform(
                    ShareVocabulary(
                        kinds: form.all("kind").compactMap { Int64($0) },
                        interests: form.all("interest"), skills: form.all("skill")), context)
                return .seeOther(
                    Notice.after("words_shared", at: "/settings/memberships/shared"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let page = try await page(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
        pages.post("settings/memberships/shared/kinds", .changeSettings) { request, context in
            let form = try await request.form(context)
            guard let chapter = ChapterID(form["chapter"]) else {
                throw Refusal.notFound("shared kind of membership")
            }
            do {
                _ = try await backend.perform(TakeOverKind(chapter, form["name"]), context)
                return .seeOther(Notice.after("kind_added", at: "/settings/memberships"))
            } catch let refusal as Refusal where [.conflict, .invalid].contains(refusal.code) {
                let problem = Problem(nil, context.words.sentence(refusal))
                let page = try await page(nil, context, [problem])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
    }

    private func page(_ form: Form?, _ context: Context, _ problems: [Problem] = []) async throws
        -> VocabularyPage
    {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let chapter = backend.chapter.feeds.chapter
        let (types, labels, own, others) = try await backend.chapter.read { db in
            (
                try MembershipType.all(in: db, for: viewer, at: now),
                try LabelsInUse.read(in: db, for: viewer),
                try SharedVocabulary.own(chapter, in: db),
                try SharedVocabulary.others(besides: chapter, in: db, for: viewer)
            )
        }
        let title = words.say("vocabulary_title")
        // What is shared and no longer in use can be taken back, too.
        func boxes(_ name: String, _ used: [String], _ shared: [String]) -> [VocabularyPage.Box] {
            let ticked = Set(form?.all(name) ?? shared)
            let gone = shared.filter { !used.contains($0) }
            return (used + gone).map { word in
                VocabularyPage.Box(
                    value: word, name: word, help: nil, isOn: ticked.contains(word))
            }
        }
        let sharedKinds = Set(own?.kinds.map(\.name) ?? [])
        let kinds = types.filter { !$0.isRetired || sharedKinds.contains($0.plan.name) }.map {
            VocabularyPage.Box(
                value: String($0.id), name: $0.plan.name, help: words.term($0.plan),
                isOn: form?.all("kind").contains(String($0.id))
                    ?? sharedKinds.contains($0.plan.name))
        }
        let interests = boxes("interest", labels.interests, own?.interests ?? [])
        let skills = boxes("skill", labels.skills, own?.skills ?? [])
        return VocabularyPage(
            frame: try await backend.frame(title, part: "settings", context).narrow(), t: words,
            problems: Problems(problems, words), kinds: kinds, hasKinds: !kinds.isEmpty,
            interests: interests, hasInterests: !interests.isEmpty, skills: skills,
            hasSkills: !skills.isEmpty,
            others: others.map { LinkedVocabulary($0, types, words) }, hasOthers: !others.isEmpty)
    }
}

/// Boxes for what is shared, and below them what others share.
struct VocabularyPage: Page {
    /// One thing to tick.
    struct Box: Sendable {
        let value: String
        let name: String
        let help: String?
        let isOn: Bool
    }

    static let template = "memberships-shared"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let kinds: [Box]
    let hasKinds: Bool
    let interests: [Box]
    let hasInterests: Bool
    let skills: [Box]
    let hasSkills: Bool
    let others: [LinkedVocabulary]
    let hasOthers: Bool
}

/// What a linked chapter shares: the partial `memberships-linked` prints its kinds.
struct LinkedVocabulary: Sendable {
    /// A kind of membership.
    struct Kind: Sendable {
        let chapter: String
        let name: String
        let term: String
        /// Whether this chapter has a kind of that name.
        let isThere: Bool
    }

    let name: String
    let kinds: [Kind]
    let hasKinds: Bool
    let interests: [String]
    let hasInterests: Bool
    let skills: [String]
    let hasSkills: Bool

    init(_ shared: SharedVocabulary, _ own: [MembershipType], _ words: Wording) {
        let there = Set(own.map { $0.plan.name.lowercased() })
        name = shared.name
        kinds = shared.kinds.map {
            Kind(
                chapter: shared.chapter.description, name: $0.name, term: words.term($0),
                isThere: there.contains($0.name.lowercased()))
        }
        hasKinds = !kinds.isEmpty
        interests = shared.interests
        hasInterests = !interests.isEmpty
        skills = shared.skills
        hasSkills = !skills.isEmpty
    }
}
