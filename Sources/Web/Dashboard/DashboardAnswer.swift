import Chapter

/// How the chapter is doing on a day, as other programs get it.
public struct DashboardAnswer: Codable, Hashable, Sendable {
    /// A month.
    public struct Month: Codable, Hashable, Sendable {
        /// As 2026-04.
        public var month: String
        /// The last day of it that is counted.
        public var lastDay: String
        /// Members at the end of that day.
        public var members: Int
        /// Members for the first time.
        public var joined: Int
        /// Members again.
        public var returned: Int
        /// No longer members.
        public var left: Int
        /// Meetings.
        public var meetings: Int
        /// Heads in all of them.
        public var heads: Int
        /// Members who had come in the last 90 days.
        public var came: Int
    }

    /// Those who joined in a quarter.
    public struct Cohort: Codable, Hashable, Sendable {
        /// As 2026-Q2.
        public var quarter: String
        /// How many.
        public var joined: Int
        /// How many were members after so many months; null where that is not over for all.
        public var kept: [Nullable<Int>]
    }

    /// What members have or had.
    public struct Label: Codable, Hashable, Sendable {
        /// What it is called.
        public var name: String
        /// Members of the day who had it then.
        public var then: Int
        /// Members of today who have it today.
        public var now: Int
    }

    /// An organization or a thing, and how many members work there.
    public struct Place: Codable, Hashable, Sendable {
        /// A decimal number as text.
        public var id: String
        /// What it is called.
        public var name: String
        /// Members of the day who worked there then.
        public var then: Int
        /// Members of today who work there today.
        public var now: Int

        init(_ place: Dashboard.Place) {
            switch place.place {
            case .organization(let id), .thing(let id): self.id = "\(id)"
            }
            (name, then, now) = (place.name, place.then, place.now)
        }
    }

    /// Things of one kind with the members who have to do with them.
    public struct Things: Codable, Hashable, Sendable {
        /// The id of the kind.
        public var kind: String
        /// What they are called.
        public var plural: String
        /// Those with the most members.
        public var things: [Place]
    }

    /// How many of those who could vote did.
    public struct Turnout: Codable, Hashable, Sendable {
        /// The vote.
        public var ballotID: String
        /// What was asked.
        public var question: String
        /// The day on which it was closed.
        public var closedOn: String
        /// How many could vote.
        public var rollSize: Int
        /// How many did.
        public var voted: Int
    }

    /// The day.
    public var day: String
    /// Members of the day; the funnel has them too.
    public var members: Int
    /// Contacts, supporters and members.
    public var known: Int
    /// Supporters and members.
    public var helping: Int
    /// Members who came in the last 90 days.
    public var came: Int
    /// Members in good standing by the rule of that day; null where there was none.
    @Nullable public var inGoodStanding: Int?
    /// After how many months cohorts are asked for.
    public var anniversaries: [Int]
    /// The last 24 months, the earliest first.
    public var months: [Month]
    /// The last twelve quarters, the earliest first.
    public var cohorts: [Cohort]
    /// The most frequent interests.
    public var interests: [Label]
    /// The most frequent tags.
    public var tags: [Label]
    /// The most frequent employers.
    public var employers: [Label]
    /// The most frequent workplaces.
    public var workplaces: [Label]
    /// The organizations where most members work.
    public var organizations: [Place]
    /// The chapter's own things with the most members, kind by kind.
    public var things: [Things]
    /// The votes that were closed within those months, the latest first.
    public var turnout: [Turnout]

    init(_ shown: Dashboard) {
        day = shown.day
        members = shown.funnel.members
        known = shown.funnel.known
        helping = shown.funnel.helping
        came = shown.funnel.came
        inGoodStanding = shown.inGoodStanding
        anniversaries = Dashboard.anniversaries
        months = shown.months.map {
            Month(
                month: "\($0.month)", lastDay: $0.lastDay, members: $0.members, joined: $0.joined,
                returned: $0.returned, left: $0.left, meetings: $0.meetings, heads: $0.heads,
                came: $0.came)
        }
        cohorts = shown.cohorts.map {
            Cohort(
                quarter: "\($0.quarter)", joined: $0.joined,
                kept: $0.kept.map { Nullable(wrappedValue: $0) })
        }
        func labels(_ kind: DashboardLabel) -> [Label] {
            (shown.labels[kind] ?? []).map { Label(name: $0.name, then: $0.then, now: $0.now) }
        }
        interests = labels(.interest)
        tags = labels(.tag)
        employers = labels(.employer)
        workplaces = labels(.workplace)
        organizations = shown.places.filter { $0.kind == nil }.flatMap(\.places).map { Place($0) }
        things = shown.places.compactMap { places in
            places.kind.map { kind in
                Things(
                    kind: "\(kind)", plural: places.plural ?? "",
                    things: places.places.map { Place($0) })
            }
        }
        turnout = shown.turnout.map {
            Turnout(
                ballotID: "\($0.ballot)", question: $0.question, closedOn: $0.closedOn,
                rollSize: $0.rollSize, voted: $0.voted)
        }
    }
}
