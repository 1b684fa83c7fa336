import Federation
import Foundation
import GRDB

/// A search as a condition of SQL on the row of `member`: never NULL, so that *not* is its
/// complement.
///
/// What people typed is bound; no text of theirs is in the SQL.
struct SearchSQL {
    /// An expression with its arguments, and how dear it is to try on a row.
    struct Piece {
        var sql: String
        var arguments: StatementArguments = []
        var cost: Cost

        /// Those who do not fit.
        var negated: Piece { Piece(sql: "NOT (\(sql))", arguments: arguments, cost: cost) }
    }

    /// What is tried first of conditions that must all fit.
    enum Cost: Int, Comparable {
        /// A column of the row.
        case column
        /// A set of people, found once.
        case set
        /// A look into another table for each row.
        case lookup
        /// A text to go through.
        case text

        static func < (left: Cost, right: Cost) -> Bool { left.rawValue < right.rawValue }
    }

    let db: Database
    let viewer: Viewer
    let now: Timestamp
    /// Where the chapter's days begin and end.
    let zone: TimeZone
    /// The chapter's own fields of contacts: their kinds by code.
    let ownKinds: [String: String]
    /// Whether people are walked through in their order until a page is full: then each set is
    /// looked into for each of them, instead of being found whole.
    var isWalking = false
    /// The searches that are being looked into, from the outermost: a search cannot use itself.
    var inside: [Int64] = []
    /// How many conditions were written.
    private var written = 0

    init(_ db: Database, for viewer: Viewer, at now: Timestamp) throws {
        self.db = db
        self.viewer = viewer
        self.now = now
        zone = try chapterTimeZone(db)
        ownKinds = try SearchSQL.ownKinds(db)
        try db.addFoldedText()
    }

    /// The kinds of the chapter's own fields of contacts, by code.
    static func ownKinds(_ db: Database) throws -> [String: String] {
        var kinds: [String: String] = [:]
        let sql = "SELECT code, kind FROM own_field WHERE object_type_id IS NULL"
        for row in try Row.fetchAll(db, sql: sql) { kinds[row[0]] = row[1] }
        return kinds
    }

    /// Those of a set of people: a SELECT of `member_id`.
    func among(_ select: String, _ arguments: [(any DatabaseValueConvertible)?]) -> Piece {
        guard isWalking else { return Piece(among: select, arguments) }
        return Piece(
            sql: "EXISTS (SELECT 1 FROM (\(select)) one WHERE one.member_id = member.id)",
            arguments, .set)
    }

    /// The condition of a query; throws a refusal where it is not complete or too large.
    mutating func piece(_ query: SearchQuery) throws -> Piece {
        guard query.root.depth <= SearchQuery.deepest else { throw Refusal.tooLongSearch }
        return try piece(query.root)
    }

    private mutating func piece(_ group: SearchGroup) throws -> Piece {
        var pieces: [Piece] = []
        for part in group.parts {
            switch part {
            case .condition(let condition): pieces.append(try piece(condition))
            case .group(let inner):
                // A group without conditions asks for nothing, whatever its joining.
                guard !inner.conditions.isEmpty else { continue }
                pieces.append(try piece(inner))
            }
        }
        guard !pieces.isEmpty else { return Piece(sql: "1", cost: .column) }
        let sorted = pieces.enumerated().sorted {
            ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset)
        }.map(\.element)
        let joined = Piece(
            sql: sorted.map { "(\($0.sql))" }.joined(
                separator: group.joins == .all ? " AND " : " OR "),
            arguments: sorted.reduce(into: []) { $0 += $1.arguments },
            cost: sorted.last?.cost ?? .column)
        return group.joins == .none ? joined.negated : joined
    }

    private mutating func piece(_ condition: SearchCondition) throws -> Piece {
        written += 1
        guard written <= SearchQuery.conditionsAtMost else { throw Refusal.tooLongSearch }
        let condition = try condition.checked(ownKinds: ownKinds).get()
        let piece =
            switch condition.about {
            case .words: words(condition)
            case .kind: Piece(sql: "member.kind = ?", [condition.value], .column)
            case .status: Piece(sql: "member.status = ?", [condition.value], .column)
            case .tag: label(.tag, condition)
            case .interest: label(.interest, condition)
            case .skill: label(.skill, condition)
            case .field: try field(condition)
            case .email, .phone: reach(condition)
            case .address: address(condition)
            case .reachable: reachable(condition)
            case .attended: try attended(condition)
            case .relation: relation(condition)
            case .position: position(condition)
            case .pointPerson: pointPerson(condition)
            case .ownField: try ownField(condition)
            case .membership: membership(condition)
            case .standing: try standing()
            case .openTask, .overdueTask: task(condition)
            case .thing: thing(condition)
            case .agreement: agreement(condition)
            case .answered: try answered(condition)
            case .outcome: outcome(condition)
            case .role: role(condition)
            case .age: age(condition)
            case .contacted: contacted(condition)
            case .changed, .added: try changed(condition)
            case .imported: imported(condition)
            case .search: try saved(condition)
            case .dashboard: try dashboard(condition)
            case .nobody: Piece(sql: "0", cost: .column)
            }
        return condition.isNot ? piece.negated : piece
    }

    /// Another search that is kept: what it finds, and who was put in or taken out by hand.
    private mutating func saved(_ condition: SearchCondition) throws -> Piece {
        guard let id = condition.of.flatMap({ Int64($0) }) else {
            throw Refusal.notFound("saved search")
        }
        return try piece(saved: id)
    }

    /// A search that is kept, with who is in or out of it by hand.
    mutating func piece(saved id: Int64) throws -> Piece {
        let search = try SavedSearch.fetch(db, id, for: viewer).get()
        guard !inside.contains(id) else {
            throw Refusal(
                .conflict,
                "The search “\(search.name)” would use itself. Take that condition out of it.")
        }
        inside.append(id)
        defer { inside.removeLast() }
        let live = try piece(search.query)
        guard search.isInByHand + search.isOutByHand > 0 else { return live }
        let byHand = "SELECT member_id FROM saved_search_person WHERE search_id = ? AND is_in ="
        // Who is on such a list is looked up; asking everybody whether they are would be slow.
        if search.query.isByHand { return Piece(sql: "member.id IN (\(byHand) 1)", [id], .set) }
        return Piece(
            sql: "((\(live.sql)) OR member.id IN (\(byHand) 1)) AND member.id NOT IN (\(byHand) 0)",
            arguments: live.arguments + [id, id], cost: max(live.cost, .set))
    }
}

extension SearchSQL.Piece {
    init(sql: String, _ arguments: [(any DatabaseValueConvertible)?], _ cost: SearchSQL.Cost) {
        self.init(sql: sql, arguments: StatementArguments(arguments), cost: cost)
    }

    /// Those of a set of people: a SELECT of ids.
    init(among select: String, _ arguments: [(any DatabaseValueConvertible)?]) {
        self.init(sql: "member.id IN (\(select))", arguments, .set)
    }
}
