import GRDB

/// What of everybody is compared when duplicates are looked for, as it was at one moment.
///
/// Contacts are spoken of by their places in ``ranks``. What nobody shares is not kept, only that
/// there is something: so a million contacts take about 45 MB, and millions of pairs can be compared
/// without a look into the database.
struct ComparedContacts: Sendable {
    let ranks: ContactRanks
    /// For everybody one bit for each kind of thing that tells people apart and that is known.
    private(set) var known: [UInt8]
    /// What of each is compared only with its own kind: a place in ``allKinds``.
    private var kinds: [UInt8] = []
    /// The words of all names, folded, one name after the other.
    private var names: [UInt8] = []
    private var namesEnd: [UInt32] = []
    /// Days of birth as the number 19701231; 0 where none is known.
    private var births: [UInt32] = []
    let emails: SharedKeys
    let phones: SharedKeys
    let homes: SharedKeys

    private static let allKinds = ContactKind.allCases
    private static let birthBit: UInt8 = 8

    /// Reads everybody.
    init(_ db: Database) throws {
        let ranks = try ContactRanks(db)
        self.ranks = ranks
        var known = [UInt8](repeating: 0, count: ranks.count)
        func shared(_ table: String, _ key: String, _ bit: UInt8) throws -> SharedKeys {
            try SharedKeys(db, ranks, table, key, bit: bit, known: &known)
        }
        emails = try shared("member_email", "key", 1)
        phones = try shared("member_phone", "key", 2)
        homes = try shared("address_part", "home_key", 4)
        self.known = known
        try readMembers(db)
    }

    private mutating func readMembers(_ db: Database) throws {
        kinds.reserveCapacity(ranks.count)
        namesEnd.reserveCapacity(ranks.count)
        births.reserveCapacity(ranks.count)
        names.reserveCapacity(
            try Int.fetchOne(db, sql: "SELECT sum(length(CAST(folded_name AS BLOB))) FROM member")
                ?? 0)
        let rows = try Row.fetchCursor(
            db, sql: "SELECT kind, folded_name, birth_date FROM member ORDER BY id")
        while let row = try rows.next() {
            let (kind, name): (String, String) = (row[0], row[1])
            let known = ContactKind(rawValue: kind) ?? .person
            kinds.append(UInt8(Self.allKinds.firstIndex(of: known) ?? 0))
            names += name.utf8
            namesEnd.append(UInt32(names.count))
            let birth = (row[2] as String?).map(Self.number) ?? 0
            if birth > 0 { self.known[births.count] |= Self.birthBit }
            births.append(birth)
        }
    }

    /// The bytes of a contact's name.
    func name(_ place: UInt32) -> ArraySlice<UInt8> {
        names[namesEnd.part(Int(place))]
    }

    func kind(_ place: UInt32) -> ContactKind { Self.allKinds[Int(kinds[Int(place)])] }

    /// The day of birth as the number 19701231; 0 where none is known.
    func birth(_ place: UInt32) -> UInt32 { births[Int(place)] }

    /// What is compared of one contact.
    func facts(_ place: UInt32) -> ComparedFacts<UInt32> {
        // What nobody else has is like nothing: whoever has it has a number of their own.
        let own = UInt32.max - place
        func keys(_ shared: SharedKeys) -> [UInt32] {
            let keys = shared.keys(of: place)
            return keys.isEmpty && known[Int(place)] & shared.bit != 0 ? [own] : Array(keys)
        }
        return ComparedFacts(
            id: ranks[place], kind: kind(place),
            name: name(place).split(separator: 32).map { String(decoding: $0, as: UTF8.self) },
            birthDate: birth(place) == 0 ? nil : Self.day(birth(place)), emails: keys(emails),
            phones: keys(phones), homes: keys(homes),
            hasAddress: known[Int(place)] & homes.bit != 0)
    }

    private static func number(_ day: String) -> UInt32 {
        UInt32(day.utf8.filter { $0 != 45 }.reduce(0) { $0 * 10 + Int($1) - 48 })
    }

    private static func day(_ number: UInt32) -> String {
        var digits = Array("0000-00-00".utf8)
        var rest = number
        for index in [9, 8, 6, 5, 3, 2, 1, 0] {
            digits[index] = 48 + UInt8(rest % 10)
            rest /= 10
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
