import GRDB

/// Changes a kind of membership; periods that were recorded keep their days.
public struct ChangeMembershipType: Act {
    /// The permission that it takes.
    public static let permission = Permission.changeSettings

    /// The kind.
    public var type: Int64
    /// The version that the editor saw; nil overwrites whatever is there.
    public var expectedVersion: Int?
    /// What is said of it from now on.
    public var plan: MembershipTypePlan

    /// A change of a kind.
    public init(_ type: Int64, expectedVersion: Int? = nil, to plan: MembershipTypePlan) {
        self.type = type
        self.expectedVersion = expectedVersion
        self.plan = plan
    }

    /// Changes it and gives its new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let old = try MembershipType.find(type, in: context.db)
            if let expectedVersion, expectedVersion != old.version {
                throw Refusal(
                    .conflict,
                    "Somebody else has changed this kind of membership meanwhile. Nothing of "
                        + "yours was saved: look at it as it is now and make your change again.")
            }
            let plan = try plan.checked(besides: type, in: context.db)
            guard plan != old.plan else { return old.version }
            try context.db.execute(
                sql: """
                    UPDATE membership_type SET version = version + 1, name = :name,
                      folded_name = :folded, period = :period, months = :months,
                      year_starts = :starts, rollover = :over, grace_days = :grace, rank = :rank
                    WHERE id = :id
                    """, arguments: plan.cells.withID(type))
            try context.writeTypeHistory(
                "ChangeMembershipType", old: old.plan.words, new: plan.words)
            return old.version + 1
        }
    }
}

extension StatementArguments {
    fileprivate func withID(_ id: Int64) -> StatementArguments { self + ["id": id] }
}
