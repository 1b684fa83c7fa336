import Federation
import Feeds
import GRDB

/// What it takes to read the rows of an archive into a chapter: each number gets an id of its own.
///
/// The number n of a kind of thing becomes the n-th id that was never used, so that nothing has to
/// be remembered for a million rows.
final class ArchiveTarget: ArchiveTranslation {
    /// An own field of a kind of object.
    struct FieldOfObject: Hashable {
        let type: Int64
        let name: String
    }

    let db: Database
    let feeds: Feeds
    private let archive: ArchiveFile
    private var bases: [ArchiveThing: Int64] = [:]
    private var counts: [ArchiveThing: Int64] = [:]

    /// The number of the row that is read.
    var number: Int64 = 0
    /// Kinds of relations that the program brings along, by their numbers.
    var relationKinds: [Int64: Int64] = [:]
    /// The meetings in the order of their numbers.
    var meetings: [ObjectID] = []
    /// What kinds of values own fields have, by their codes.
    var fields: [String: OwnField.Kind] = [:]
    /// What values of own fields of objects name by number.
    var linkedFields: [FieldOfObject: ArchiveThing] = [:]
    /// The kind of each object.
    var typeOfObject: [Int64] = []

    init(_ archive: ArchiveFile, _ db: Database, _ feeds: Feeds) throws {
        self.archive = archive
        self.db = db
        self.feeds = feeds
        for sheet in ArchiveSheet.all {
            guard let thing = sheet.thing else { continue }
            counts[thing] = archive.rows(of: sheet.file)
            guard thing != .meeting else { continue }
            let used = try Int64.fetchOne(
                db,
                sql: """
                    SELECT max((SELECT coalesce(max(id), 0) FROM \(sheet.table)),
                      coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0))
                    """, arguments: [sheet.table])
            bases[thing] = used ?? 0
        }
    }

    /// The first and the last id of the contacts.
    var contacts: ClosedRange<Int64>? {
        let (base, count) = (bases[.contact] ?? 0, counts[.contact] ?? 0)
        return count > 0 ? base + 1...base + count : nil
    }

    /// Stands for whoever was gone already; nobody ever gets this number.
    var goneContact: Int64 { (bases[.contact] ?? 0) + (counts[.contact] ?? 0) + 1 }

    /// The id of a number; nil for a number that no row has.
    func id(_ number: Int64, _ thing: ArchiveThing) -> DatabaseValue? {
        if thing == .meeting {
            guard number >= 1, number <= meetings.count else { return nil }
            return meetings[Int(number) - 1].databaseValue
        }
        guard number >= 1, number <= counts[thing] ?? 0 else { return nil }
        if thing == .relationKind, let known = relationKinds[number] { return known.databaseValue }
        return ((bases[thing] ?? 0) + number).databaseValue
    }

    func translated(_ number: String, _ thing: ArchiveThing) throws -> String {
        if number == "gone" {
            return switch thing {
            case .contact: String(goneContact)
            case .meeting: number
            default: "0"
            }
        }
        guard let read = archiveNumber(number), let id = id(read, thing) else {
            throw Refusal.danglingNumber(thing.rawValue)
        }
        if thing == .meeting { return meetings[Int(read) - 1].description }
        return String(Int64.fromDatabaseValue(id) ?? 0)
    }

    func linked(code: String) -> ArchiveThing? {
        switch fields[code] {
        case .contact: .contact
        case .object: .object
        default: nil
        }
    }

    /// What the values of a field of an object name by number; nil where they name nothing.
    func linked(field: String, ofObject id: Int64) -> ArchiveThing? {
        let place = Int(id - (bases[.object] ?? 0)) - 1
        guard typeOfObject.indices.contains(place) else { return nil }
        return linkedFields[FieldOfObject(type: typeOfObject[place], name: field)]
    }

    /// The bytes of a file of an agreement.
    func file(_ name: String) throws -> [UInt8] {
        try archive.whole(name, atMost: AddAgreementFile.bytesAtMost)
    }
}

/// A number as an archive writes it; nil for any other spelling.
func archiveNumber(_ text: String) -> Int64? {
    Int64(text).flatMap { String($0) == text ? $0 : nil }
}
