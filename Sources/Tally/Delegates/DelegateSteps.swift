/// Delegates by steps of members: one for each hundred of the first 600, then one for each 200.
public struct DelegateSteps: Hashable, Sendable {
    /// A step of the table.
    public struct Step: Hashable, Sendable {
        /// How many members the step is for; nil for all further ones.
        public let members: Int?
        /// For each how many of them there is a delegate; fewer give none.
        public let perDelegate: Int

        /// A step for so many members.
        public init(members: Int?, perDelegate: Int) {
            self.members = members
            self.perDelegate = perDelegate
        }
    }

    /// The steps from the first member on.
    public let steps: [Step]
    /// Whether a chapter with any member has a delegate at least.
    public let isOneSure: Bool

    /// A table; nil if a step is for no members or gives delegates for none, or none comes after the
    /// one for all further members.
    public init?(_ steps: [Step], isOneSure: Bool = false) {
        guard !steps.isEmpty, steps.dropLast().allSatisfy({ $0.members != nil }),
            steps.allSatisfy({ $0.perDelegate > 0 && ($0.members ?? 1) > 0 })
        else { return nil }
        self.steps = steps
        self.isOneSure = isOneSure
    }

    /// How many delegates so many members send; none below 1.
    public func delegates(members: Int) -> Int {
        var (left, delegates) = (max(members, 0), 0)
        for step in steps {
            let here = min(left, step.members ?? left)
            delegates += here / step.perDelegate
            left -= here
        }
        return isOneSure && members > 0 ? max(delegates, 1) : delegates
    }
}
