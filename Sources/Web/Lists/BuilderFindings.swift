import Chapter
import Federation
import GRDB

/// What a search finds as it stands in the form, in words: the page says it, and its script asks
/// for it while the conditions are changed.
struct BuilderHint: Encodable, Sendable {
    let sentence: String
    let count: String
    /// Empty where every condition is complete.
    let incomplete: String

    init(_ found: BuilderFindings, _ words: Wording) {
        sentence = SearchSentence(found.names, words).whole(found.complete)
        count = words.count("find_fit", found.count)
        incomplete =
            found.problems.isEmpty ? "" : words.count("find_incomplete", found.problems.count)
    }
}

/// What the builder found out about a search: what is complete of it, and how many that finds.
struct BuilderFindings: Sendable {
    let names: SearchNames
    let labels: LabelsInUse
    /// The query without conditions that are not complete.
    let complete: SearchQuery
    /// What is missing in those that are not.
    let problems: [SearchCondition: Refusal]
    let count: Int
    /// The chapter's own fields of contacts, those that are retired included.
    let fields: [OwnField]

    /// Asks for a query as far as it is complete.
    static func read(_ query: SearchQuery, in db: Database, for viewer: Viewer, at now: Timestamp)
        throws -> BuilderFindings
    {
        var problems: [SearchCondition: Refusal] = [:]
        for condition in Set(query.conditions) {
            let alone = LiveSearch(.unsaved(SearchQuery(all: [condition])), at: now)
            if case .failure(let refusal) = try alone.check(in: db, for: viewer) {
                problems[condition] = refusal
            }
        }
        let complete = query.without(Set(problems.keys))
        var names = try SearchNames.read(for: query, in: db, for: viewer)
        try names.readThings(in: db)
        return BuilderFindings(
            names: names,
            labels: try LabelsInUse.read(in: db, for: viewer), complete: complete,
            problems: problems,
            count: try LiveSearch(.unsaved(complete), at: now).count(in: db, for: viewer).get(),
            fields: try OwnField.all(retired: true, in: db))
    }
}
