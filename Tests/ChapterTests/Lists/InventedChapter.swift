import Federation
import Foundation
import GRDB
import Sodium
import TestSupport

@testable import Chapter

/// A chapter of random people, meetings, tasks and relations, and what is in it as plain values:
/// searches are tried against both.
struct InventedChapter {
    struct Address {
        var parts: [AddressPart: String]
        var isOK: Bool
    }
    struct Period {
        var type, grace: Int
        var starts: String
        var runs, ended: String?
    }
    struct Relation {
        var type, from, to: Int
        var starts, ends: String?
    }
    struct Position {
        var key: String
        var starts, ends: String?
    }
    struct Interaction {
        var kind, side: String
        var at: Timestamp
        var isDone, isPrivate, isRemoved: Bool
        var parties: [Int]
        var outcome, due: String?
        var assignee: Int?
    }
    struct Meeting {
        var id: ObjectID
        var start: Timestamp
        var isCancelled: Bool
        var came: Set<Int>
    }
    struct Import {
        struct Row {
            var member: Int
            var outcome: String
            var undone: String?
        }
        var state: String
        var rows: [Row]
    }
    struct Merge {
        var gone, kept: Int
        var isUndone: Bool
    }
    struct Someone {
        var id: Int
        var name, kind, status: String
        var fields: [PersonField: String] = [:]
        var tags: Set<String> = []
        var interests: Set<String> = []
        var skills: Set<String> = []
        var emails: [(address: String, isOK: Bool)] = []
        var phones: [(number: String, isOK: Bool)] = []
        var addresses: [Address] = []
        var own: [(code: String, value: String)] = []
        var pointPerson: Int?
        var positions: [Position] = []
        var periods: [Period] = []
        var history: [Timestamp] = []
    }

    let test: TestChapter
    var people: [Someone] = []
    var meetings: [Meeting] = []
    var relations: [Relation] = []
    var interactions: [Interaction] = []
    var imports: [Import] = []
    /// Merges of contacts who are no longer among the people.
    var merges: [Merge] = []
    /// Things, agreements, answers, roles and dates of birth.
    var belongings = InventedBelongings()
    let now = Timestamp.noon
    let zone: String
    /// The kind of relation that reads the same from both ends.
    let symmetric = 5
    static let size = 40

    static let words = [
        "Harbour Hotel", "HARBOUR hotel", "Café Müller", "cafe muller", "Docks", "Łódź", "100%",
        "o'Brien", "O’Brien", "a_b",
    ]
    static let names = [
        "Ana Nuñez", "Bob O'Brien", "Łukasz Żółć", "Ana Maria Silva", "Chidi", "Ann", "ana",
    ]
    static let tags = ["Night shift", "night-shift", "Steward", "Docks"]
    static let outcomes = ["Answered", "no answer", "Réponse"]
    static let phones = ["+49 30 555 0101", "030 5550101", "555 0199", "+1 555 010 0002"]
    static let ownFields = [
        ("size", "choice"), ("hours", "number"), ("trained", "yes or no"), ("since", "day"),
        ("motto", "line"), ("buddy", "contact"),
    ]
    static let textFields: [PersonField] = [.name, .employer, .job, .branch, .accommodations]

    /// A day near the chapter's present.
    static func day(_ random: inout SplitMix64, within days: Int = 60) -> String {
        let offset = Int64.random(in: -Int64(days)...Int64(days), using: &random)
        return CalendarDay(Timestamp.noon + offset * 86_400_000)?.description ?? ""
    }

    static func text(_ kind: String, _ random: inout SplitMix64) -> String {
        switch kind {
        case "number": "\(Int.random(in: -3...12, using: &random))"
        case "yes or no": Bool.random(using: &random) ? "yes" : "no"
        case "day": day(&random)
        case "contact": "\(Int.random(in: 1...size, using: &random))"
        default: words.randomElement(using: &random) ?? ""
        }
    }

    init(_ random: inout SplitMix64) throws {
        test = try TestChapter.make()
        zone =
            ["UTC", "Pacific/Auckland", "America/Los_Angeles"].randomElement(using: &random)
            ?? "UTC"
        for id in 1...Self.size { people.append(Self.someone(id, &random)) }
        for number in 0..<12 {
            let came = people.map(\.id).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
            meetings.append(
                Meeting(
                    id: ObjectID(
                        chapter: ChapterID(.zero),
                        nonce: [UInt8](repeating: UInt8(number), count: 16)),
                    start: now + -Int64.random(in: 0...120, using: &random) * 43_200_000,
                    isCancelled: Int.random(in: 0..<5, using: &random) == 0, came: Set(came)))
        }
        func open(_ random: inout SplitMix64) -> (String?, String?) {
            let days = [Self.day(&random), Self.day(&random)].sorted()
            return (
                Bool.random(using: &random) ? days[0] : nil,
                Bool.random(using: &random) ? days[1] : nil
            )
        }
        for _ in 0..<60 {
            let (from, to) = (
                Int.random(in: 1...Self.size, using: &random),
                Int.random(in: 1...Self.size, using: &random)
            )
            let (starts, ends) = open(&random)
            let type = Int.random(in: 1...5, using: &random)
            let isThere = relations.contains {
                ($0.type, $0.from, $0.to, $0.starts ?? "") == (type, from, to, starts ?? "")
            }
            guard from != to, !isThere else { continue }
            relations.append(
                Relation(type: type, from: from, to: to, starts: starts, ends: ends))
        }
        for index in people.indices where Bool.random(using: &random) {
            let (starts, ends) = open(&random)
            people[index].positions.append(
                Position(
                    key: ["steward", "treasurer"].randomElement(using: &random) ?? "",
                    starts: starts, ends: ends))
        }
        for _ in 0..<50 {
            let kind = ["note", "call", "visit", "task"].randomElement(using: &random) ?? ""
            interactions.append(
                Interaction(
                    kind: kind,
                    side: ["us", "them", "about"].randomElement(using: &random) ?? "",
                    at: now + -Int64.random(in: -5...60, using: &random) * 86_400_000,
                    isDone: Bool.random(using: &random) && kind == "task",
                    isPrivate: Int.random(in: 0..<4, using: &random) == 0,
                    isRemoved: Int.random(in: 0..<4, using: &random) == 0,
                    parties: Array(
                        Set(
                            (0..<2).map { _ in Int.random(in: 1...Self.size, using: &random) })),
                    outcome: kind == "task" ? nil : Self.outcomes.randomElement(using: &random),
                    due: kind == "task" && Bool.random(using: &random)
                        ? Self.day(&random, within: 4) : nil,
                    assignee: kind == "task" && Bool.random(using: &random)
                        ? Int.random(in: 1...Self.size, using: &random) : nil))
        }
        for number in 0..<6 {
            let gone = Self.size + 1 + number
            merges.append(
                Merge(
                    gone: gone, kept: Int.random(in: 1...gone - 1, using: &random),
                    isUndone: Int.random(in: 0..<4, using: &random) == 0))
        }
        for state in ["applied", "undone", "staged", "applied"] {
            let rows = (0..<12).map { _ in
                Import.Row(
                    member: Int.random(in: 1...Self.size + merges.count, using: &random),
                    outcome: ["new", "updated", "unchanged"].randomElement(using: &random) ?? "",
                    undone: state == "undone"
                        ? ["kept", "restored", "removed"].randomElement(using: &random) : nil)
            }
            imports.append(Import(state: state, rows: rows))
        }
        belongings = InventedBelongings(meetings.map(\.id), &random)
        try store()
    }

    private static func someone(_ id: Int, _ random: inout SplitMix64) -> Someone {
        func chance(_ of: Int, _ random: inout SplitMix64) -> Bool {
            Int.random(in: 0..<of, using: &random) == 0
        }
        let kind = chance(4, &random) ? "organization" : "person"
        let statuses =
            kind == "person" ? ["contact", "supporter", "member", "former"] : ["contact"]
        var one = Someone(
            id: id, name: names.randomElement(using: &random) ?? "", kind: kind,
            status: statuses.randomElement(using: &random) ?? "")
        for field in [PersonField.employer, .job, .branch, .accommodations]
        where !chance(3, &random) {
            one.fields[field] = words.randomElement(using: &random)
        }
        if !chance(4, &random) { one.fields[.joinedOn] = day(&random) }
        if chance(3, &random) { one.fields[.doNotEmail] = chance(2, &random) ? "yes" : "no" }
        if chance(3, &random) { one.fields[.doNotCall] = chance(2, &random) ? "yes" : "no" }
        for tag in tags where chance(3, &random) { one.tags.insert(foldedName(tag)) }
        for tag in tags where chance(4, &random) { one.interests.insert(foldedName(tag)) }
        for tag in tags where chance(5, &random) { one.skills.insert(foldedName(tag)) }
        if chance(2, &random) {
            one.emails.append(("person\(id % 7)@Example.org", chance(2, &random)))
        }
        for phone in Set(phones.map(phoneKey)) where chance(4, &random) {
            one.phones.append((phone, chance(2, &random)))
        }
        if chance(2, &random) {
            one.addresses.append(
                Address(
                    parts: [
                        .line1: words.randomElement(using: &random) ?? "",
                        .city: ["Porto", "Pórto", "Lisboa", ""].randomElement(using: &random) ?? "",
                        .postcode: ["00411", "1100-201"].randomElement(using: &random) ?? "",
                    ], isOK: chance(2, &random)))
        }
        for (code, kind) in ownFields where chance(2, &random) {
            one.own.append((code, text(kind, &random)))
        }
        if chance(3, &random) { one.pointPerson = Int.random(in: 1...size, using: &random) }
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            let days = [day(&random), day(&random), day(&random)].sorted()
            let type = Int.random(in: 1...2, using: &random)
            one.periods.append(
                Period(
                    type: type, grace: type == 1 ? 0 : 10, starts: days[0],
                    runs: chance(4, &random) ? nil : days[2],
                    ended: chance(3, &random) ? days[1] : nil))
        }
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            one.history.append(
                .noon + -Int64.random(in: 0...90, using: &random) * 86_400_000)
        }
        return one
    }
}
