import Chapter
import Federation
import Foundation

/// How the chapter is doing, for those who keep its lists.
extension HomePages {
    func chapterPart(
        _ overview: ChapterOverview, ballots: [BallotRecord], links: [LinkAnswer],
        _ context: Context
    ) -> ChapterPart {
        let (words, viewer) = (context.words, context.viewer)
        let isLinked = links.contains { $0.state == .connected || $0.state == .unreachable }
        let tasks = tasks(words, viewer, overview.firstSteps, isLinked: isLinked)
        let done = tasks.filter(\.isDone).count
        let months = overview.trend.months
        let votes = ballots.filter { $0.isOwn && $0.state == .open }.map { vote(words, $0) }
        let attendance = attendance(words, overview.gatherings)
        return ChapterPart(
            hasTasks: done < tasks.count, tasks: tasks,
            tasksDone: words.say(
                "home_tasks_done", ["done": "\(done)", "all": "\(tasks.count)"]),
            hasAnything: overview.firstSteps.hasPeople || !votes.isEmpty || attendance != nil,
            hasFigures: overview.firstSteps.hasPeople,
            figures: figures(words, overview),
            votes: votes,
            members: members(words, months), joinedAndLeft: joinedAndLeft(words, months),
            attendance: attendance)
    }

    private func tasks(
        _ words: Wording, _ viewer: Viewer, _ steps: ChapterOverview.FirstSteps, isLinked: Bool
    ) -> [ChapterPart.Task] {
        var tasks: [(key: String, address: String, isDone: Bool)] = [
            ("import", "/people/import", steps.hasPeople),
            ("plan", "/meetings/plan", steps.hasMeeting),
            ("invite", "/settings/roles", steps.hasColleague),
        ]
        if viewer.may(.linkChapters) { tasks.append(("link", "/chapters", isLinked)) }
        return tasks.map { task in
            ChapterPart.Task(
                name: words.say("home_task_\(task.key)"),
                help: words.say("home_task_\(task.key)_help"),
                button: words.say("home_task_\(task.key)_button"), address: task.address,
                isDone: task.isDone)
        }
    }

    private func figures(_ words: Wording, _ overview: ChapterOverview) -> [ChapterPart.Figure] {
        let months = overview.trend.months
        let members = months.last?.members ?? 0
        let before = months.dropLast(3).last?.members ?? members
        let days = "\(ChapterOverview.lately)"
        return [
            ChapterPart.Figure(
                name: words.say("home_figure_members"), value: words.number(members),
                detail: words.say(
                    "home_figure_change",
                    ["change": words.change(from: before, to: members), "count": "3"]),
                address: "/people?status=member"),
            ChapterPart.Figure(
                name: words.say("home_figure_came", ["days": days]),
                value: words.number(overview.cameLately),
                detail: words.say(
                    "home_figure_before", ["count": words.number(overview.cameBefore)]),
                address: "/people?came=\(days)"),
            ChapterPart.Figure(
                name: words.say("home_figure_new"), value: words.number(overview.notMetYet),
                detail: words.say("home_figure_new_detail", ["days": days]),
                address: "/people?status=member&joined=\(days)&missed=\(days)"),
        ]
    }

    private func vote(_ words: Wording, _ ballot: BallotRecord) -> ChapterPart.Vote {
        let (turnout, roll) = (ballot.turnout ?? 0, ballot.rollSize ?? 0)
        let percent = roll == 0 ? 0 : turnout * 100 / roll
        let values = [
            "count": words.number(turnout), "all": words.number(roll), "percent": "\(percent)",
        ]
        return ChapterPart.Vote(
            question: ballot.question, address: "/votes/\(ballot.id)",
            turnout: words.say("home_turnout", values), meter: words.say("home_turnout", values),
            width: "\(percent)%")
    }

    private func members(_ words: Wording, _ months: [MemberTrend.Month]) -> LineChart? {
        guard let first = months.first, let last = months.last else { return nil }
        let label = words.say(
            "home_members_label",
            ["from": words.number(first.members), "to": words.number(last.members)])
        return LineChart(
            months.map { month in
                LineChart.Point(
                    name: words.month(month.year, month.month, isWide: false),
                    wholeName: words.month(month.year, month.month, isWide: true),
                    value: month.members,
                    address: month == last ? "/people?status=member" : nil)
            }, label: label, every: 3, words)
    }

    private func joinedAndLeft(_ words: Wording, _ months: [MemberTrend.Month]) -> BarChart? {
        BarChart(
            months.suffix(6).map { month in
                BarChart.Group(
                    name: words.month(month.year, month.month, isWide: false),
                    wholeName: words.month(month.year, month.month, isWide: true),
                    value: month.joined, less: month.left)
            }, label: words.say("home_joined_label"),
            headings: (
                words.say("chart_month"), words.say("home_joined"), words.say("home_left")
            ), words)
    }

    private func attendance(_ words: Wording, _ gatherings: [ChapterOverview.Gathering])
        -> BarChart?
    {
        BarChart(
            gatherings.map { gathering in
                BarChart.Group(
                    name: words.date(
                        gathering.start, .dateTime.day().month(.abbreviated)),
                    wholeName: "\(words.day(gathering.start)): \(gathering.title)",
                    value: gathering.came, address: "/meetings/\(gathering.meeting)")
            }, label: words.say("home_attendance_label"),
            headings: (words.say("home_meeting"), words.say("home_came"), nil), words)
    }
}

extension Wording {
    /// “+18” or “−3”, or a plain zero.
    func change(from before: Int, to now: Int) -> String {
        now > before ? "+\(number(now - before))" : now < before ? "−\(number(before - now))" : "0"
    }

    /// The name of a month: short for an axis, whole with its year for a table.
    func month(_ year: Int, _ month: Int, isWide: Bool) -> String {
        var parts = DateComponents()
        (parts.year, parts.month, parts.day, parts.timeZone) = (year, month, 15, .gmt)
        let date = Calendar(identifier: .gregorian).date(from: parts) ?? .distantPast
        var style: Date.FormatStyle =
            isWide ? .dateTime.month(.wide).year() : .dateTime.month(.abbreviated)
        style.timeZone = .gmt
        return date.formatted(style.locale(locale))
    }
}
