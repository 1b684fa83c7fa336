/// How the chapter is doing on a day.
struct DashboardPage: Page {
    /// A number that opens its list; nothing to open for zero.
    struct Number: Sendable {
        let text: String
        let address: String?
    }

    /// One large number.
    struct Figure: Sendable {
        let name: String
        let value: String
        let detail: String
        let address: String
    }

    /// Another day to look at.
    struct Other: Sendable {
        let name: String
        let address: String
        let isHere: Bool
    }

    /// A month of the table of members.
    struct Month: Sendable {
        let name: String
        let members: Number
        let joined: Number
        let returned: Number
        let left: Number
    }

    /// A month of the table of meetings.
    struct Gatherings: Sendable {
        let name: String
        let meetings: Number
        let heads: String
        let came: Number
        let share: String
    }

    /// Those who joined in a quarter.
    struct Cohort: Sendable {
        /// How many of them stayed; no number where the time is not over.
        struct Kept: Sendable {
            let heading: String
            let number: Number?
            let share: String
        }

        let name: String
        let joined: Number
        let kept: [Kept]
    }

    /// A line with a bar.
    struct Bar: Sendable {
        let name: String
        let number: Number
        let beside: String?
        let width: String
        let label: String
    }

    /// A card with bars.
    struct Bars: Sendable {
        let title: String
        /// What is said where there are none.
        let nothing: String
        let bars: [Bar]
        /// The same numbers today; nil where the page shows today.
        let today: Today?

        /// The numbers of today, as a table.
        struct Today: Sendable {
            let rows: [Row]
        }

        /// One of them.
        struct Row: Sendable {
            let name: String
            let then: Number
            let now: Number
        }
    }

    static let template = "dashboard-dashboard"
    let frame: Frame
    let t: Wording
    let tabs: PeopleTabs
    let sentence: String
    /// The day, as the field of a form holds it, and the latest that can be chosen.
    let day: String
    let today: String
    let others: [Other]
    let figures: [Figure]
    /// The class of the figures, by how many there are.
    let figureWidth: String
    /// Those who lack something for good standing; nil for nobody.
    let notGood: Other?
    let members: LineChart?
    let changes: BarChart?
    let months: [Month]
    let cohortHeadings: [String]
    let cohorts: [Cohort]
    let attendance: LineChart?
    let gatherings: [Gatherings]
    let shareHeading: String
    let funnel: Bars
    let labels: [Bars]
    /// How many voted, vote by vote; each leads to its vote.
    let turnout: Bars
}
