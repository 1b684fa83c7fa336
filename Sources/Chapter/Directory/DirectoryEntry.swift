import GRDB

/// A contact as the members of the chapter see it: what it lets them see, and nothing else.
public struct DirectoryEntry: Hashable, Sendable {
    /// The contact.
    public let memberID: MemberID
    /// A person or an organization.
    public let kind: ContactKind
    /// The name.
    public let name: String
    /// How to speak of the person.
    public let pronouns: String?
    /// What the person is now, such as “steward, Harbour Hotel”.
    public let positions: [String]
    /// The phone number that is used first.
    public let phone: String?
    /// The e-mail address that is used first.
    public let email: String?
    /// The messengers that can be used.
    public let messengers: [Messenger]
    /// The lines of the postal address, or the town alone.
    public let address: [String]
    /// The town of the postal address.
    public let town: String?
    /// Where the person works.
    public let workplace: String?
    /// Who pays the wage.
    public let employer: String?
    /// What the person works as.
    public let job: String?
    /// What the person cares about.
    public let interests: [String]
    /// What the person can do.
    public let skills: [String]
    /// All of it but the positions as a vCard.
    public let card: String

    /// What may be seen of a person; nil without the name.
    init?(_ person: StoredPerson, seen fields: Set<DirectoryField>, positions: [String]) {
        guard fields.contains(.name) else { return nil }
        let kind = person.values[.kind].flatMap(ContactKind.init(rawValue:)) ?? .person
        let seen = person.only(fields.filter { $0.fits(kind) })
        memberID = seen.id
        self.kind = kind
        name = seen.name
        pronouns = seen.values[.pronouns]
        self.positions = fields.contains(.positions) && kind == .person ? positions : []
        phone = seen.rows(.phone).first?.cells[0]
        email = seen.rows(.email).first?.cells[0]
        messengers = seen.rows(.messenger).map { row in
            Messenger(MessengerService(rawValue: row.cells[0]) ?? .other, row.cells[1])
        }
        let cells = seen.rows(.address).first?.cells ?? []
        address = cells.isEmpty ? [] : Self.lines(cells)
        town = cells.isEmpty || cells[2].isEmpty ? nil : cells[2]
        workplace = seen.values[.workplace]
        employer = seen.values[.employer]
        job = seen.values[.job]
        interests = seen.rows(.interest).map { $0.cells[0] }
        skills = seen.rows(.skill).map { $0.cells[0] }
        card = ContactCard(person: seen).text
    }

    /// The lines of an address, the postcode before the town.
    private static func lines(_ cells: [String]) -> [String] {
        let place = [cells[4], cells[2]].filter { !$0.isEmpty }.joined(separator: " ")
        return [cells[0], cells[1], place, cells[3], cells[5]].filter { !$0.isEmpty }
    }

    /// Reads what may be seen of these contacts, in this order; whoever is not in the directory is
    /// left out.
    static func fetch(_ ids: [MemberID], in db: Database, today: String) throws -> [DirectoryEntry]
    {
        guard !ids.isEmpty else { return [] }
        let list = ids.map(\.description).joined(separator: ",")
        var fields: [MemberID: Set<DirectoryField>] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT member_id, field FROM directory_field JOIN member m ON m.id = member_id
                WHERE member_id IN (\(list)) AND \(isListed)
                """)
        {
            guard let field = DirectoryField(rawValue: row[1]) else { continue }
            fields[row[0], default: []].insert(field)
        }
        let positions = try positions(of: list, in: db, today: today)
        return try StoredPerson.fetch(db, ids).compactMap { person in
            DirectoryEntry(
                person, seen: fields[person.id] ?? [], positions: positions[person.id] ?? [])
        }
    }

    /// What these contacts are on a day.
    private static func positions(of list: String, in db: Database, today: String) throws
        -> [MemberID: [String]]
    {
        var positions: [MemberID: [String]] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT p.member_id, p.title, o.name FROM position p
                LEFT JOIN member o ON o.id = p.organization_id
                WHERE p.member_id IN (\(list)) AND \(isHeld) ORDER BY p.member_id, p.key, p.id
                """, arguments: ["today": today])
        {
            let (title, organization): (String, String?) = (row[1], row[2])
            positions[row[0], default: []].append(
                organization.map { "\(title), \($0)" } ?? title)
        }
        return positions
    }

    /// Who can be in the directory, as a condition on the row `m` of `member`.
    static let isListed = "(m.kind = 'person' AND m.status = 'member' OR m.kind = 'organization')"
    /// Whether the position `p` is held on the day `:today`.
    static let isHeld = holdsSQL(on: ":today", of: "p")
}

extension DirectoryEntry {
    /// Everything that a contact could let others see; nil for who cannot be in the directory.
    static func whole(_ member: MemberID, in db: Database, today: String) throws -> DirectoryEntry?
    {
        guard try ContactEnd.find(member, in: db).canBeListed else { return nil }
        let positions = try positions(of: "\(member)", in: db, today: today)
        return try StoredPerson.fetch(db, member).flatMap { person in
            DirectoryEntry(
                person, seen: Set(DirectoryField.allCases), positions: positions[member] ?? [])
        }
    }
}

extension StoredPerson {
    /// The person with nothing but what these fields name: the one place where that is decided.
    fileprivate func only(_ fields: Set<DirectoryField>) -> StoredPerson {
        var kept: [PersonField: String] = [:]
        func keep(_ field: PersonField, _ isSeen: Bool) {
            if isSeen { kept[field] = values[field] }
        }
        keep(.name, fields.contains(.name))
        // A part that the name does not show is not what was meant to be seen.
        let shown = Set(foldedWords(name))
        for part in [PersonField.givenName, .familyName] {
            let words = foldedWords(values[part] ?? "")
            keep(part, fields.contains(.name) && shown.isSuperset(of: words))
        }
        keep(.kind, true)
        keep(.pronouns, fields.contains(.pronouns))
        keep(.workplace, fields.contains(.workplace))
        keep(.employer, fields.contains(.workplace))
        keep(.job, fields.contains(.job))
        var rows: [Detail: [DetailRow]] = [:]
        if fields.contains(.phone) { rows[.phone] = firstUsable(.phone) }
        if fields.contains(.email) { rows[.email] = firstUsable(.email) }
        if fields.contains(.messengers) {
            rows[.messenger] = self.rows(.messenger).filter(\.state.isUsable)
        }
        if fields.contains(.address) {
            rows[.address] = firstUsable(.address)
        } else if fields.contains(.town) {
            rows[.address] = firstUsable(.address).compactMap { row in
                row.cells[2].isEmpty
                    ? nil
                    : DetailRow(
                        .address, ["", "", row.cells[2], "", "", ""] + row.cells.suffix(3))
            }
        }
        if fields.contains(.interests) { rows[.interest] = self.rows(.interest) }
        if fields.contains(.skills) { rows[.skill] = self.rows(.skill) }
        return StoredPerson(id: id, version: version, values: kept, details: rows)
    }

    /// The row that is used first, where it can be used: the others were not meant.
    private func firstUsable(_ detail: Detail) -> [DetailRow] {
        rows(detail).filter { $0.isPrimary && $0.state.isUsable }
    }
}
