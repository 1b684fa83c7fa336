import Chapter

/// A page of pairs of contacts who may be one.
struct DuplicatesAnswer: Encodable, Sendable {
    /// A pair.
    struct Pair: Encodable, Sendable {
        let first: MemberAnswer
        let second: MemberAnswer
        let points: Int
        let reasons: [String]
        let decision: String
    }

    let pairs: [Pair]
    /// Three contacts or more who may all be one.
    let sets: [[String]]
    /// How many there are in each state.
    let counts: [String: Int]
    /// What to ask for the next page with.
    @Nullable var next: String?

    init(_ page: DuplicateQueue.Page) {
        pairs = page.pairs.map { pair in
            Pair(
                first: MemberAnswer(pair.first.summary),
                second: MemberAnswer(pair.second.summary), points: pair.points,
                reasons: pair.reasons.map(\.rawValue), decision: pair.decision.rawValue)
        }
        sets = page.sets.map { $0.contacts.map(\.id.description) }
        counts = Dictionary(
            uniqueKeysWithValues: page.counts.map { ($0.key.rawValue, $0.value) })
        next = page.next
    }
}

/// What was decided about a pair, and what was before.
struct DecisionAnswer: Encodable, Sendable {
    let decision: String
    let before: String
}

/// What a merge would do.
struct MergePreviewAnswer: Encodable, Sendable {
    /// A field of which at least one says something.
    struct Field: Encodable, Sendable {
        let name: String
        @Nullable var kept: String?
        @Nullable var gone: String?
        let suggested: String
    }

    let kept: MemberRecord
    let gone: MemberRecord
    let fields: [Field]
    /// How many rows of each table move.
    let moves: [String: Int]
    @Nullable var points: Int?
    let reasons: [String]
    /// Why they cannot be merged as things are.
    @Nullable var refusal: String?

    init(_ preview: MergePreview) {
        kept = preview.kept
        gone = preview.gone
        fields = preview.fields.map { field in
            Field(
                name: field.field.jsonKey, kept: field.kept, gone: field.gone,
                suggested: field.suggested.rawValue)
        }
        moves = Dictionary(uniqueKeysWithValues: preview.moves.map { ($0.table, $0.count) })
        points = preview.score?.points
        reasons = (preview.score?.reasons ?? []).map(\.rawValue)
        refusal = preview.refusal?.sentence
    }
}

/// A merge that was just done.
struct MergedAnswer: Encodable, Sendable {
    let mergeID: String
    let memberID: String
    let version: Int

    init(_ merged: MergeContacts.Merged) {
        mergeID = String(merged.id)
        memberID = merged.kept.description
        version = merged.version
    }
}

/// A merge and what became of it.
struct MergeReportAnswer: Encodable, Sendable {
    /// Rows that stayed when it was taken back.
    struct Stayed: Encodable, Sendable {
        let table: String
        let why: String
        let count: Int
    }

    let mergeID: String
    let at: Moment
    let kept: String
    let gone: String
    let goneName: String
    let moved: [String: Int]
    @Nullable var undoneAt: Moment?
    let stayed: [Stayed]
    /// What is newer than the merge and stays with the kept contact.
    let newer: [String: Int]

    init(_ report: MergeReport) {
        mergeID = String(report.id)
        at = Moment(report.at)
        kept = report.kept.description
        gone = report.gone.description
        goneName = report.goneName
        moved = Dictionary(uniqueKeysWithValues: report.moved.map { ($0.table, $0.count) })
        undoneAt = report.undoneAt.map { Moment($0) }
        stayed = report.stayed.map { Stayed(table: $0.table, why: $0.why, count: $0.count) }
        newer = Dictionary(uniqueKeysWithValues: report.newer.map { ($0.table, $0.count) })
    }
}
