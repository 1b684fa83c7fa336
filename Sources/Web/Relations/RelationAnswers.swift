import Chapter

/// The id of something that was added or changed.
public struct IDAnswer: Codable, Hashable, Sendable {
    /// A decimal number as text.
    public var id: String
    /// The new version of the record from which one looks, where it has one.
    public var version: Int?

    init(_ id: Int64, version: Int? = nil) {
        self.id = String(id)
        self.version = version
    }
}

/// A contact in an answer.
struct ContactAnswer: Codable, Hashable, Sendable {
    var memberID: String
    var name: String
    var kind: ContactKind

    init(_ contact: ContactName) {
        memberID = contact.memberID.description
        name = contact.name
        kind = contact.kind
    }
}

/// A kind of relation.
struct RelationTypeAnswer: Codable, Hashable, Sendable {
    var id: String
    @Nullable var code: String?
    var forward: String
    var backward: String
    @Nullable var fromKind: ContactKind?
    @Nullable var toKind: ContactKind?
    var oneFrom: Bool
    var oneTo: Bool
    var retired: Bool
    var count: Int

    init(_ use: RelationTypeUse) {
        let type = use.type
        id = String(type.id)
        code = type.code
        forward = type.forward
        backward = type.backward
        fromKind = type.fromKind
        toKind = type.toKind
        oneFrom = type.isOneFrom
        oneTo = type.isOneTo
        retired = type.isRetired
        count = use.count
    }
}

/// A relation, read from one of its ends.
struct RelationAnswer: Codable, Hashable, Sendable {
    var id: String
    var typeID: String
    var direction: RelationDirection
    var words: String
    var other: ContactAnswer
    @Nullable var startsOn: String?
    @Nullable var endsOn: String?
    @Nullable var note: String?
    var ended: Bool

    init(_ relation: RelationEntry) {
        id = String(relation.id)
        typeID = String(relation.type.id)
        direction = relation.direction
        words = relation.words
        other = ContactAnswer(relation.other)
        startsOn = relation.startsOn
        endsOn = relation.endsOn
        note = relation.note
        ended = relation.isOver
    }
}

/// A position, who holds it and where.
struct PositionAnswer: Codable, Hashable, Sendable {
    var id: String
    var title: String
    var holder: ContactAnswer
    @Nullable var organization: ContactAnswer?
    @Nullable var startsOn: String?
    @Nullable var endsOn: String?
    @Nullable var note: String?
    var ended: Bool

    init(_ position: PositionEntry) {
        id = String(position.id)
        title = position.title
        holder = ContactAnswer(position.holder)
        organization = position.organization.map(ContactAnswer.init)
        startsOn = position.startsOn
        endsOn = position.endsOn
        note = position.note
        ended = position.isOver
    }
}

/// How many contacts each point person looks after.
struct PointPeopleAnswer: Codable, Hashable, Sendable {
    /// One point person.
    struct Entry: Codable, Hashable, Sendable {
        var person: ContactAnswer
        var contacts: Int
        var members: Int
    }

    var people: [Entry]
    var withoutAnybody: Int

    init(_ load: PointPersonLoad) {
        people = load.entries.map {
            Entry(person: ContactAnswer($0.person), contacts: $0.count, members: $0.members)
        }
        withoutAnybody = load.nobodys
    }
}

/// Organizations, a page at a time.
struct OrganizationsAnswer: Codable, Hashable, Sendable {
    /// One of them.
    struct Entry: Codable, Hashable, Sendable {
        var contact: ContactAnswer
        var people: Int
        var agreements: Int
    }

    var organizations: [Entry]
    var count: Int
    @Nullable var next: String?

    init(_ page: OrganizationList.Page) {
        organizations = page.entries.map {
            Entry(
                contact: ContactAnswer($0.contact), people: $0.people, agreements: $0.agreements)
        }
        count = page.count
        next = page.next
    }
}

/// Who is to look after a contact; null for nobody.
struct PointPersonBody: Decodable {
    var memberID: String?
}

/// The last day of something; today where it is left out.
struct EndBody: Decodable {
    var on: String?
}

/// A kind of relation that comes in.
struct RelationTypeBody: Decodable {
    var forward: String
    var backward: String?
    var fromKind: ContactKind?
    var toKind: ContactKind?
    var oneFrom: Bool?
    var oneTo: Bool?

    var entered: EnteredRelationType {
        EnteredRelationType(
            forward, backward ?? "", from: fromKind, to: toKind, isOneFrom: oneFrom ?? false,
            isOneTo: oneTo ?? false)
    }
}

/// A relation that comes in.
struct RelationBody: Decodable {
    var typeID: String?
    var direction: RelationDirection?
    var otherID: String?
    var startsOn: String?
    var endsOn: String?
    var note: String?
    /// What the client saw when it began; without it, whatever is there is overwritten.
    var seen: RelationSeen?
}

/// A relation as the API has shown it.
struct RelationSeen: Decodable {
    var typeID: String
    var direction: RelationDirection
    var startsOn: String?
    var endsOn: String?
    var note: String?

    var tie: TieSeen {
        get throws {
            guard let type = Int64(typeID) else { throw Refusal.notFound("kind of relation") }
            return TieSeen(
                TieSeen.relation(type, direction), startsOn: startsOn ?? "", endsOn: endsOn ?? "",
                note: note ?? "")
        }
    }
}

/// A position as the API has shown it.
struct PositionSeen: Decodable {
    /// Where it was held.
    struct Organization: Decodable {
        var memberID: String
    }

    var title: String
    var organization: Organization?
    var startsOn: String?
    var endsOn: String?
    var note: String?

    var tie: TieSeen {
        get throws {
            let place = try organization.map { organization in
                guard let id = MemberID(organization.memberID) else {
                    throw Refusal.notFound("contact")
                }
                return id
            }
            return TieSeen(
                title, at: place, startsOn: startsOn ?? "", endsOn: endsOn ?? "", note: note ?? "")
        }
    }
}

/// A position that comes in.
struct PositionBody: Decodable {
    var title: String
    var organizationID: String?
    var startsOn: String?
    var endsOn: String?
    var note: String?
    /// What the client saw when it began; without it, whatever is there is overwritten.
    var seen: PositionSeen?

    var organization: MemberID? {
        get throws {
            guard let organizationID else { return nil }
            guard let id = MemberID(organizationID) else { throw Refusal.notFound("contact") }
            return id
        }
    }
}
