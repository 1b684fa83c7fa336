public import GRDB

/// Who somebody may already be, before they are added.
public struct PossiblePeople: Sendable {
    /// Somebody whom the chapter knows, and what they have in common.
    public struct Known: Hashable, Sendable {
        /// What they have in common.
        public let because: PossibleDuplicate.Because
        /// How likely it is that they are the same, and everything that was found.
        public let score: DuplicateScore
        /// The person as lists show them.
        public let person: MemberSummary
    }

    /// The name; may be empty.
    public var name: String
    /// The e-mail address; may be empty or wrong.
    public var email: String
    /// The phone number; may be empty or wrong.
    public var phone: String

    /// Somebody with these.
    public init(name: String, email: String = "", phone: String = "") {
        self.name = name
        self.email = email
        self.phone = phone
    }

    /// Looks for them; what cannot be an e-mail address or a number finds nobody.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<[Known], Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let emails = email.isEmpty ? [] : [Email(email).row()].compactMap { try? $0.get() }
        let phones = phone.isEmpty ? [] : [Phone(phone).row()].compactMap { try? $0.get() }
        let found = try possibleDuplicates(db, name: name, emails: emails, phones: phones)
        let people = try MemberSummary.fetch(db, found.map(\.memberID))
        return .success(
            zip(found, people).map { Known(because: $0.because, score: $0.score, person: $1) })
    }
}
