import GRDB

/// What a person's history says of being put into a saved search by hand, or taken out of it: the
/// number of the search, and where they are.
///
/// What the search is called is said only to whoever may see it, and so is the line. Older lines
/// hold the name as it was then: “Choir (put in)”.
struct PlacingText: Hashable {
    /// What history calls it.
    static let field = "saved search"

    /// Which search.
    let search: Int64
    /// Put in, or else taken out.
    let isIn: Bool

    /// A place in a search.
    init(search: Int64, isIn: Bool) {
        self.search = search
        self.isIn = isIn
    }

    /// Reads what history holds; nil for an older line, which has no number.
    init?(_ text: String) {
        let cells = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard cells.count == 2, let search = Int64(cells[0]),
            let place = PlaceInSearch.Place(rawValue: String(cells[1]))
        else { return nil }
        self.init(search: search, isIn: place == .putIn)
    }

    /// The line as history holds it.
    var text: String {
        "\(search)\n\((isIn ? PlaceInSearch.Place.putIn : .takeOut).rawValue)"
    }

    /// The line in words, with what the search is called.
    func words(_ name: String) -> String { name + (isIn ? Self.putIn : Self.takenOut) }

    fileprivate static let putIn = " (put in)"
    fileprivate static let takenOut = " (taken out)"

    /// What the searches are called of which rows of history speak, as far as the viewer may know.
    static func names(_ rows: [Row], in db: Database, for viewer: Viewer) throws -> [Int64: String]
    {
        let texts = rows.filter { $0["field"] == field }.flatMap { row -> [String?] in
            [row["old"], row["new"]]
        }
        let ids = Set(texts.compactMap { $0.flatMap(PlacingText.init)?.search })
        guard !ids.isEmpty, viewer.may(.seePeople) else { return [:] }
        var names: [Int64: String] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT id, name FROM saved_search
                WHERE id IN (\(ids.map { "\($0)" }.joined(separator: ",")))
                  AND (is_shared = 1 OR owner = ?)
                """, arguments: [viewer.actor])
        {
            names[row[0]] = row[1]
        }
        return names
    }

    /// The condition on rows of history that say nothing of a search which is somebody else's own.
    ///
    /// Without a viewer it lets only searches through that are shared. Of an older line only the
    /// name is known: whoever wrote it knows that, and so does everybody if a search that is shared
    /// has ever been called so.
    static func visibleSQL(to viewer: String?) -> String {
        let value = "coalesce(history.new, history.old)"
        return """
            (history.field <> '\(field)' OR CASE WHEN instr(\(value), char(10)) > 0
              THEN EXISTS (SELECT 1 FROM saved_search s WHERE s.id = CAST(\(value) AS INTEGER)
                AND (s.is_shared = 1\(viewer.map { " OR s.owner = '\($0)'" } ?? "")))
              ELSE \(viewer.map { "history.actor = '\($0)' OR " } ?? "")EXISTS (
                SELECT 1 FROM saved_search_history h WHERE h.is_shared = 1 AND \(value) IN
                  (h.name || '\(putIn)', h.name || '\(takenOut)')) END)
            """
    }
}

extension HistoryEntry {
    /// What a value says of a place in a search that was given by hand; nil for one of another field.
    public static func placing(_ value: String, of field: String) -> (search: String, isIn: Bool)? {
        guard field == PlacingText.field else { return nil }
        for (end, isIn) in [(PlacingText.putIn, true), (PlacingText.takenOut, false)]
        where value.hasSuffix(end) {
            return (String(value.dropLast(end.count)), isIn)
        }
        return nil
    }
}
