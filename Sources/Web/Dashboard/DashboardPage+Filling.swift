import Chapter

extension DashboardPage {
    init(_ frame: Frame, _ words: Wording, _ shown: Dashboard, _ viewer: Viewer) {
        let isToday = shown.day == shown.today
        self.frame = frame
        t = words
        tabs = PeopleTabs(.dashboard, viewer, words)
        sentence =
            isToday
            ? words.say("dashboard_today")
            : words.say("dashboard_past", ["day": words.day(shown.day)])
        day = shown.day
        today = shown.today
        others = Self.others(shown, words)
        figures = Self.figures(shown, words)
        figureWidth = figures.count > 3 ? "quarter" : "third"
        let lacking = shown.funnel.members - (shown.inGoodStanding ?? shown.funnel.members)
        notGood =
            lacking == 0
            ? nil
            : Other(
                name: words.count("dashboard_lacking", lacking),
                address: DashboardQuestion.notInGoodStanding.address(on: shown.day),
                isHere: false)
        members = Self.memberChart(shown, words)
        changes = Self.changeChart(shown, words)
        months = shown.months.reversed().map { Month($0, on: shown.day, words) }
        cohortHeadings = Dashboard.anniversaries.map { words.count("dashboard_after", $0) }
        cohorts = shown.cohorts.reversed().map { Cohort($0, on: shown.day, words) }
        attendance = Self.attendanceChart(shown, words)
        gatherings = shown.months.reversed().map { Gatherings($0, words) }
        shareHeading = words.say("dashboard_share", ["days": "\(ChapterOverview.lately)"])
        funnel = Bars(shown.funnel, on: shown.day, words)
        labels =
            DashboardLabel.allCases.map { kind in
                Bars(kind, shown, words)
            } + shown.places.map { Bars($0, shown, words) }
        turnout = Bars(shown.turnout, words)
    }

    /// The days that one comes to next: the ends of the months before, a year before, and today.
    private static func others(_ shown: Dashboard, _ words: Wording) -> [Other] {
        let ends = shown.months.map(\.lastDay)
        func other(_ name: String, _ day: String) -> Other {
            Other(
                name: words.say(name), address: "/dashboard?on=\(day)",
                isHere: day == shown.day)
        }
        var others = [
            Other(
                name: words.say("dashboard_other_today"), address: "/dashboard",
                isHere: shown.day == shown.today)
        ]
        for (key, back) in [("month", 1), ("quarter", 3), ("year", 12)] where ends.count > back {
            others.append(other("dashboard_other_\(key)", ends[ends.count - 1 - back]))
        }
        return others
    }

    private static func figures(_ shown: Dashboard, _ words: Wording) -> [Figure] {
        let months = shown.months
        let before = months.dropLast(12).last?.members ?? 0
        let days = "\(ChapterOverview.lately)"
        let joined = months.suffix(12).map(\.joined).reduce(0, +)
        let left = months.suffix(12).map(\.left).reduce(0, +)
        let month = months.last
        let standing = shown.inGoodStanding.map { good in
            Figure(
                name: words.say("dashboard_good"), value: words.number(good),
                detail: words.say(
                    "dashboard_of_members", ["share": words.share(good, of: shown.funnel.members)]),
                address: DashboardQuestion.inGoodStanding.address(on: shown.day))
        }
        let others = [
            Figure(
                name: words.say("home_figure_members"), value: words.number(shown.funnel.members),
                detail: words.say(
                    "home_figure_change",
                    [
                        "change": words.change(from: before, to: shown.funnel.members),
                        "count": "12",
                    ]),
                address: DashboardQuestion.members.address(on: shown.day)),
            Figure(
                name: words.say("home_figure_came", ["days": days]),
                value: words.number(shown.funnel.came),
                detail: words.say(
                    "dashboard_of_members",
                    ["share": words.share(shown.funnel.came, of: shown.funnel.members)]),
                address: DashboardQuestion.came.address(on: shown.day)),
            Figure(
                name: words.say("dashboard_joined_month"), value: words.number(month?.joined ?? 0),
                detail: words.say(
                    "dashboard_year",
                    ["joined": words.number(joined), "left": words.number(left)]),
                address: month.map {
                    DashboardQuestion.joined($0.month).address(on: shown.day)
                } ?? "/dashboard"),
        ]
        return standing.map { [others[0], $0] + others.dropFirst() } ?? others
    }
}

extension DashboardPage.Number {
    /// A number and the question that its list answers.
    init(_ count: Int, _ question: DashboardQuestion, on day: String, _ words: Wording) {
        text = words.number(count)
        address = count == 0 ? nil : question.address(on: day)
    }
}

extension DashboardPage.Month {
    fileprivate init(_ month: Dashboard.Month, on day: String, _ words: Wording) {
        name = words.month(month.month)
        members = .init(month.members, .members, on: month.lastDay, words)
        joined = .init(month.joined, .joined(month.month), on: day, words)
        returned = .init(month.returned, .returned(month.month), on: day, words)
        left = .init(month.left, .left(month.month), on: day, words)
    }
}

extension DashboardPage.Gatherings {
    fileprivate init(_ month: Dashboard.Month, _ words: Wording) {
        name = words.month(month.month)
        meetings = DashboardPage.Number(
            text: words.number(month.meetings),
            address: month.meetings == 0 ? nil : "/meetings/month?m=\(month.month)")
        heads = words.number(month.heads)
        came = .init(month.came, .came, on: month.lastDay, words)
        share = words.share(month.came, of: month.members)
    }
}

extension DashboardPage.Cohort {
    fileprivate init(_ cohort: Dashboard.Cohort, on day: String, _ words: Wording) {
        name = words.quarter(cohort.quarter)
        joined = .init(cohort.joined, .cohort(cohort.quarter), on: day, words)
        kept = zip(Dashboard.anniversaries, cohort.kept).map { months, count in
            Kept(
                heading: words.count("dashboard_after", months),
                number: count.map {
                    .init($0, .kept(cohort.quarter, months: months), on: day, words)
                },
                share: count.map { words.share($0, of: cohort.joined) } ?? "")
        }
    }
}
