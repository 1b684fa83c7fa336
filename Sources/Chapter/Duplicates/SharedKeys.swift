import GRDB

/// The e-mail addresses, phone numbers or homes that several contacts have, by numbers from 0.
struct SharedKeys: Sendable {
    /// The bit in ``ComparedContacts/known`` of whoever has any.
    let bit: UInt8
    /// The places of those who have the same, one key after the other.
    private var owners: [UInt32] = []
    /// Where the owners of each key end.
    private var ownersEnd: [UInt32] = []
    /// The numbers of keys, one contact after the other.
    private var keys: [UInt32] = []
    /// Where the keys of each contact end.
    private var keysEnd: [UInt32]

    /// Reads one table, and notes who has any.
    init(
        _ db: Database, _ ranks: ContactRanks, _ table: String, _ key: String, bit: UInt8,
        known: inout [UInt8]
    ) throws {
        self.bit = bit
        keysEnd = [UInt32](repeating: 0, count: ranks.count)
        let having = try MemberID.fetchCursor(db, sql: "SELECT member_id FROM \(table)")
        while let id = try having.next() {
            if let place = ranks.place(of: id) { known[Int(place)] |= bit }
        }
        let shared = try String.fetchCursor(
            db,
            sql: "SELECT \(key) FROM \(table) WHERE \(key) > '' GROUP BY \(key) HAVING count(*) > 1"
        )
        // DISTINCT would have SQLite go through everybody for each key.
        let of = try db.makeStatement(sql: "SELECT member_id FROM \(table) WHERE \(key) = ?")
        while let key = try shared.next() {
            let places = Set(try MemberID.fetchAll(of, arguments: [key]).compactMap(ranks.place))
            guard places.count > 1 else { continue }
            owners += places.sorted()
            ownersEnd.append(UInt32(owners.count))
        }
        turnRound()
    }

    /// How many keys there are.
    var count: Int { ownersEnd.count }

    /// The places of those who have a key.
    func owners(of key: Int) -> ArraySlice<UInt32> {
        owners[ownersEnd.part(key)]
    }

    /// The numbers of the keys that a contact shares with somebody.
    func keys(of place: UInt32) -> ArraySlice<UInt32> {
        keys[keysEnd.part(Int(place))]
    }

    /// Lists the keys of each contact, from the contacts of each key.
    private mutating func turnRound() {
        for place in owners { keysEnd[Int(place)] += 1 }
        var start: UInt32 = 0
        for place in keysEnd.indices {
            let count = keysEnd[place]
            keysEnd[place] = start
            start += count
        }
        // Each end is its contact's beginning until its keys are written.
        keys = [UInt32](repeating: 0, count: owners.count)
        for key in 0..<count {
            for place in owners(of: key) {
                keys[Int(keysEnd[Int(place)])] = UInt32(key)
                keysEnd[Int(place)] += 1
            }
        }
    }
}

extension [UInt32] {
    /// Where one part lies of an array that has several one after the other, of which these are the
    /// ends.
    func part(_ index: Int) -> Range<Int> {
        (index == 0 ? 0 : Int(self[index - 1]))..<Int(self[index])
    }
}
