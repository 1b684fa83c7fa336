import Federation
import Feeds
import GRDB

/// Reads the archive of a chapter into one that has nothing yet but its coordinators.
///
/// All of it is one transaction: it is read whole or nothing is kept. It cannot be taken back; why
/// it is only for a new chapter is in Docs/decisions. Roles and sign-ins are not in an archive, so
/// nobody gains a right by it.
public struct ReadArchive: Act {
    /// What was read.
    public struct Read: Hashable, Sendable {
        /// Whose archive it was.
        public let chapter: String
        /// How many contacts came.
        public let contacts: Int64
        /// How many rows came in all lists.
        public let rows: Int64
    }

    /// It also takes `planMeetings` and `changeSettings`: whoever brings everything must be allowed
    /// each part of it.
    public static let permission = Permission.managePeople

    /// The file.
    public var source: ImportSource
    /// Is told how many rows of how many are read, and may throw to stop it.
    public var progress: @Sendable (Int, Int) throws -> Void

    /// An archive in a file.
    public init(
        _ source: ImportSource,
        progress: @escaping @Sendable (Int, Int) throws -> Void = { _, _ in }
    ) {
        self.source = source
        self.progress = progress
    }

    /// Reads it.
    public func perform(in context: ActContext) throws -> Result<Read, Refusal> {
        try refusing {
            for permission in [Permission.planMeetings, .changeSettings]
            where !context.viewer.may(permission) {
                throw Refusal.notAllowed(permission)
            }
            let archive = try ArchiveFile(source)
            let db = context.db
            if let refusal = try ArchiveContents.hindrance(in: db) { throw refusal }
            // Contacts speak of contacts that come later; every number is looked at when it is
            // read, and the database looks again at the end.
            try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
            _ = try archive.whole(ArchiveReadme.file, atMost: ArchiveLimits.manifestBytes)
            let target = try ArchiveTarget(archive, db, context.feeds)
            var done = 0
            let total = Int(archive.rows + archive.rows(of: "contacts.csv"))
            for sheet in ArchiveSheet.all {
                if archive.has(sheet) {
                    try read(sheet, of: archive, into: target, done: &done, total: total)
                }
                if sheet.name == ArchiveSheet.lastOfContacts {
                    try settle(target, done: &done, total: total)
                }
            }
            try OutlineRing.simplifyAll(in: context.db)
            try finish(archive, target, in: context)
            return Read(
                chapter: archive.manifest.chapter, contacts: archive.rows(of: "contacts.csv"),
                rows: archive.rows)
        }
    }

    private func read(
        _ sheet: ArchiveSheet, of archive: ArchiveFile, into target: ArchiveTarget,
        done: inout Int, total: Int
    ) throws {
        var lines = ArchiveLineReader(
            try archive.open(sheet.file), file: sheet.file, columns: sheet.columns.count,
            fewest: sheet.columns.count { !$0.isLater }, cellBytes: sheet.cellBytes)
        let heading = try lines.next() ?? []
        let places = sheet.columns.indices.filter { place in
            !sheet.columns[place].isLater || heading.contains(sheet.columns[place].name)
        }
        guard heading == places.map({ sheet.columns[$0].name }) else {
            throw lines.refusal(
                .invalid("file", "Its columns are not those that this program knows."))
        }
        let statement = try target.db.makeStatement(sql: sheet.insertSQL)
        target.number = 0
        while let cells = try lines.next() {
            target.number += 1
            do {
                var row = ArchiveRow(sheet)
                for (place, cell) in zip(places, cells) {
                    row.values[place] = try sheet.columns[place].value(cell, in: row, for: target)
                }
                if let thing = sheet.thing, thing != .meeting {
                    row["id"] = target.id(target.number, thing) ?? .null
                }
                if try sheet.check(&row, target) {
                    try statement.execute(arguments: StatementArguments(row.values))
                }
            } catch let refusal as Refusal where refusal != .damagedArchive {
                throw lines.refusal(refusal)
            } catch let error as DatabaseError where error.isTaken {
                throw lines.refusal(.rowDoesNotFit)
            }
            done += 1
            if done % ArchiveLimits.step == 0 { try progress(done, total) }
        }
        guard target.number == archive.rows(of: sheet.file) else { throw Refusal.damagedArchive }
    }

    /// Makes what follows from the rows of contacts: the words by which they are found, and what
    /// their addresses are taken apart into.
    private func settle(_ target: ArchiveTarget, done: inout Int, total: Int) throws {
        guard let contacts = target.contacts else { return }
        let db = target.db
        let search = try db.makeStatement(
            sql: "INSERT INTO member_search (rowid, words) VALUES (?, ?)")
        var first = contacts.lowerBound
        while first <= contacts.upperBound {
            let last = min(first + Self.slice - 1, contacts.upperBound)
            for person in try StoredPerson.fetch(db, (first...last).map { MemberID($0) }) {
                for detail in Detail.allCases where person.rows(detail).count > detail.limit {
                    throw Refusal.invalid(
                        "file",
                        "A person can have \(detail.limit) \(detail.plural), and in this archive "
                            + "somebody has more. Nothing was kept.")
                }
                try search.execute(arguments: [person.id, searchWords(of: person)])
                try db.writeAddressParts(of: person.id, person.rows(.address))
            }
            done += Int(last - first + 1)
            try progress(done, total)
            first = last + 1
        }
    }

    /// So many contacts are settled with one reading of each table.
    private static let slice: Int64 = 500

    private func finish(_ archive: ArchiveFile, _ target: ArchiveTarget, in context: ActContext)
        throws
    {
        let db = context.db
        try db.execute(
            sql: """
                INSERT INTO sqlite_sequence (name, seq) SELECT 'member', 0
                  WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'member');
                """)
        try db.execute(
            sql: "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'member'",
            arguments: [target.goneContact])
        // Days have passed since the archive was made, and nobody has been compared with anybody.
        try db.execute(sql: "DELETE FROM membership_clock; DELETE FROM duplicate_scan;")
        let what = "\(archive.rows(of: "contacts.csv")) contacts of \(archive.manifest.chapter)"
        try context.writeHistory(
            HistoryLine(
                at: context.now, actor: context.viewer.actor, act: "ReadArchive", member: nil,
                field: ArchiveLine.field, old: nil, new: what))
    }
}

extension ArchiveSheet {
    /// After this list everything about a contact alone has been read.
    fileprivate static let lastOfContacts = contacts.last?.name
}
