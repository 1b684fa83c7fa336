import GRDB

/// Says what a branch is called and which postcodes belong to it whatever its border says.
///
/// Without an id it adds a branch that has postcodes and no border. A new name changes nobody's
/// record until branches are assigned again.
public struct ChangeBranch: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which branch; nil for a new one.
    public var id: Int64?
    /// What it is called.
    public var name: String
    /// Its postcodes, all of them; `1050*` is every postcode that begins so.
    public var postcodes: [String]

    /// A name and postcodes for a branch.
    public init(_ id: Int64? = nil, name: String, postcodes: [String]) {
        self.id = id
        self.name = name
        self.postcodes = postcodes
    }

    /// How many postcodes a branch can have.
    public static let postcodesAtMost = 2000

    /// Keeps both and gives the branch.
    public func perform(in context: ActContext) throws -> Result<Outline, Refusal> {
        try refusing {
            let name = try context.outlineName(name, .branch)
            let keys = try checked(postcodes)
            let id = try outline(name, context)
            try context.db.execute(
                sql: "DELETE FROM branch_postcode WHERE outline_id = ?", arguments: [id])
            for key in keys {
                let other = try String.fetchOne(
                    context.db,
                    sql: """
                        SELECT name FROM branch_postcode JOIN outline ON outline.id = outline_id
                        WHERE postcode = ?
                        """, arguments: [key])
                if let other {
                    throw Refusal(
                        .conflict, "The postcode \(key) belongs to the branch “\(other)”.",
                        field: "postcodes")
                }
                try context.db.execute(
                    sql: "INSERT INTO branch_postcode (outline_id, postcode) VALUES (?, ?)",
                    arguments: [id, key])
            }
            return try Outline.read(id, in: context.db, for: .operator).get()
        }
    }

    /// The number of the branch, which is added or renamed where need be.
    private func outline(_ name: String, _ context: ActContext) throws -> Int64 {
        guard let id else {
            guard !postcodes.isEmpty else {
                throw Refusal.invalid(
                    "postcodes", "A branch without a border needs at least one postcode.")
            }
            let id = try context.addOutline(name, .branch, points: 0)
            try context.writeOutlineHistory("ChangeBranch", "branch", old: nil, new: name)
            return id
        }
        let old = try Outline.read(id, in: context.db, for: .operator).get()
        guard old.kind == .branch else { throw Refusal.notFound("branch") }
        guard old.name != name else { return id }
        let taken = try Bool.fetchOne(
            context.db,
            sql: "SELECT 1 FROM outline WHERE kind = 'branch' AND folded_name = ? AND id <> ?",
            arguments: [foldedName(name), id])
        guard taken == nil else {
            throw Refusal(.conflict, "There is a branch “\(name)” already.", field: "name")
        }
        try context.db.execute(
            sql: "UPDATE outline SET name = ?, folded_name = ? WHERE id = ?",
            arguments: [name, foldedName(name), id])
        try context.writeOutlineHistory("ChangeBranch", "branch", old: old.name, new: name)
        return id
    }

    private func checked(_ postcodes: [String]) throws -> [String] {
        var keys: [String] = []
        var seen: Set<String> = []
        for entered in postcodes {
            guard let text = try EnteredText.line(entered, "postcode", limit: 40).get() else {
                continue
            }
            let isBeginning = text.hasSuffix("*")
            let plain = PlaceKey.postcode(isBeginning ? String(text.dropLast()) : text)
            guard !plain.isEmpty, !plain.contains("*") else {
                throw Refusal.invalid(
                    "postcodes",
                    "“\(text)” is no postcode. A star stands only at the end, as in 1050*.")
            }
            let key = plain + (isBeginning ? "*" : "")
            if seen.insert(key).inserted { keys.append(key) }
        }
        guard keys.count <= Self.postcodesAtMost else {
            throw Refusal.invalid(
                "postcodes",
                "A branch has at most \(Self.postcodesAtMost) postcodes. A star takes all that "
                    + "begin alike, as in 1050*.")
        }
        return keys
    }
}
