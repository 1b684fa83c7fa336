import GRDB

/// Tells which branch somebody belongs to: by their postcode where a branch names it, otherwise by
/// the border around their point.
///
/// Where borders overlap, the first branch by name has it.
struct BranchFinder {
    private struct Branch {
        let name: String
        let box: GeoBox
        let areas: [AreaIndex]
    }

    private var branches: [Branch] = []
    private var whole: [String: String] = [:]
    private var beginnings: [(text: String, branch: String)] = []

    /// Whether there is any branch.
    private(set) var hasBranches = false

    /// Which borders are read.
    enum Borders {
        /// All, to look for many.
        case all
        /// Those that may be around one point; none for nil.
        case around(GeoPoint?)
    }

    /// Reads the branches with these borders.
    static func read(_ borders: Borders, in db: Database) throws -> BranchFinder {
        var finder = BranchFinder()
        let rows = try Row.fetchAll(
            db, sql: "SELECT id, name FROM outline WHERE kind = 'branch' ORDER BY folded_name, id")
        finder.hasBranches = !rows.isEmpty
        for row in rows {
            if let branch = try branch(row["id"], row["name"], borders, in: db) {
                finder.branches.append(branch)
            }
        }
        let codes = try Row.fetchAll(
            db,
            sql: """
                SELECT postcode, name FROM branch_postcode JOIN outline ON outline.id = outline_id
                """)
        for row in codes {
            let (code, name): (String, String) = (row["postcode"], row["name"])
            if code.hasSuffix("*") {
                finder.beginnings.append((String(code.dropLast()), name))
            } else {
                finder.whole[code] = name
            }
        }
        // The longest beginning says the most.
        finder.beginnings.sort { ($1.text.utf8.count, $0.text) < ($0.text.utf8.count, $1.text) }
        return finder
    }

    private static func branch(
        _ id: Int64, _ name: String, _ borders: Borders, in db: Database
    ) throws -> Branch? {
        var sql = """
            SELECT area, is_hole, shape FROM outline_ring
            WHERE outline_id = ? AND level = 0 AND area IS NOT NULL
            """
        var arguments: StatementArguments = [id]
        if case .around(let point) = borders {
            guard let point else { return nil }
            // A hole lies within its outer ring, which is read with it.
            sql += """
                 AND area IN (SELECT area FROM outline_ring WHERE outline_id = ? AND level = 0
                  AND ? BETWEEN west AND east AND ? BETWEEN south AND north)
                """
            arguments += [id, point.longitude, point.latitude]
        }
        let rings = try Row.fetchAll(db, sql: sql + " ORDER BY ordinal", arguments: arguments)
            .map { OutlineRing($0) }
        guard let box = GeoBox(around: rings.lazy.flatMap(\.points)) else { return nil }
        let areas = Dictionary(grouping: rings) { $0.area ?? 0 }.values
            .compactMap { AreaIndex($0.map(\.points)) }
        return Branch(name: name, box: box, areas: areas)
    }

    /// The branch of a point and the key of a postcode, as far as they are known; nil for none.
    func branch(at point: GeoPoint?, postcode: String?) -> String? {
        if let postcode, !postcode.isEmpty {
            if let branch = whole[postcode] { return branch }
            if let found = beginnings.first(where: { postcode.hasPrefix($0.text) }) {
                return found.branch
            }
        }
        guard let point else { return nil }
        return branches.first { branch in
            branch.box.contains(point) && branch.areas.contains { $0.contains(point) }
        }?.name
    }
}
