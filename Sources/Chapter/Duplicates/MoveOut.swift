import Federation
import GRDB

/// Says that a person has moved out of their household; the relation stays among those that ended.
public struct MoveOut: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Who.
    public var person: MemberID
    /// The last day, as 2026-05-01; nil is today.
    public var on: String?

    /// A person who has moved out.
    public init(_ person: MemberID, on: String? = nil) {
        self.person = person
        self.on = on
    }

    /// Ends it and gives the record's new version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            _ = try context.personToChange(person, expected: nil).get()
            let day = try enteredDay(on, "on")?.description
            return try Household.leave(person, on: day, by: "MoveOut", in: context)
        }
    }
}
