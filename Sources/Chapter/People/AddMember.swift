import Federation
import GRDB

/// Adds a person to the chapter's own database.
///
/// Who shares an e-mail address with somebody is refused unless `allowDuplicate` says that they
/// are two people; the same phone number or name is only pointed out.
public struct AddMember: Act {
    /// A new person, and who they might already be.
    public struct Added: Hashable, Sendable {
        /// The new person.
        public let memberID: MemberID
        /// People with the same e-mail address, phone number or name.
        public let possibleDuplicates: [PossibleDuplicate]
    }

    /// The permission that adding takes.
    public static let permission = Permission.managePeople

    /// What is said once; a name is needed, the status is `member` unless it says otherwise.
    public var values: [PersonField: String]
    /// E-mail addresses; the first is first in line unless one says so.
    public var emails: [Email]
    /// Phone numbers.
    public var phones: [Phone]
    /// Postal addresses.
    public var addresses: [PostalAddress]
    /// Messengers.
    public var messengers: [Messenger]
    /// Values of the chapter's own fields, by the field's code.
    public var ownFields: [String: [String]]
    /// Tags.
    public var tags: [String]
    /// Interests.
    public var interests: [String]
    /// Skills.
    public var skills: [String]
    /// What other systems call the person.
    public var externalIDs: [ExternalID]
    /// Whether what the chapter needs of a contact can be missing, because nobody can be asked for
    /// it now.
    public var ownFieldsCanWait: Bool
    /// Whether the caller knows that somebody else has the same e-mail address.
    public var allowDuplicate: Bool
    /// Whether phone numbers that cannot be one in their country are kept as they are.
    public var phonesAsTyped: Bool
    /// The reason, for the history.
    public var why: String?

    /// A person with everything that is known.
    public init(
        _ values: [PersonField: String], emails: [Email] = [], phones: [Phone] = [],
        addresses: [PostalAddress] = [], messengers: [Messenger] = [],
        ownFields: [String: [String]] = [:], ownFieldsCanWait: Bool = false,
        tags: [String] = [], interests: [String] = [], skills: [String] = [],
        externalIDs: [ExternalID] = [],
        allowDuplicate: Bool = false, phonesAsTyped: Bool = false, why: String? = nil
    ) {
        self.values = values
        self.emails = emails
        self.phones = phones
        self.addresses = addresses
        self.messengers = messengers
        self.ownFields = ownFields
        self.ownFieldsCanWait = ownFieldsCanWait
        self.tags = tags
        self.interests = interests
        self.skills = skills
        self.externalIDs = externalIDs
        self.allowDuplicate = allowDuplicate
        self.phonesAsTyped = phonesAsTyped
        self.why = why
    }

    /// A person with the few things that one types.
    public init(
        name: String, email: String? = nil, phone: String? = nil, interests: [String] = [],
        allowDuplicate: Bool = false
    ) {
        self.init(
            [.name: name], emails: email.map { [Email($0)] } ?? [],
            phones: phone.map { [Phone($0)] } ?? [], interests: interests,
            allowDuplicate: allowDuplicate)
    }

    /// Adds the person with a history row for every field.
    public func perform(in context: ActContext) throws -> Result<Added, Refusal> {
        do {
            return .success(try add(in: context))
        } catch let refusal as Refusal {
            return .failure(refusal)
        }
    }

    private func add(in context: ActContext) throws -> Added {
        var checked: [PersonField: String] = [:]
        for (field, value) in values { checked[field] = try field.checked(value).get() }
        let why = try checkedWhy(why).get()
        guard let name = checked[.name] else {
            throw Refusal.invalid("name", "A person needs a name.")
        }
        let kind = checked[.kind] ?? "person"
        if checked[.status] == nil { checked[.status] = kind == "person" ? "member" : "contact" }
        try refuseMembership(of: kind, status: checked[.status])
        if checked[.status] == "member", checked[.joinedOn] == nil {
            checked[.joinedOn] = try chapterDay(context.db, at: context.now).description
        }
        let details = try detailRows(kind, checked, in: context.db)
        try EnteredBuiltIns(in: context.db).check(
            new: StoredPerson(id: MemberID(0), version: 0, values: checked, details: details),
            needing: ownFieldsCanWait ? [] : nil)
        if !phonesAsTyped, let fault = try strangePhone(phones, in: context.db) { throw fault }
        let duplicates = try possibleDuplicates(
            context.db, name: name, kind: ContactKind(rawValue: kind) ?? .person,
            birthDate: checked[.birthDate],
            emails: details[.email] ?? [], phones: details[.phone] ?? [],
            addresses: details[.address] ?? [])
        if !allowDuplicate, let same = duplicates.first(where: { $0.because == .email }) {
            throw Refusal(
                .conflict,
                "\(same.name) already has this e-mail address. Open that record, or say that "
                    + "they are two people who share it.", field: "email")
        }
        try refuseTaken(details[.externalID] ?? [], besides: nil, in: context.db)
        let id = try insert(name: name, status: checked[.status] ?? "member", in: context, why: why)
        var change = PersonChange(
            ofNew: StoredPerson(id: id, version: 1, values: [.kind: "person"], details: [:]),
            by: "AddMember",
            why: why, in: context)
        for field in PersonField.allCases {
            if let value = checked[field] { try change.set(field, value) }
        }
        for detail in Detail.allCases {
            if let rows = details[detail] { try change.replace(detail, with: rows) }
        }
        try change.finish()
        return Added(memberID: id, possibleDuplicates: duplicates)
    }

    private func detailRows(
        _ kind: String, _ known: [PersonField: String], in db: Database
    ) throws -> [Detail: [DetailRow]] {
        [
            .email: try checkedRows(.email, emails.map { $0.row() }).get(),
            .phone: try checkedRows(.phone, phones.map { $0.row() }).get(),
            .address: try checkedRows(.address, addresses.map { $0.row() }).get(),
            .messenger: try checkedRows(.messenger, messengers.map { $0.row() }).get(),
            .ownField: try OwnField.rows(
                ownFields, for: ContactKind(rawValue: kind) ?? .person, canWait: ownFieldsCanWait,
                known: known, in: db),
            .tag: try checkedRows(.tag, tags.map { labelRow(.tag, $0) }).get(),
            .interest: try checkedRows(.interest, interests.map { labelRow(.interest, $0) }).get(),
            .skill: try checkedRows(.skill, skills.map { labelRow(.skill, $0) }).get(),
            .externalID: try checkedRows(.externalID, externalIDs.map { $0.row() }).get(),
        ]
    }

    private func insert(name: String, status: String, in context: ActContext, why: String?) throws
        -> MemberID
    {
        try context.db.execute(
            sql: "INSERT INTO member (name, folded_name, status) VALUES (?, ?, ?)",
            arguments: [name, foldedName(name), status])
        return MemberID(context.db.lastInsertedRowID)
    }
}

/// Refuses a member that is no person.
func refuseMembership(of kind: String?, status: String?) throws {
    guard let kind, kind != "person", status == "member" || status == "former" else { return }
    throw Refusal.invalid(
        "status", "Only a person can be a member. An organization is a contact or a supporter.")
}

/// The reason that somebody gave for an act, made fit for the history; forms and the API send it
/// as `why`.
func checkedWhy(_ why: String?) -> Result<String?, Refusal> {
    guard let why else { return .success(nil) }
    return EnteredText.text(why, "reason", limit: 500).mapError { refusal in
        Refusal(refusal.code, refusal.sentence, field: "why")
    }
}

/// Refuses external ids that belong to somebody else.
func refuseTaken(_ rows: [DetailRow], besides member: MemberID?, in db: Database) throws {
    for row in rows {
        let owner = try Row.fetchOne(
            db,
            sql: """
                SELECT m.id, m.name FROM member_external_id e JOIN member m ON m.id = e.member_id
                WHERE e.key = ?
                """, arguments: [row.key])
        guard let owner, owner["id"] != member?.number else { continue }
        let name: String = owner["name"]
        throw Refusal(
            .conflict, "\(name) already has the \(row.cells[0]) \(row.cells[1]).",
            field: "externalID")
    }
}
