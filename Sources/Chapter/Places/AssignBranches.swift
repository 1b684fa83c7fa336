import GRDB

/// Writes down for all contacts in which branch they live, in one transaction.
///
/// Who is in no branch, or whose place is not known, keeps what is there. The district that a list
/// says is another thing and stays. Each change has its line of history; `UndoLabels` takes all of it
/// back at once.
public struct AssignBranches: Act {
    /// What it did.
    public struct Assigned: Hashable, Sendable, Encodable {
        /// What `UndoLabels` takes; nil where nothing changed.
        public let id: Int64?
        /// The counts.
        public let plan: BranchPlan
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Whether contacts who have another branch keep it.
    public var onlyBlanks: Bool

    /// Everybody, or only who has no branch.
    public init(onlyBlanks: Bool = false) { self.onlyBlanks = onlyBlanks }

    /// Writes the branches and counts.
    public func perform(in context: ActContext) throws -> Result<Assigned, Refusal> {
        try refusing {
            let first = try context.db.nextHistory()
            let branches = BulkField(.branch, act: "AssignBranches", context: context)
            let plan = try BranchPlan.make(onlyBlanks: onlyBlanks, in: context.db) {
                try branches.set($0.new, instead: $0.old, of: $0.member)
            }
            let id = try context.db.writeBulkChange(from: first, at: context.now)
            return Assigned(id: id, plan: plan)
        }
    }
}

/// Changes one field of person after person, with the history of each.
///
/// It is for fields that no search word depends on.
struct BulkField {
    private let field: PersonField
    private let act: String
    private let context: ActContext

    /// A field that an act changes.
    init(_ field: PersonField, act: String, context: ActContext) {
        self.field = field
        self.act = act
        self.context = context
    }

    /// Sets the field of somebody who has the old value.
    func set(_ new: String?, instead old: String?, of member: MemberID) throws {
        let statement = try context.db.cachedStatement(
            sql: """
                UPDATE member SET \(field.rawValue) = ?, version = version + 1 WHERE id = ?
                RETURNING version
                """)
        let version = try Int.fetchOne(statement, arguments: [new, member])
        try context.writeHistory(
            HistoryLine(
                at: context.now, actor: context.viewer.actor, act: act, member: member,
                version: version, field: field.rawValue, old: old, new: new))
    }

    /// Puts the old value back where the new one is still there; false where it is not.
    func restore(_ old: String?, instead new: String?, of member: MemberID) throws -> Bool {
        let row = try Row.fetchOne(
            context.db, sql: "SELECT \(field.rawValue) FROM member WHERE id = ?",
            arguments: [member])
        guard let row, row[0] as String? == new else { return false }
        try set(old, instead: new, of: member)
        return true
    }
}
