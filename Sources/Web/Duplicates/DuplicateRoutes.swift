import Chapter
import Hummingbird

/// Contacts who may be one, and merges, in the API.
struct DuplicateRoutes {
    let backend: Backend

    private struct Entered: Decodable {
        let decision: String
    }

    private struct EnteredMerge: Decodable {
        let keep: String
        let gone: String
        let choices: [String: String]?
        let expectedVersions: [String: Int]?
        let why: String?
    }

    func add(to api: RouterGroup<Context>) {
        let duplicates = api.group("duplicates")
        duplicates.get { request, context in
            let state = request.query("state") ?? DecideDuplicate.Decision.open.rawValue
            let question = DuplicateQueue(
                try decision(state), after: request.query("after"),
                limit: try request.number(
                    "limit", or: 50, in: 1...DuplicateQueue.largestPage))
            let viewer = context.viewer
            let page = try await backend.chapter.read { db in
                try question.answer(in: db, for: viewer)
            }.get()
            return Answer(DuplicatesAnswer(page))
        }
        duplicates.put(":member/:twin") { request, context in
            let (one, other) = try pair(context)
            let entered = try await request.json(Entered.self, context)
            let before = try await backend.perform(
                DecideDuplicate(one, other, try decision(entered.decision)), context)
            return Answer(DecisionAnswer(decision: entered.decision, before: before.rawValue))
        }
        duplicates.get(":member/:twin") { _, context in
            let (one, other) = try pair(context)
            let preview = try await backend.chapter.mergePreview(
                keep: one, gone: other, for: context.viewer
            ).get()
            return Answer(MergePreviewAnswer(preview))
        }
        let merges = api.group("merges")
        merges.post { request, context in
            let entered = try await request.json(EnteredMerge.self, context)
            let merged = try await backend.perform(act(entered), context)
            return Answer(MergedAnswer(merged), status: .created)
        }
        merges.get(":merge") { _, context in
            let id = try context.id("merge", "merge", { Int64($0) })
            let viewer = context.viewer
            let report = try await backend.chapter.read { db in
                try MergeReport.read(id, in: db, for: viewer)
            }.get()
            return Answer(MergeReportAnswer(report))
        }
        merges.post(":merge/reversal") { _, context in
            let id = try context.id("merge", "merge", { Int64($0) })
            return Answer(MergeReportAnswer(try await backend.perform(UndoMerge(id), context)))
        }
    }

    private func act(_ entered: EnteredMerge) throws -> MergeContacts {
        guard let keep = MemberID(entered.keep), let gone = MemberID(entered.gone) else {
            throw Refusal.notFound("person")
        }
        var fields: [PersonField: MergeSide] = [:]
        var ownFields: [String: MergeSide] = [:]
        for (name, value) in entered.choices ?? [:] {
            guard let side = MergeSide(rawValue: value) else {
                throw Refusal.invalid("choices", "A choice is “kept” or “gone”.")
            }
            if let field = PersonField.allCases.first(where: { $0.jsonKey == name }) {
                fields[field] = side
            } else {
                ownFields[name] = side
            }
        }
        var versions: [MemberID: Int] = [:]
        for (id, version) in entered.expectedVersions ?? [:] {
            if let id = MemberID(id) { versions[id] = version }
        }
        return MergeContacts(
            keep: keep, gone: gone, choices: fields, ownFields: ownFields, expected: versions,
            why: entered.why)
    }

    private func decision(_ text: String) throws -> DecideDuplicate.Decision {
        guard let decision = DecideDuplicate.Decision(rawValue: text) else {
            throw Refusal.invalid(
                "decision", "A decision is “open”, “later” or “not the same”.")
        }
        return decision
    }

    private func pair(_ context: Context) throws -> (MemberID, MemberID) {
        (
            try context.id("member", "person", MemberID.init(_:)),
            try context.id("twin", "person", MemberID.init(_:))
        )
    }
}
