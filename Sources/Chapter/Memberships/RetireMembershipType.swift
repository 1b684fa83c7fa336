import GRDB

/// Retires a kind of membership, or brings it back: nobody can begin or renew a retired one.
///
/// Periods of it run on and keep their days.
public struct RetireMembershipType: Act {
    /// The permission that it takes.
    public static let permission = Permission.changeSettings

    /// The kind.
    public var type: Int64
    /// Whether it is brought back instead.
    public var isBack: Bool

    /// Retires a kind, or brings it back.
    public init(_ type: Int64, isBack: Bool = false) {
        self.type = type
        self.isBack = isBack
    }

    /// Retires it and gives its version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let old = try MembershipType.find(type, in: context.db)
            guard old.isRetired == isBack else { return old.version }
            try context.db.execute(
                sql: "UPDATE membership_type SET version = version + 1, retired = ? WHERE id = ?",
                arguments: [!isBack, type])
            let (used, retired) = (old.plan.words, "\(old.plan.words), retired")
            try context.writeTypeHistory(
                "RetireMembershipType", old: isBack ? retired : used, new: isBack ? used : retired)
            return old.version + 1
        }
    }
}
