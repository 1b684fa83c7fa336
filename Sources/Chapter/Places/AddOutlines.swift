import GRDB

/// Adds what a GeoJSON file draws: one coastline, or a branch for each name in it.
public struct AddOutlines: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// What the file is for.
    public var kind: Outline.Kind
    /// The bytes of the file.
    public var file: [UInt8]
    /// What the coastline is called, or a branch alone in its file that has no name there.
    public var name: String
    /// The property that names each branch; empty to find it.
    public var property: String

    /// A file.
    public init(_ kind: Outline.Kind, file: [UInt8], name: String = "", property: String = "") {
        self.kind = kind
        self.file = file
        self.name = name
        self.property = property
    }

    /// Reads the file and keeps all of it or nothing; gives the names.
    public func perform(in context: ActContext) throws -> Result<[String], Refusal> {
        try refusing {
            let features = try GeoJSONReader.features(of: file)
            switch kind {
            case .coastline: return [try addCoastline(features, context)]
            case .branch: return try addBranches(features, context)
            }
        }
    }

    private func addCoastline(_ features: [GeoFeature], _ context: ActContext) throws -> String {
        var shape = GeoShape()
        for feature in features { shape.add(feature.shape) }
        let name = try context.outlineName(name, .coastline)
        try add(name, shape, context)
        return name
    }

    private func addBranches(_ features: [GeoFeature], _ context: ActContext) throws -> [String] {
        for feature in features where !feature.shape.lines.isEmpty {
            throw Refusal.invalid(
                "file",
                "Feature \(feature.number): it is a line, and a branch is an area. "
                    + "Nothing was kept.")
        }
        let property = try property(in: features)
        var order: [String] = []
        var branches: [String: (name: String, shape: GeoShape)] = [:]
        for feature in features {
            let entered = property.map { feature.properties[$0] ?? "" } ?? name
            guard !entered.isEmpty else {
                throw Refusal.invalid(
                    "file",
                    "Feature \(feature.number): the property “\(property ?? "")” says nothing, and "
                        + "a branch needs a name. Nothing was kept.")
            }
            let name = try context.outlineName(entered, .branch)
            let key = foldedName(name)
            if branches[key] == nil { order.append(key) }
            branches[key, default: (name, GeoShape())].shape.add(feature.shape)
        }
        return try order.compactMap { branches[$0] }.map { branch in
            try add(branch.name, branch.shape, context)
            return branch.name
        }
    }

    /// The property that names the branches; nil where the file has one branch and its name was
    /// given with it.
    private func property(in features: [GeoFeature]) throws -> String? {
        let all = Set(features.flatMap { $0.properties.keys })
        let chosen = property.entered
        if !chosen.isEmpty {
            guard all.contains(chosen) else {
                throw unnamed("The property “\(chosen)” is not there.", all)
            }
            return chosen
        }
        if features.count == 1, !name.entered.isEmpty { return nil }
        let wanted = Self.naming.lazy.compactMap { name in
            all.sorted().first { foldedName($0) == name }
        }
        guard let found = wanted.first else {
            throw unnamed("No property is called name.", all)
        }
        return found
    }

    /// What properties with names are called, folded, the likeliest first.
    private static let naming = [
        "name", "nom", "nombre", "nome", "namn", "navn", "bezeichnung", "title", "label", "name en",
        "branch", "district", "ward", "distrito", "barrio", "freguesia", "quartier", "bezirk",
        "gen",
        "namelsad", "nam",
    ]

    private func unnamed(_ what: String, _ properties: Set<String>) -> Refusal {
        let names = properties.sorted().prefix(12).joined(separator: ", ")
        if names.isEmpty {
            return .invalid(
                "property", "The branches of this file have no names. Nothing was kept.")
        }
        return .invalid(
            "property",
            "\(what) Choose the one that says what the branches are called: \(names). "
                + "Nothing was kept.")
    }

    private func add(_ name: String, _ shape: GeoShape, _ context: ActContext) throws {
        let id = try context.addOutline(name, kind, points: shape.points)
        try OutlineRing.write(OutlineRing.all(of: shape), of: id, in: context.db)
        try context.writeOutlineHistory("AddOutlines", kind.rawValue, old: nil, new: name)
    }
}
