public import GRDB

/// The tags of the chapter's people and things, and how many have each.
public struct TagList: Sendable {
    /// One of them.
    public struct Entry: Hashable, Sendable {
        /// As it is spelled first.
        public let name: String
        /// How many people have it, in any spelling.
        public let people: Int
        /// How many things that are no contacts have it.
        public let things: Int
        /// The group to which it belongs; nil for none.
        public let group: String?
        /// Others that are nearly spelled alike.
        public let similar: [String]
    }

    /// So many are listed.
    public static let most = 1000

    /// Counts the tags for a viewer who may see people, by name.
    public static func tags(in db: Database, for viewer: Viewer) throws -> [Entry] {
        guard viewer.may(.seePeople) else { return [] }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT key, count(*) AS people, (SELECT tag FROM member_tag t
                  WHERE t.key = member_tag.key ORDER BY member_id LIMIT 1) AS name
                FROM member_tag GROUP BY key ORDER BY key LIMIT ?
                """, arguments: [most])
        let seen = try SeenTags(viewer, in: db)
        let onThings = try Row.fetchAll(
            db,
            sql: """
                SELECT key, count(*) AS things, min(tag) AS name FROM thing_tag
                WHERE \(seen.sql) GROUP BY key ORDER BY key LIMIT :most
                """, arguments: seen.arguments + ["most": most])
        var things: [String: Int] = [:]
        for row in onThings { things[row["key"]] = row["things"] }
        let groups = try TagGroups.read(in: db, for: viewer)
        var names: [(key: String, name: String)] = rows.map { ($0["key"], $0["name"]) }
        let known = Set(names.map(\.key))
        names += onThings.map { ($0["key"], $0["name"]) }.filter { !known.contains($0.key) }
        let people =
            Dictionary(uniqueKeysWithValues: rows.map { ($0["key"], $0["people"]) })
            as [String: Int]
        return names.sorted { $0.key < $1.key }.prefix(most).map { key, name in
            Entry(
                name: name, people: people[key] ?? 0, things: things[key] ?? 0,
                group: groups.group(of: key),
                similar: names.filter { $0.key != key && isNearlySpelled($0.key, key) }
                    .map(\.name))
        }
    }

    /// Tags in use that are nearly spelled like this one, where nobody has it yet; a tag that is in
    /// use has none.
    public static func similar(to tag: String, in db: Database, for viewer: Viewer) throws
        -> [String]
    {
        let key = foldedName(tag)
        guard try !ThingTags.isInUse(key, in: db, for: viewer) else { return [] }
        return try LabelsInUse.read(in: db, for: viewer).tags
            .filter { isNearlySpelled(foldedName($0), key) }
    }
}

/// Whether two folded texts are nearly spelled alike: apart from spaces, or by one letter, or two
/// where they are long.
///
/// Texts that differ in digits are different things: Ward 1 is not Ward 2.
func isNearlySpelled(_ left: String, _ right: String) -> Bool {
    let (left, right) = (
        left.unicodeScalars.filter { $0 != " " }.map(\.value),
        right.unicodeScalars.filter { $0 != " " }.map(\.value)
    )
    if left == right { return true }
    let digits: ClosedRange<UInt32> = 48...57
    guard left.filter(digits.contains) == right.filter(digits.contains) else { return false }
    let length = min(left.count, right.count)
    let allowed = length >= 8 ? 2 : length >= 4 ? 1 : 0
    guard allowed > 0, abs(left.count - right.count) <= allowed else { return false }
    return steps(from: left, to: right) <= allowed
}

/// How many letters have to be added, taken away or changed.
private func steps(from left: [UInt32], to right: [UInt32]) -> Int {
    var row = Array(0...right.count)
    for (index, letter) in left.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for column in right.indices {
            let above = row[column + 1]
            row[column + 1] = min(
                above + 1, row[column] + 1, diagonal + (right[column] == letter ? 0 : 1))
            diagonal = above
        }
    }
    return row[right.count]
}
