public import GRDB

/// What assigning people to branches would do, counted before it is done.
public struct BranchPlan: Hashable, Sendable, Encodable {
    /// One contact whose branch would change.
    struct Change {
        let member: MemberID
        let old: String?
        let new: String
    }

    /// How many contacts of a branch would come to it.
    public struct Branch: Hashable, Sendable, Encodable {
        /// The branch.
        public let name: String
        /// How many contacts it would have.
        public let contacts: Int
        /// How many of them have another branch now, or none.
        public let coming: Int
    }

    /// Contacts who have no branch and would get one.
    public internal(set) var set = 0
    /// Contacts whose branch would become another one.
    public internal(set) var changed = 0
    /// Contacts who have the right branch already.
    public internal(set) var right = 0
    /// Contacts with a point who live in no branch; they keep what they have.
    public internal(set) var outside = 0
    /// Contacts without a point whose postcode is in no branch; they keep what they have.
    public internal(set) var withoutPoint = 0
    /// Contacts whose other branch stays, because only blanks are to be filled.
    public internal(set) var left = 0
    /// What each branch would have.
    public internal(set) var branches: [Branch] = []

    /// Counts it for a viewer who may see people.
    ///
    /// With `onlyBlanks`, nobody's branch becomes another one.
    public static func read(onlyBlanks: Bool, in db: Database, for viewer: Viewer) throws
        -> Result<BranchPlan, Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return try refusing {
            try make(onlyBlanks: onlyBlanks, in: db) { _ in }
        }
    }

    /// Goes through all contacts, tells each change and counts.
    static func make(onlyBlanks: Bool, in db: Database, _ change: (Change) throws -> Void) throws
        -> BranchPlan
    {
        let finder = try BranchFinder.read(.all, in: db)
        guard finder.hasBranches else {
            throw Refusal(
                .conflict, "There are no branches yet. Add their borders or their postcodes first.")
        }
        var plan = BranchPlan()
        var counts: [String: (contacts: Int, coming: Int)] = [:]
        var last: Int64 = 0
        while true {
            let rows = try Row.fetchAll(db, sql: everybody, arguments: [last, slice])
            guard let end = rows.last else { break }
            last = end["id"]
            for row in rows {
                let point = GeoPoint(row)
                let old: String? = row["branch"]
                guard let branch = finder.branch(at: point, postcode: row["postcode_key"]) else {
                    if point == nil { plan.withoutPoint += 1 } else { plan.outside += 1 }
                    continue
                }
                let isRight = old == branch
                let stays = onlyBlanks && old != nil && !isRight
                if stays {
                    plan.left += 1
                    continue
                }
                counts[branch, default: (0, 0)].contacts += 1
                guard !isRight else {
                    plan.right += 1
                    continue
                }
                counts[branch, default: (0, 0)].coming += 1
                if old == nil { plan.set += 1 } else { plan.changed += 1 }
                try change(Change(member: row["id"], old: old, new: branch))
            }
        }
        plan.branches = counts.map {
            Branch(name: $0.key, contacts: $0.value.contacts, coming: $0.value.coming)
        }.sorted { (foldedName($0.name), $0.name) < (foldedName($1.name), $1.name) }
        return plan
    }

    /// So many contacts are held in memory at a time.
    private static let slice = 5000

    /// The next contacts with their branch, their point and the key of their postcode.
    static let everybody = """
        SELECT m.id, m.branch, p.latitude, p.longitude,
          \(postcodeKeySQL("a.postcode")) AS postcode_key
        FROM member m
        LEFT JOIN contact_point p ON p.member_id = m.id
        LEFT JOIN member_address a ON a.member_id = m.id AND a.is_primary = 'primary'
        WHERE m.id > ? ORDER BY m.id LIMIT ?
        """
}
