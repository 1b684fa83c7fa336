import Chapter

extension DashboardPage {
    static func memberChart(_ shown: Dashboard, _ words: Wording) -> LineChart? {
        guard let first = shown.months.first, let last = shown.months.last else { return nil }
        let label = words.say(
            "dashboard_members_label",
            ["from": words.number(first.members), "to": words.number(last.members)])
        return LineChart(
            shown.months.map { month in
                LineChart.Point(
                    name: words.axis(month.month), wholeName: words.month(month.month),
                    value: month.members,
                    address: DashboardQuestion.members.address(on: month.lastDay))
            }, label: label, every: 6, words)
    }

    static func changeChart(_ shown: Dashboard, _ words: Wording) -> BarChart? {
        BarChart(
            shown.months.map { month in
                BarChart.Group(
                    name: words.axis(month.month), wholeName: words.month(month.month),
                    value: month.joined + month.returned, less: month.left,
                    // Who returned has a list of their own: that month shows both.
                    address: month.returned == 0
                        ? DashboardQuestion.joined(month.month).address(on: shown.day)
                        : "/dashboard?on=\(month.lastDay)")
            }, label: words.say("dashboard_changes_label"),
            headings: (
                words.say("chart_month"), words.say("dashboard_in"), words.say("dashboard_out")
            ), every: 6, words)
    }

    static func attendanceChart(_ shown: Dashboard, _ words: Wording) -> LineChart? {
        LineChart(
            shown.months.map { month in
                LineChart.Point(
                    name: words.axis(month.month), wholeName: words.month(month.month),
                    value: month.members == 0 ? 0 : month.came * 100 / month.members,
                    address: DashboardQuestion.came.address(on: month.lastDay))
            },
            label: words.say(
                "dashboard_attendance_label", ["days": "\(ChapterOverview.lately)"]), every: 6,
            words)
    }
}

extension DashboardPage.Bars {
    /// From whoever is known to whoever comes.
    init(_ funnel: Dashboard.Funnel, on day: String, _ words: Wording) {
        let days = ["days": "\(ChapterOverview.lately)"]
        let steps: [(String, Int, DashboardQuestion)] = [
            (words.say("dashboard_known"), funnel.known, .known),
            (words.say("dashboard_helping"), funnel.helping, .helping),
            (words.say("home_figure_members"), funnel.members, .members),
            (words.say("dashboard_came", days), funnel.came, .came),
        ]
        title = words.say("dashboard_funnel")
        nothing = words.say("dashboard_nobody")
        bars = (funnel.known == 0 ? [] : steps).map { name, count, question in
            DashboardPage.Bar(
                name: name, number: .init(count, question, on: day, words),
                beside: words.share(count, of: funnel.known), count, of: funnel.known)
        }
        today = nil
    }

    /// How many voted, vote by vote, with the month in which it was closed.
    init(_ votes: [VoteTurnout], _ words: Wording) {
        title = words.say("dashboard_turnout")
        nothing = words.say("dashboard_no_votes")
        bars = votes.map { vote in
            DashboardPage.Bar(
                name: words.say(
                    "dashboard_vote", ["day": words.day(vote.closedOn), "question": vote.question]),
                number: DashboardPage.Number(
                    text: words.say(
                        "dashboard_voted",
                        [
                            "voted": words.number(vote.voted), "all": words.number(vote.rollSize),
                        ]), address: "/votes/\(vote.ballot)"),
                beside: words.share(vote.voted, of: vote.rollSize), vote.voted, of: vote.rollSize)
        }
        today = nil
    }

    /// The organizations or the things where members work.
    init(_ places: Dashboard.Places, _ shown: Dashboard, _ words: Wording) {
        title = places.plural ?? words.say("dashboard_title_organization")
        nothing = words.say("dashboard_none_organization")
        let all = places.places
        let most = all.map(\.then).max() ?? 0
        bars = all.filter { $0.then > 0 }.map { place in
            DashboardPage.Bar(
                name: place.name,
                number: .init(place.then, .worksAt(place.place), on: shown.day, words),
                beside: words.share(place.then, of: shown.funnel.members), place.then, of: most)
        }
        today =
            shown.day == shown.today || all.isEmpty
            ? nil
            : Today(
                rows: all.map { place in
                    let question = DashboardQuestion.worksAt(place.place)
                    return Row(
                        name: place.name, then: .init(place.then, question, on: shown.day, words),
                        now: .init(place.now, question, on: shown.today, words))
                })
    }

    /// What members are counted by.
    init(_ kind: DashboardLabel, _ shown: Dashboard, _ words: Wording) {
        let labels = shown.labels[kind] ?? []
        title = words.say("dashboard_title_\(kind.rawValue)")
        nothing = words.say("dashboard_none_\(kind.rawValue)")
        let most = labels.map(\.then).max() ?? 0
        bars = labels.filter { $0.then > 0 }.map { label in
            DashboardPage.Bar(
                name: label.name,
                number: .init(label.then, .labelled(kind, label.name), on: shown.day, words),
                beside: words.share(label.then, of: shown.funnel.members), label.then, of: most)
        }
        today =
            shown.day == shown.today || labels.isEmpty
            ? nil
            : Today(
                rows: labels.map { label in
                    let question = DashboardQuestion.labelled(kind, label.name)
                    return Row(
                        name: label.name, then: .init(label.then, question, on: shown.day, words),
                        now: .init(label.now, question, on: shown.today, words))
                })
    }
}

extension DashboardPage.Bar {
    fileprivate init(
        name: String, number: DashboardPage.Number, beside: String, _ count: Int, of most: Int
    ) {
        self.init(
            name: name, number: number, beside: beside,
            width: "\(most == 0 ? 0 : count * 100 / most)%", label: "\(name): \(number.text)")
    }
}

extension Wording {
    /// A month below an axis, with its year, since there are two of each.
    fileprivate func axis(_ month: YearMonth) -> String {
        self.month(month, isWide: false) + " " + "\(month.year)".suffix(2)
    }
}
