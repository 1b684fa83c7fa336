public import GRDB

/// The tags, interests and skills that the chapter has given, as their first spelling.
public struct LabelsInUse: Hashable, Sendable {
    /// The tags by name.
    public let tags: [String]
    /// To which groups they belong.
    public let groups: TagGroups
    /// The interests by name.
    public let interests: [String]
    /// The skills by name.
    public let skills: [String]
    /// Words for interests that linked chapters share.
    public let sharedInterests: [String]
    /// Words for skills that linked chapters share.
    public let sharedSkills: [String]

    /// Nothing of it.
    public static let none = LabelsInUse(
        tags: [], groups: .none, interests: [], skills: [], sharedInterests: [], sharedSkills: [])

    /// The interests to choose from: those in use, and those that linked chapters share.
    public var suggestedInterests: [String] { Self.together(interests, sharedInterests) }

    /// The skills to choose from: those in use, and those that linked chapters share.
    public var suggestedSkills: [String] { Self.together(skills, sharedSkills) }

    private static func together(_ used: [String], _ shared: [String]) -> [String] {
        let known = Set(used.map(foldedName))
        // What others share pushes nothing out that is in use.
        let others = shared.filter { !known.contains(foldedName($0)) }
            .prefix(max(0, most - used.count))
        return Array((used + others).sorted { foldedName($0) < foldedName($1) }.prefix(most))
    }

    /// So many of each are named: more than anybody reads in a list to choose from.
    public static let most = 300

    /// Reads them for a viewer who may see people.
    ///
    /// Whoever may not gets the interests of groups and what chapters share, which everybody sees,
    /// and no tags.
    public static func read(in db: Database, for viewer: Viewer) throws -> LabelsInUse {
        let shared = try SharedVocabulary.words(.interest, in: db, limit: most)
        let skills = try SharedVocabulary.words(.skill, in: db, limit: most)
        guard viewer.may(.seePeople) else {
            let interests = try String.fetchAll(
                db,
                sql: "SELECT DISTINCT interest FROM shared_group_interest ORDER BY 1 LIMIT ?",
                arguments: [most])
            return LabelsInUse(
                tags: [], groups: .none, interests: interests, skills: [],
                sharedInterests: shared, sharedSkills: skills)
        }
        return LabelsInUse(
            tags: try tags(in: db, for: viewer), groups: try TagGroups.read(in: db, for: viewer),
            interests: try names(.interest, in: db), skills: try names(.skill, in: db),
            sharedInterests: shared, sharedSkills: skills)
    }

    /// So many spellings of places are looked through for tags that only places have.
    ///
    /// Nearly every page about people asks for tags, and a chapter can write down a place of its own
    /// with each entry. The search for everything and the list of tags look through all of them.
    static let placesAtMost = 5000

    /// Tags of people, and those that only things have which the viewer sees.
    private static func tags(in db: Database, for viewer: Viewer) throws -> [String] {
        let ofPeople = try names(.tag, in: db)
        let known = Set(ofPeople.map(foldedName))
        let seen = try SeenTags(viewer, placesAtMost: placesAtMost, in: db)
        let others = try Row.fetchAll(
            db,
            sql: """
                SELECT key, min(tag) FROM thing_tag WHERE \(seen.sql)
                GROUP BY key ORDER BY key LIMIT :most
                """, arguments: seen.arguments + ["most": most]
        ).filter { !known.contains($0[0]) }.map { $0[1] as String }
        guard !others.isEmpty else { return ofPeople }
        return Array((ofPeople + others).sorted { foldedName($0) < foldedName($1) }.prefix(most))
    }

    /// Jumps from one key to the next in the index, so that the number of people does not matter.
    private static func names(_ detail: Detail, in db: Database) throws -> [String] {
        let table = detail.table
        return try String.fetchAll(
            db,
            sql: """
                WITH RECURSIVE keys(key) AS (
                  SELECT min(key) FROM \(table)
                  UNION ALL
                  SELECT (SELECT min(key) FROM \(table) WHERE key > keys.key) FROM keys
                  WHERE keys.key IS NOT NULL
                  LIMIT ?
                )
                SELECT (SELECT \(detail.rawValue) FROM \(table) t WHERE t.key = keys.key
                  ORDER BY member_id LIMIT 1)
                FROM keys WHERE key IS NOT NULL
                """, arguments: [most + 1])
    }
}
