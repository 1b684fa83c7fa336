public import Federation
public import GRDB

/// A search that is asked now.
public struct LiveSearch: Hashable, Sendable {
    /// Where its conditions come from.
    public enum Source: Hashable, Sendable {
        /// A search that is kept, with who is in or out of it by hand.
        case saved(Int64)
        /// Conditions that are not kept.
        case unsaved(SearchQuery)
        /// A search that is kept, narrowed down by conditions that are not.
        case narrowed(Int64, SearchQuery)
    }

    /// Where its conditions come from.
    public var source: Source
    /// The moment from which days are counted.
    public var now: Timestamp

    /// A search that is asked at a moment.
    public init(_ source: Source, at now: Timestamp) {
        self.source = source
        self.now = now
    }

    /// How many people fit, for a viewer who may see people.
    public func count(in db: Database, for viewer: Viewer) throws -> Result<Int, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return try refusing {
            let piece = try piece(in: db, for: viewer)
            return try db.countPeople(piece.sql, piece.arguments)
        }
    }

    /// The condition of SQL; a refusal is thrown.
    func piece(in db: Database, for viewer: Viewer, walking: Bool = false) throws
        -> SearchSQL.Piece
    {
        var search = try SearchSQL(db, for: viewer, at: now)
        search.isWalking = walking
        switch source {
        case .unsaved(let query): return try search.piece(query)
        case .saved(let id): return try search.piece(saved: id)
        case .narrowed(let id, let query):
            let (kept, more) = (try search.piece(saved: id), try search.piece(query))
            return SearchSQL.Piece(
                sql: "(\(kept.sql)) AND (\(more.sql))", arguments: kept.arguments + more.arguments,
                cost: max(kept.cost, more.cost))
        }
    }
}

extension LiveSearch {
    /// Whether it can be asked, without asking; otherwise what is missing, in words.
    public func check(in db: Database, for viewer: Viewer) throws -> Result<Void, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return try refusing { _ = try piece(in: db, for: viewer) }
    }
}
