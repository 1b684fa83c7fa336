import Chapter
import Federation
import Foundation
import Node

/// How long the dashboard of today and of past days takes, and the lists behind its numbers.
func measureDashboard(_ people: InventedPeople, _ figures: inout [Figure]) async throws {
    let now = systemClock()
    let size = "of \(people.count)"
    let goal = people.count > 100_000 ? "-" : "300"
    func median(_ work: () async throws -> Void) async throws -> Double {
        try await work()
        var times: [Double] = []
        for _ in 0..<5 { times.append(try await seconds(work) * 1000) }
        return percentile(50, of: times)
    }
    func day(_ ago: Int64) -> String {
        let date = Date(
            timeIntervalSince1970: Double((now + -ago * 86_400_000).milliseconds) / 1000)
        return date.formatted(.iso8601.year().month().day())
    }
    for (name, on) in [("today", nil), ("a year ago", day(365))] {
        let time = try await median {
            _ = try await people.chapter.read { db in
                try Dashboard.read(on: on, in: db, for: .operator, at: now).get()
            }
        }
        figures.append(
            Figure(name: "dashboard \(name) \(size)", value: time, unit: "ms", goal: goal))
    }
    let interest = DashboardQuestion.labelled(.interest, InventedPeople.interests[0])
    let lists: [(String, DashboardQuestion, Int64)] = [
        ("members", .members, 30), ("who came", .came, 30),
        ("members with an interest", interest, 30),
        ("members with an interest before the list came in", interest, 500),
        ("in good standing", .inGoodStanding, 30),
        ("not in good standing", .notInGoodStanding, 30),
    ]
    for (name, question, ago) in lists {
        let list = DashboardPeople(question, on: day(ago))
        let time = try await median {
            _ = try await people.chapter.read { db in
                try list.answer(in: db, for: .operator, at: now).get()
            }
        }
        figures.append(
            Figure(name: "dashboard list: \(name) \(size)", value: time, unit: "ms", goal: "100"))
    }
}
