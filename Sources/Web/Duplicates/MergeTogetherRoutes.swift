import Chapter
import Hummingbird

/// Merges of several contacts at once, in the API.
struct MergeTogetherRoutes {
    let backend: Backend

    private struct Entered: Decodable {
        let keep: String
        let others: [String]
        let choices: [String: String]?
        let expectedVersions: [String: Int]?
        let why: String?
    }

    func add(to api: RouterGroup<Context>) {
        let merges = api.group("merges")
        merges.get("together") { request, context in
            try context.require(.managePeople)
            let query = Form(encoded: request.uri.query ?? "")
            let keep = try member(query["keep"])
            let others = try query.all("other").map { try member($0) }
            let preview = try await backend.chapter.mergeTogetherPreview(
                [keep] + others, keep: keep, for: context.viewer
            ).get()
            return Answer(MergeTogetherPreviewAnswer(preview))
        }
        merges.post("together") { request, context in
            let entered = try await request.json(Entered.self, context)
            let merged = try await backend.perform(act(entered), context)
            return Answer(MergedTogetherAnswer(merged), status: .created)
        }
        merges.post(":merge/reversal/all") { _, context in
            let id = try context.id("merge", "merge", { Int64($0) })
            let reports = try await backend.perform(UndoMergeTogether(id), context)
            return Answer(reports.map { MergeReportAnswer($0) })
        }
    }

    private func act(_ entered: Entered) throws -> MergeTogether {
        var fields: [PersonField: MemberID] = [:]
        var ownFields: [String: MemberID] = [:]
        for (name, value) in entered.choices ?? [:] {
            let source = try member(value)
            if name.hasPrefix("own:") {
                ownFields[String(name.dropFirst(4))] = source
            } else if let field = PersonField.allCases.first(where: { $0.jsonKey == name }) {
                fields[field] = source
            } else {
                ownFields[name] = source
            }
        }
        var versions: [MemberID: Int] = [:]
        for (id, version) in entered.expectedVersions ?? [:] {
            if let id = MemberID(id) { versions[id] = version }
        }
        return MergeTogether(
            keep: try member(entered.keep), others: try entered.others.map { try member($0) },
            choices: fields, ownFields: ownFields, expected: versions, why: entered.why)
    }

    private func member(_ text: String) throws -> MemberID {
        guard let id = MemberID(text) else { throw Refusal.notFound("person") }
        return id
    }
}

/// What a merge of several contacts would do.
struct MergeTogetherPreviewAnswer: Encodable, Sendable {
    /// One of the contacts.
    struct Contact: Encodable, Sendable {
        let record: MemberRecord
        /// How many rows of each table speak of it.
        let moves: [String: Int]
        /// What it has in common with the kept one.
        let reasons: [String]
    }

    /// Why they cannot be merged as things are.
    struct Hindrance: Encodable, Sendable {
        /// Whom of those who go it is about; empty for all together.
        let contacts: [String]
        let refusal: String
    }

    /// A field of which at least one says something.
    struct Field: Encodable, Sendable {
        let name: String
        /// What they say, by their ids.
        let values: [String: String]
        /// Whose value is taken without a choice.
        let suggested: String
    }

    let keep: String
    let contacts: [Contact]
    let fields: [Field]
    /// How many rows of each table move of all who go.
    let moves: [String: Int]
    let hindrances: [Hindrance]

    init(_ preview: MergeTogetherPreview) {
        keep = preview.keep.description
        contacts = preview.columns.map { column in
            Contact(
                record: column.record, moves: Self.counts(column.moves),
                reasons: column.reasons.map(\.rawValue))
        }
        fields = preview.fields.map { line in
            Field(
                name: line.field.jsonKey,
                values: Dictionary(
                    uniqueKeysWithValues: line.values.map { ($0.key.description, $0.value) }),
                suggested: line.suggested.description)
        }
        moves = Self.counts(preview.moves)
        hindrances = preview.hindrances.map { hindrance in
            Hindrance(
                contacts: hindrance.members.map(\.description),
                refusal: hindrance.refusal.sentence)
        }
    }

    private static func counts(_ moves: [MergeCount]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: moves.map { ($0.table, $0.count) })
    }
}

/// A merge of several contacts that was just done.
struct MergedTogetherAnswer: Encodable, Sendable {
    /// In the order of the merges.
    let mergeIDs: [String]
    let memberID: String
    let version: Int

    init(_ merged: MergeTogether.Merged) {
        mergeIDs = merged.ids.map { String($0) }
        memberID = merged.kept.description
        version = merged.version
    }
}
