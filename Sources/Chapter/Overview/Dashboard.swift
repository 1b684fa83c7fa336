/// How the chapter is doing on a day, today or any day before, counted from its rows.
///
/// Every number about people is the length of a list: `DashboardPeople` gives it.
public struct Dashboard: Hashable, Sendable {
    /// One month, or the part of it that is over.
    public struct Month: Hashable, Sendable {
        /// The month.
        public let month: YearMonth
        /// The last day of it that is counted, as 2026-04-30.
        public let lastDay: String
        /// Members at the end of that day.
        public let members: Int
        /// How many became members for the first time.
        public let joined: Int
        /// How many became members again.
        public let returned: Int
        /// How many were no longer members.
        public let left: Int
        /// How many meetings there were.
        public let meetings: Int
        /// How many heads they had in all, guests included.
        public let heads: Int
        /// How many members of that day had come at least once in `ChapterOverview.lately` days.
        public let came: Int
    }

    /// Those who joined in a quarter, and how many of them stayed.
    public struct Cohort: Hashable, Sendable {
        /// The quarter.
        public let quarter: Quarter
        /// How many became members for the first time.
        public let joined: Int
        /// How many of them were members so many months after they joined, in the order of
        /// `Dashboard.anniversaries`; nil where that is not yet over for all of them.
        public let kept: [Int?]
    }

    /// Something that members care about, are tagged with or work at.
    public struct Label: Hashable, Sendable {
        /// What it is called.
        public let name: String
        /// How many members of that day had it then.
        public let then: Int
        /// How many of today's members have it today.
        public let now: Int
    }

    /// From whoever is known to whoever comes.
    public struct Funnel: Hashable, Sendable {
        /// Contacts, supporters and members.
        public let known: Int
        /// Supporters and members.
        public let helping: Int
        /// Members.
        public let members: Int
        /// Members who came to a meeting in the last `ChapterOverview.lately` days.
        public let came: Int
    }

    /// So many months are shown, the last being that of the day.
    public static let monthsShown = 24
    /// So many quarters are shown, the last being that of the day.
    public static let quartersShown = 12
    /// After so many months is asked who stayed.
    public static let anniversaries = [3, 6, 12, 24]
    /// So many interests, tags and workplaces are shown.
    public static let labelsAtMost = 15

    /// The day, as 2026-05-01; it is seen from its end.
    public let day: String
    /// Today, in the same form.
    public let today: String
    /// The months before the day, the earliest first.
    public let months: [Month]
    /// The quarters before the day, the earliest first.
    public let cohorts: [Cohort]
    /// From whoever is known to whoever comes.
    public let funnel: Funnel
    /// How many of the members of the day were in good standing; nil where the chapter had no rule.
    public let inGoodStanding: Int?
    /// How many of today's members there are.
    public let membersToday: Int
    /// The most frequent of each kind, the most frequent first.
    public let labels: [DashboardLabel: [Label]]
    /// Where members work: organizations, then kinds of things, each with the most members first.
    public let places: [Places]
    /// The chapter's votes that were closed within the months shown, the latest first.
    public let turnout: [VoteTurnout]
}

/// What the members of a day are counted by; the raw value is the field of their record.
public enum DashboardLabel: String, CaseIterable, Hashable, Sendable {
    /// What they care about.
    case interest
    /// What coordinators marked them with.
    case tag
    /// Who pays their wage.
    case employer
    /// Where they work.
    case workplace
}
