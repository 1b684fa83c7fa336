import Chapter
import Federation
import Foundation
import GRDB
import Node

/// Measures what a chapter of many contacts takes: `bench people [100000 1000000]`.
func measurePeople(_ arguments: some Sequence<String>) async throws {
    let counts = arguments.compactMap { Int($0) }
    let workspace = try Workspace()
    try await printMachine()
    var figures: [Figure] = []
    for count in counts.isEmpty ? [5_000, 100_000] : counts {
        tell("Making a chapter of \(count) people ...")
        let people = try await InventedPeople(count, in: workspace)
        figures.append(
            Figure(
                name: "import of \(count) people", value: people.importRate, unit: "rows/s",
                goal: count >= 100_000 ? "5,000" : "-"))
        figures.append(
            Figure(
                name: "of that, comparing the list and the report of it", value: people.comparing,
                unit: "s", goal: count == 100_000 ? "20" : "-"))
        func memory(_ name: String) {
            figures.append(
                Figure(
                    name: "memory: \(name) of \(count)", value: Double(peakMebibytes()),
                    unit: "MiB", goal: "200"))
            forgetPeak()
        }
        memory("import")
        try await measureFinding(people, &figures)
        memory("searches, lists and reports")
        try await measureDashboard(people, &figures)
        memory("dashboards")
        try await measureTimeline(people, &figures)
        try await measureMap(people, &figures)
        memory("map and branches")
        if count <= 100_000 {
            // A second chapter of a million would take the disk and a quarter of an hour.
            try await measureArchive(people, in: workspace, &figures)
            memory("archive")
        }
        try workspace.remove(people.database)
    }
    printTable(figures)
}

/// How long one finds people in it, and counts them.
private func measureFinding(_ people: InventedPeople, _ figures: inout [Figure]) async throws {
    let isLarge = people.count > 100_000
    let now = systemClock()
    func time(_ list: MemberList) async throws -> Double {
        try await seconds {
            _ = try await people.chapter.read { db in
                try list.answer(in: db, for: .operator).get()
            }
        } * 1000
    }
    func median(_ list: MemberList) async throws -> Double {
        _ = try await time(list)
        var times: [Double] = []
        for _ in 0..<5 { times.append(try await time(list)) }
        return percentile(50, of: times)
    }
    var quick: [Double] = []
    for number in 0..<300 {
        let row = number * 7919 % people.count
        let typed = [
            "person\(row)@example.org", "ana n", "\(1_000_000 + row)", "obrien bo", "ro \(row)",
            "so", "nuñez \(row)", "bado",
        ][number % 8]
        quick.append(try await time(MemberList(search: typed)))
    }
    let size = "of \(people.count)"
    figures.append(
        Figure(
            name: "quick search \(size), p95", value: percentile(95, of: quick), unit: "ms",
            goal: isLarge ? "100" : "20"))
    for (name, query) in searches {
        var list = MemberList()
        list.live = LiveSearch(.unsaved(query), at: now)
        figures.append(
            Figure(
                name: "\(name) \(size)", value: try await median(list), unit: "ms",
                goal: isLarge ? "-" : "100"))
    }
    var lists: [(String, MemberList)] = [
        ("everybody", MemberList()), ("members", MemberList(status: "member")),
        ("a frequent tag", MemberList(tag: "steward")),
        ("members with a tag", MemberList(status: "member", tag: "driver")),
        ("who joined last", MemberList(order: .joined)),
        ("members who joined last", MemberList(status: "member", order: .joined)),
    ]
    var came = MemberList(status: "member")
    came.missedSince = now + -90 * 86_400_000
    lists.append(("members who did not come in 90 days", came))
    var columns = MemberList(status: "member")
    columns.shown = ShownColumns(
        [.town, .employer, .organizations, .positions, .pointPerson, .interests], at: now)
    lists.append(("members with six columns more", columns))
    for (name, list) in lists {
        figures.append(
            Figure(
                name: "list: \(name) \(size)", value: try await median(list), unit: "ms",
                goal: "100"))
    }
    let report = Report(MemberList(status: "member"), by: .tag, across: .city, at: now)
    let spent = try await seconds {
        _ = try await people.chapter.read { db in try report.answer(in: db, for: .operator).get() }
    }
    figures.append(
        Figure(
            name: "report of members by tag and town \(size)", value: spent * 1000, unit: "ms",
            goal: "-"))
}

/// Searches as people build them.
private var searches: [(String, SearchQuery)] {
    let member = SearchCondition(.status, .is, "member")
    let missed = SearchCondition(.attended, .least, isNot: true, days: 90, times: 1)
    let came = SearchCondition(.attended, .least, days: 365, times: 2)
    return [
        (
            "search of five conditions",
            SearchQuery(all: [
                member, SearchCondition(.tag, .is, "steward"), missed, came,
                SearchCondition(.address, of: "city", .is, "cordoba"),
            ])
        ),
        (
            "search of five broad conditions",
            SearchQuery(
                SearchGroup(
                    .all,
                    [
                        .condition(member), .condition(missed),
                        .condition(SearchCondition(.reachable, of: "mail", .known)),
                        .group(
                            SearchGroup(
                                .any,
                                [
                                    .condition(SearchCondition(.interest, .is, "housing")),
                                    .condition(
                                        SearchCondition(
                                            .field, of: "employer", .contains, "cafe mu")),
                                ])),
                    ]))
        ),
        ("search of one condition", SearchQuery(all: [member])),
    ]
}
