public import GRDB

/// Whose passphrases an address stands for: members who have the address and a passphrase.
public struct PassphraseCandidates: Sendable {
    /// One of them.
    public struct Candidate: Hashable, Sendable {
        /// Who.
        public let member: MemberID
        /// What is kept of the passphrase.
        public let kept: String

        /// A member with what is kept.
        public init(member: MemberID, kept: String) {
            self.member = member
            self.kept = kept
        }
    }

    /// So many members who share an address can have passphrases: the first who set theirs.
    ///
    /// Signing in always does the work of so many, so that its time tells nothing.
    public static let atMost = 2

    /// The address as it was entered.
    public var address: String

    /// The candidates of an address.
    public init(_ address: String) { self.address = address }

    /// Finds them.
    public func answer(in db: Database) throws -> [Candidate] {
        guard let key = signInKey(address) else { return [] }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT p.member_id, p.kept FROM member_email e
                JOIN member m ON m.id = e.member_id
                JOIN member_passphrase p ON p.member_id = m.id
                WHERE e.key = ? AND m.status = 'member' ORDER BY p.changed, p.member_id LIMIT ?
                """, arguments: [key, Self.atMost]
        ).map { Candidate(member: $0[0], kept: $0[1]) }
    }
}
