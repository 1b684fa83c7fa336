import Chapter

/// What became of a saved search, on its page; the template is `lists-search-history`.
struct SearchHistoryPart: Sendable {
    /// One thing that changed, with what it was and what it is.
    struct Step: Sendable {
        let did: String
        let old: String?
        let new: String?
    }

    /// One change.
    struct Line: Sendable {
        let who: String
        let face: Face
        let steps: [Step]
        let when: String
        /// From where it came; nil for what nobody kept.
        let from: String?
        /// The reason that was given.
        let why: String?
        /// The change that is taken back; nil where nothing else is known or nothing differs.
        let putBack: String?
        let putBackName: String
    }

    let lines: [Line]
    let action: String
    let version: String

    init(
        _ changes: [SearchChange], of search: SavedSearch, _ names: SearchNames,
        _ columns: ColumnWords
    ) {
        let words = columns.words
        action = "/people/searches/\(search.id)/put-back"
        version = "\(search.version)"
        lines = changes.map { change in
            let who = words.actor(change.by)
            let when = words.moment(change.at)
            let isOther = change.before.map { before in
                before.name != search.name || before.query != search.query
                    || before.view != search.view
            }
            return Line(
                who: who, face: Face(who, number: Int64(change.by.id) ?? 0),
                steps: Self.steps(of: change, SearchSentence(names, words), columns), when: when,
                from: change.device.map { words.device($0) }, why: change.why,
                putBack: isOther ?? false ? "\(change.id)" : nil,
                putBackName: words.say("find_put_back_name", ["when": when]))
        }
    }

    private static func steps(
        of change: SearchChange, _ sentence: SearchSentence, _ columns: ColumnWords
    ) -> [Step] {
        let words = columns.words
        func step(_ did: String, _ old: String? = nil, _ new: String? = nil) -> Step {
            Step(did: words.say("find_did_\(did)"), old: old, new: new)
        }
        let after = change.after
        guard let before = change.before else {
            let did =
                switch change.act {
                case "SaveSearch": "make"
                case SearchHistory.beginning: "begin"
                // Before, it was one person's alone.
                default: "share"
                }
            return [step(did, nil, sentence.whole(after.query))]
        }
        var steps: [Step] = []
        if before.isRemoved != after.isRemoved {
            steps.append(step(after.isRemoved ? "remove" : "bring_back"))
        }
        if before.name != after.name { steps.append(step("name", before.name, after.name)) }
        if before.query != after.query {
            let isMerge = ["MergeContacts", "UndoMerge"].contains(change.act)
            steps.append(
                step(
                    isMerge ? "merge" : "query", sentence.whole(before.query),
                    sentence.whole(after.query)))
        }
        if before.view != after.view {
            steps.append(step("view", columns.shown(before.view), columns.shown(after.view)))
        }
        if before.isShared != after.isShared {
            steps.append(step(after.isShared ? "share" : "unshare"))
        }
        return change.act == "PutSearchBack" ? [step("put_back")] + steps : steps
    }
}
