import Chapter
import Federation
import Feeds
import Hummingbird

/// What chapters call things: what this one shares, and what the linked ones share.
struct VocabularyRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        let shared = api.group("shared-words")
        shared.get { _, context in
            try context.require(.changeSettings)
            let viewer = context.viewer
            let chapter = backend.chapter.feeds.chapter
            let (own, others) = try await backend.chapter.read { db in
                (
                    try SharedVocabulary.own(chapter, in: db),
                    try SharedVocabulary.others(besides: chapter, in: db, for: viewer)
                )
            }
            return Answer(
                VocabularyAnswer(
                    own: own.map(VocabularyAnswer.OfChapter.init),
                    linked: others.map(VocabularyAnswer.OfChapter.init)))
        }
        shared.put { request, context in
            try context.require(.changeSettings)
            let body = try await request.json(Words.self, context)
            let kinds = try (body.kinds ?? []).map { text in
                guard let id = Int64(text) else { throw Refusal.notFound("kind of membership") }
                return id
            }
            _ = try await backend.perform(
                ShareVocabulary(
                    kinds: kinds, interests: body.interests ?? [], skills: body.skills ?? []),
                context)
            return Answer(DoneAnswer())
        }
        shared.post("kinds") { request, context in
            try context.require(.changeSettings)
            let body = try await request.json(TakenKind.self, context)
            guard let chapter = ChapterID(body.chapterID) else {
                throw Refusal.notFound("shared kind of membership")
            }
            let id = try await backend.perform(TakeOverKind(chapter, body.name), context)
            return Answer(KindIDAnswer(id: String(id)), status: .created)
        }
    }
}

private struct Words: Decodable {
    var kinds: [String]?
    var interests: [String]?
    var skills: [String]?
}

private struct TakenKind: Decodable {
    var chapterID: String
    var name: String
}

/// What chapters call things.
struct VocabularyAnswer: Codable, Hashable, Sendable {
    /// What one chapter shares.
    struct OfChapter: Codable, Hashable, Sendable {
        /// A kind of membership, as of `membership-kinds`.
        struct Kind: Codable, Hashable, Sendable {
            var name: String
            /// `rolling`, `fixed` or `open`.
            var period: String
            @Nullable var months: Int?
            @Nullable var yearStarts: String?
            @Nullable var rollover: String?
            var graceDays: Int
        }

        var chapterID: String
        var name: String
        var kinds: [Kind]
        var interests: [String]
        var skills: [String]

        init(_ shared: SharedVocabulary) {
            chapterID = shared.chapter.description
            name = shared.name
            interests = shared.interests
            skills = shared.skills
            kinds = shared.kinds.map { plan in
                switch plan.term {
                case .open:
                    Kind(
                        name: plan.name, period: "open", months: nil, yearStarts: nil,
                        rollover: nil, graceDays: plan.graceDays)
                case .rolling(let months):
                    Kind(
                        name: plan.name, period: "rolling", months: months, yearStarts: nil,
                        rollover: nil, graceDays: plan.graceDays)
                case .fixed(let starts, let rollover):
                    Kind(
                        name: plan.name, period: "fixed", months: nil,
                        yearStarts: starts.description, rollover: rollover?.description,
                        graceDays: plan.graceDays)
                }
            }
        }
    }

    /// What this chapter shares; null for nothing.
    @Nullable var own: OfChapter?
    /// What linked chapters share, by their names.
    var linked: [OfChapter]
}
