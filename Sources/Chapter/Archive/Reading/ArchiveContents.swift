public import Federation
public import GRDB

/// What is in an archive, before anything of it is read.
public struct ArchiveContents: Hashable, Sendable {
    /// A list and how many rows it has.
    public struct List: Hashable, Sendable {
        /// What it is called in the archive.
        public let name: String
        /// What it is.
        public let title: ArchiveWords
        /// How many rows it has.
        public let rows: Int64
    }

    /// Whose contacts they are.
    public let chapter: String
    /// When it was made.
    public let made: Timestamp
    /// The lists, those without rows included.
    public let lists: [List]
    /// Why this chapter cannot read it; nil where it can.
    public let hindrance: Refusal?

    /// How many rows a list has.
    public func rows(of name: String) -> Int64 { lists.first { $0.name == name }?.rows ?? 0 }

    /// Looks at an archive for who may read it.
    public static func read(_ source: ImportSource, in db: Database, for viewer: Viewer) throws
        -> Result<ArchiveContents, Refusal>
    {
        guard viewer.may(.managePeople) else { return .failure(.notAllowed(.managePeople)) }
        return try refusing {
            let archive = try ArchiveFile(source)
            return ArchiveContents(
                chapter: archive.manifest.chapter,
                made: Timestamp(
                    milliseconds: ArchiveMoment.read(archive.manifest.made) ?? 0),
                lists: ArchiveSheet.shown.map {
                    List(name: $0.name, title: $0.title, rows: archive.rows(of: $0.file))
                }, hindrance: try hindrance(in: db))
        }
    }

    /// What a chapter's archive would hold.
    public struct Present: Hashable, Sendable {
        /// How many contacts.
        public let contacts: Int
        /// What else is there; how much of it is only counted once it is written, since that takes
        /// reading all of it.
        public let lists: [ArchiveWords]
    }

    /// What this chapter's archive would hold, for who may write it.
    public static func present(in db: Database, for viewer: Viewer) throws
        -> Result<Present, Refusal>
    {
        for permission in [Permission.exportPeople, .managePeople] where !viewer.may(permission) {
            return .failure(.notAllowed(permission))
        }
        try db.addFoldedNames()
        let lists = try ArchiveSheet.shown.filter { sheet in
            let sql =
                "SELECT EXISTS (SELECT 1 FROM \(sheet.table) \(sheet.join) WHERE \(sheet.which))"
            return try Bool.fetchOne(db, sql: sql) == true
        }
        return .success(
            Present(
                contacts: try Int.fetchOne(db, sql: "SELECT count(*) FROM member") ?? 0,
                lists: lists.map(\.title)))
    }

    /// Why a chapter cannot read an archive; nil where it has nothing but its coordinators.
    public static func hindrance(in db: Database) throws -> Refusal? {
        for sheet in ArchiveSheet.shown {
            let isThere = try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM \(sheet.table) WHERE NOT (\(sheet.mayBeThere)))
                    """)
            guard isThere == true else { continue }
            return Refusal(
                .conflict,
                "An archive is read into a chapter that has nothing yet but its coordinators, and "
                    + "this one has its own: \(sheet.file). Make a new chapter and read it there.",
                field: "file")
        }
        return nil
    }
}
