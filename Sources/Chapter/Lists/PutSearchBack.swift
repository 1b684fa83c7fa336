import Federation
import GRDB

/// Puts a saved search back to what it was before a change: its name, what it asks for and how it
/// is shown.
///
/// That is a change like any other, and can be put back itself. Who sees the search stays as it
/// is; contacts that were merged since are named by who was kept.
public struct PutSearchBack: Act {
    /// The permission that it takes.
    public static let permission = Permission.seePeople

    /// Which search.
    public var id: Int64
    /// The change that is taken back, with everything after it.
    public var change: Int64
    /// The version that the viewer saw.
    public var version: Int

    /// A search to put back to what it was before a change.
    public init(_ id: Int64, before change: Int64, version: Int) {
        self.id = id
        self.change = change
        self.version = version
    }

    /// Puts it back and gives its new version; refuses what could not be kept as it was.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let (db, viewer) = (context.db, context.viewer)
            let state = try SearchHistory.before(change, of: id, in: db, for: viewer)
            let search = try SavedSearch.fetch(db, id, for: viewer).get()
            var back = ChangeSearch(
                id, version: version, name: state.name, try merged(state.query, in: db),
                isShared: search.isShared, view: state.view)
            back.act = "PutSearchBack"
            return try back.perform(in: context).get()
        }
    }

    /// The query with the kept contact wherever it names one who was merged since.
    private func merged(_ query: SearchQuery, in db: Database) throws -> SearchQuery {
        let kinds = try SearchSQL.ownKinds(db)
        var result = query
        for condition in query.conditions {
            let ownKind = condition.of.flatMap { kinds[$0] }
            guard condition.about.namesContact(of: condition.of, ownKind: ownKind),
                let named = condition.value.flatMap({ MemberID($0) }),
                let kept = try db.keptContact(of: named)
            else { continue }
            result = result.renaming(named, to: kept, ownKinds: kinds)
        }
        return result
    }
}
