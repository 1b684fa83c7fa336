import Chapter

/// How a person's membership stands.
public struct MembershipAnswer: Codable, Hashable, Sendable {
    /// One period.
    public struct Period: Codable, Hashable, Sendable {
        /// What a correction names.
        public var id: String
        /// The kind of membership.
        public var kind: String
        /// The first day, as 2026-05-01.
        public var startsOn: String
        /// The last day as it was agreed, or null without an end.
        @Nullable public var runsUntil: String?
        /// The first day on which it no longer counts, where it ended early.
        @Nullable public var endedOn: String?
        /// Why it ended early.
        @Nullable public var whyEnded: String?
        /// To which other chapter the person moved then, or null.
        @Nullable public var movedTo: String?
        /// Since when the person had been a member without a break before it.
        @Nullable public var memberSince: String?
        /// Which certificate of another chapter says so, or null.
        @Nullable public var vouchedBy: String?
        /// The last day on which it counts, grace included.
        @Nullable public var countsUntil: String?
        /// `not yet begun`, `current`, `in grace`, `run out` or `ended early`.
        public var state: String
    }

    /// Whether they are a member today.
    public var isMember: Bool
    /// How it stands, as of a period, or null where no periods are kept.
    @Nullable public var state: String?
    /// The kind of membership.
    @Nullable public var kind: String?
    /// Since when they are a member without a break.
    @Nullable public var since: String?
    /// For how many days they have been a member in all.
    @Nullable public var days: Int?
    /// The last day, renewals included.
    @Nullable public var runsUntil: String?
    /// Whether they are in good standing.
    public var goodStanding: StandingAnswer
    /// The periods, the latest first.
    public var periods: [Period]

    init(_ facts: MembershipFacts) {
        isMember = facts.isMember
        state = facts.state?.rawValue
        kind = facts.kind
        since = facts.since
        days = facts.days
        runsUntil = facts.runsUntil
        goodStanding = StandingAnswer(facts.standing)
        periods = facts.periods.map { period in
            Period(
                id: String(period.id), kind: period.kind, startsOn: period.startsOn,
                runsUntil: period.runsUntil, endedOn: period.endedOn, whyEnded: period.whyEnded,
                movedTo: period.movedTo, memberSince: period.memberSince,
                vouchedBy: period.vouchedBy, countsUntil: period.countsUntil,
                state: period.state.rawValue)
        }
    }
}

/// Whether somebody is in good standing, with each condition.
public struct StandingAnswer: Codable, Hashable, Sendable {
    /// One condition of the rule.
    public struct Condition: Codable, Hashable, Sendable {
        /// `membership`, `paid up`, `joined` or `meetings`.
        public var condition: String
        /// Whether it is met.
        public var isMet: Bool
        /// What there is: days as a member or meetings, or null where nobody knows.
        @Nullable public var has: Int?
        /// What is asked, or null where it is yes or no.
        @Nullable public var needs: Int?
    }

    /// Whether they are in good standing.
    public var isGood: Bool
    /// Each condition of the rule.
    public var conditions: [Condition]
    /// Why the rule does not decide, or null where it does.
    @Nullable public var exception: String?

    init(_ standing: GoodStanding) {
        isGood = standing.isGood
        exception = standing.override?.why
        conditions = standing.lines.map { line in
            let (name, has, needs): (String, Int?, Int?) =
                switch line.condition {
                case .membership: ("membership", nil, nil)
                case .paidUp: ("paid up", nil, nil)
                case .joined(let days, _, let needed): ("joined", days, needed)
                case .meetings(let came, let needed, _): ("meetings", came, needed)
                }
            return Condition(condition: name, isMet: line.isMet, has: has, needs: needs)
        }
    }
}

/// A kind of membership.
public struct MembershipKindAnswer: Codable, Hashable, Sendable {
    /// What a period names it by.
    public var id: String
    /// What an editor sends back as `expectedVersion`.
    public var version: Int
    /// What it is called.
    public var name: String
    /// `rolling`, `fixed` or `open`.
    public var period: String
    /// How long a rolling period is.
    @Nullable public var months: Int?
    /// The first day of a fixed year, as 07-01.
    @Nullable public var yearStarts: String?
    /// From which day on who joins is a member until the end of the next year.
    @Nullable public var rollover: String?
    /// For how many days after its end a period still counts.
    public var graceDays: Int
    /// Where it stands among the kinds.
    public var rank: Int
    /// Whether nobody can begin it any longer.
    public var isRetired: Bool
    /// For how many people it counts today.
    public var people: Int

    init(_ type: MembershipType) {
        (id, version, name) = (String(type.id), type.version, type.plan.name)
        (graceDays, rank) = (type.plan.graceDays, type.plan.rank)
        (isRetired, people) = (type.isRetired, type.people)
        var (months, starts, rollover): (Int?, String?, String?) = (nil, nil, nil)
        switch type.plan.term {
        case .open: period = "open"
        case .rolling(let count): (period, months) = ("rolling", count)
        case .fixed(let day, let over):
            (period, starts, rollover) = ("fixed", day.description, over?.description)
        }
        self.months = months
        yearStarts = starts
        self.rollover = rollover
    }
}

/// What is said of a kind of membership by whoever adds or changes it.
struct EnteredMembershipKind: Decodable {
    var name: String
    var period: String
    var months: Int?
    var yearStarts: String?
    var rollover: String?
    var graceDays: Int?
    var rank: Int?
    var expectedVersion: Int?

    /// The plan that it says.
    func plan() throws -> MembershipTypePlan {
        let term: MembershipTerm =
            switch period {
            case "rolling": .rolling(months: months ?? 0)
            case "fixed":
                .fixed(
                    yearStarts: try day(yearStarts ?? "", "yearStarts"),
                    rollover: try rollover.map { try day($0, "rollover") })
            case "open": .open
            default:
                throw Refusal.invalid("period", "“period” is one of: rolling, fixed, open.")
            }
        return MembershipTypePlan(
            name: name, term: term, graceDays: graceDays ?? 0, rank: rank ?? 0)
    }

    private func day(_ text: String, _ field: String) throws -> MonthDay {
        guard let day = MonthDay(text) else {
            throw Refusal.invalid(field, "“\(field)” is a month and a day such as 07-01.")
        }
        return day
    }
}
