public import Federation
import Feeds
import GRDB

/// Founds an interest group that the members of every linked chapter can find and join.
public struct FoundGroup: Act {
    /// Every member's.
    public static let permission = Permission.takePart

    /// What it is called.
    public var name: String
    /// What it is for.
    public var purpose: String
    /// What its members care about; others find it by these.
    public var interests: [String]
    /// How it decides and whom it takes, or nothing.
    public var charter: String
    /// The handle under which the founder joins at once; without one they may join later.
    public var handle: String?

    /// Founds a group.
    public init(
        name: String, purpose: String, interests: [String] = [], charter: String = "",
        handle: String? = nil
    ) {
        self.name = name
        self.purpose = purpose
        self.interests = interests
        self.charter = charter
        self.handle = handle
    }

    /// Gives the id of the new group.
    public func perform(in context: ActContext) throws -> Result<ObjectID, Refusal> {
        try refusing {
            let member = try context.actingMember
            try context.checkFeedIsOpen()
            try checkPerson(member, in: context.db)
            let (id, nonce) = context.feeds.newObject()
            let group = try checked(nonce: nonce)
            try context.feeds.append(
                .groupFounded, group.payload(), at: context.now, in: context.db)
            try context.db.execute(
                sql: "INSERT INTO group_founder (group_id, member_id) VALUES (?, ?)",
                arguments: [id, member])
            if let handle {
                _ = try JoinGroup(id, as: handle).perform(in: context).get()
            }
            return id
        }
    }

    private func checked(nonce: [UInt8]) throws -> GroupFounded {
        var seen: Set<String> = []
        let interests = interests.map(\.entered).filter { interest in
            !interest.isEmpty && seen.insert(foldedName(interest)).inserted
        }
        let group = GroupFounded(
            nonce: nonce, name: name.entered, purpose: purpose.entered, interests: interests,
            charter: charter.entered)
        do {
            try group.check()
        } catch .malformed {
            throw Refusal(.invalid, "This is not a group.")
        } catch .outOfBounds(let field) {
            throw Self.refusal(of: field)
        }
        return group
    }

    private static func refusal(of field: String) -> Refusal {
        switch field {
        case "name":
            .invalid(
                "name", "A group's name is one line of 1 to \(GroupFounded.nameBytes) bytes.")
        case "purpose":
            .invalid(
                "purpose",
                "Say in 1 to \(GroupFounded.purposeBytes) bytes of text what the group is for.")
        case "interests":
            .invalid(
                "interests",
                "A group has at most \(GroupFounded.mostInterests) interests of at most "
                    + "\(GroupFounded.interestBytes) bytes each.")
        default:
            .invalid(
                "charter", "A charter has at most \(GroupFounded.charterBytes) bytes of text.")
        }
    }
}
