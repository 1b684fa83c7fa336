import Federation
import GRDB
import TestSupport

@testable import Chapter

/// What the people of an invented chapter have to do with: things, agreements, invitations, roles,
/// and when they were born.
struct InventedBelongings {
    struct Tie {
        var person: Int
        var capacity: String
        var starts, ends: String?
    }
    struct Thing {
        var type: Int
        var name: String
        var isRemoved: Bool
        var ties: [Tie]
    }
    struct Agreement {
        var kind: String
        var own: Int?
        var starts, ends: String?
        var isRemoved: Bool
        var parties: [(person: Int, isSigned: Bool)]
    }
    struct Answer {
        var meeting: ObjectID
        var person: Int
        var answer: String
        var at: Timestamp
    }

    var things: [Thing] = []
    var agreements: [Agreement] = []
    var answers: [Answer] = []
    /// Who holds or held which role.
    var roles: [(person: Int, role: String, isHeld: Bool)] = []
    /// Dates of birth by person.
    var born: [Int: String] = [:]

    static let thingNames = ["Pier 4", "Café Sur", "Mill"]
    static let capacities = ["", "Steward", "steward", "Delegué"]

    init() {}

    init(_ meetings: [ObjectID], _ random: inout SplitMix64) {
        let everybody = 1...InventedChapter.size
        func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &random) == 0 }
        func some<Value>(_ values: [Value]) -> Value {
            values[Int.random(in: 0..<values.count, using: &random)]
        }
        func span() -> (String?, String?) {
            let days = [InventedChapter.day(&random), InventedChapter.day(&random)].sorted()
            return (chance(2) ? days[0] : nil, chance(2) ? days[1] : nil)
        }
        for number in 0..<8 {
            var ties: [Tie] = []
            for person in everybody where chance(6) {
                let (starts, ends) = span()
                ties.append(
                    Tie(person: person, capacity: some(Self.capacities), starts: starts, ends: ends)
                )
            }
            things.append(
                Thing(
                    type: number % 2 + 1, name: some(Self.thingNames), isRemoved: chance(5),
                    ties: ties))
        }
        for _ in 0..<12 {
            let (starts, ends) = span()
            let own: Int? = chance(3) ? Int.random(in: 1...2, using: &random) : nil
            agreements.append(
                Agreement(
                    kind: own == nil ? some(["coalition", "volunteer", "other"]) : "other",
                    own: own, starts: starts, ends: ends, isRemoved: chance(5),
                    parties: everybody.filter { _ in chance(10) }.map { ($0, chance(2)) }))
        }
        for meeting in meetings {
            for person in everybody where chance(4) {
                let ago = Int64.random(in: -3...60, using: &random) * 43_200_000
                answers.append(
                    Answer(
                        meeting: meeting, person: person, answer: some(["yes", "maybe", "no"]),
                        at: .noon + -ago))
            }
        }
        for person in everybody {
            for role in Role.allCases where chance(6) {
                roles.append((person, role.rawValue, chance(2)))
            }
            guard !chance(5) else { continue }
            // Often near the birthday itself, and sometimes on a day that most years do not have.
            let year = Int.random(in: 1930...2020, using: &random)
            let day = InventedChapter.day(&random, within: chance(2) ? 2 : 60).dropFirst(4)
            born[person] = chance(9) ? "\(year / 4 * 4)-02-29" : "\(year)\(day)"
        }
    }
}

extension InventedBelongings {
    /// Writes all of it, as the acts would.
    func store(in db: Database) throws {
        for type in 1...2 {
            try db.execute(
                sql: """
                    INSERT INTO object_type (id, name, plural, folded_name) VALUES (?1, ?2, ?2, ?2)
                    """, arguments: [type, "type \(type)"])
            try db.execute(
                sql: "INSERT INTO agreement_kind (id, name, folded_name) VALUES (?1, ?2, ?2)",
                arguments: [type, "kind \(type)"])
        }
        for (number, thing) in things.enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO own_object (id, type_id, name, folded_name, made_at, made_by,
                      removed_at) VALUES (?, ?, ?, ?, 0, 'operator', ?)
                    """,
                arguments: [
                    number + 1, thing.type, thing.name, foldedName(thing.name),
                    thing.isRemoved ? 0 : nil,
                ])
            for tie in thing.ties {
                try db.execute(
                    sql: """
                        INSERT INTO own_object_contact (object_id, member_id, capacity, starts_on,
                          ends_on) VALUES (?, ?, ?, ?, ?)
                        """,
                    arguments: [number + 1, tie.person, tie.capacity, tie.starts, tie.ends])
            }
        }
        for (number, agreement) in agreements.enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO agreement (id, kind, own_kind, title, starts_on, ends_on, made_at,
                      made_by, removed_at) VALUES (?, ?, ?, 'x', ?, ?, 0, 'operator', ?)
                    """,
                arguments: [
                    number + 1, agreement.kind, agreement.own, agreement.starts, agreement.ends,
                    agreement.isRemoved ? 0 : nil,
                ])
            for party in agreement.parties {
                try db.execute(
                    sql: """
                        INSERT INTO agreement_party (agreement_id, member_id, signed_on)
                        VALUES (?, ?, ?)
                        """,
                    arguments: [number + 1, party.person, party.isSigned ? "2026-01-02" : nil])
            }
        }
        for answer in answers {
            try db.execute(
                sql: "INSERT INTO rsvp (meeting_id, member_id, answer, at) VALUES (?, ?, ?, ?)",
                arguments: [answer.meeting, answer.person, answer.answer, answer.at.milliseconds])
        }
        for held in roles {
            try db.execute(
                sql: "INSERT INTO member_role (member_id, role, since, until) VALUES (?, ?, 0, ?)",
                arguments: [held.person, held.role, held.isHeld ? nil : 1])
        }
        for (person, day) in born {
            try db.execute(
                sql: "UPDATE member SET birth_date = ? WHERE id = ?", arguments: [day, person])
        }
    }
}
