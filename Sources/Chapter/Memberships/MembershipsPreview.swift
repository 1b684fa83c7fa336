import GRDB

/// What a change of many memberships would do, before it is done.
public struct MembershipsPreview: Hashable, Sendable {
    /// Those who would be left as they are for one reason.
    public struct LeftOut: Hashable, Sendable {
        /// The reason, as the act has it.
        public let reason: String
        /// How many they are.
        public var count: Int
        /// The first of them by number.
        public var names: [String]
    }

    /// So many are named for each reason.
    public static let namesAtMost = 50

    /// For how many people something would change.
    public internal(set) var people = 0
    /// Who would be left out, by reason.
    public private(set) var leftOut: [LeftOut] = []

    /// Counts and names somebody who is left out.
    mutating func leaveOut(_ person: StoredPerson, _ reason: String) {
        if !leftOut.contains(where: { $0.reason == reason }) {
            leftOut.append(LeftOut(reason: reason, count: 0, names: []))
        }
        guard let index = leftOut.firstIndex(where: { $0.reason == reason }) else { return }
        leftOut[index].count += 1
        if leftOut[index].count <= Self.namesAtMost { leftOut[index].names.append(person.name) }
    }
}

/// So many people are read at once.
private let stride = 500

/// Goes through people with their periods of membership, some at a time; nobody at all is refused.
func eachMembership(
    of ids: [MemberID], in db: Database,
    _ body: (StoredPerson, [MembershipPeriod]) throws -> Void
) throws {
    guard !ids.isEmpty else { throw Refusal.invalid("people", "Nobody is chosen.") }
    for start in Swift.stride(from: 0, to: ids.count, by: stride) {
        let some = Array(ids[start..<min(start + stride, ids.count)])
        let periods = try MembershipPeriod.fetch(db, of: some)
        for person in try StoredPerson.fetch(db, some) {
            try body(person, periods[person.id] ?? [])
        }
    }
}
