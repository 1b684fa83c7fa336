/// Reads GeoJSON (RFC 7946) strictly, and refuses in words what it does not take, with the place.
struct GeoJSONReader {
    var scanner: JSONScanner
    /// The feature that is being read, from 1; 0 outside of features.
    var feature = 0
    /// How many rings and lines have come.
    var rings = 0
    /// How many points have come.
    var points = 0

    private init(_ bytes: [UInt8]) { scanner = JSONScanner(bytes) }

    /// The features of a file; a bare geometry counts as one.
    ///
    /// Those without a geometry are left out.
    static func features(of bytes: [UInt8]) throws(Refusal) -> [GeoFeature] {
        guard bytes.count <= GeoLimits.bytes else {
            throw .invalid(
                "file",
                "The file has more than \(GeoLimits.bytes >> 20) MiB. Simplify it with the "
                    + "program that made it. Nothing was kept.")
        }
        var reader = GeoJSONReader(bytes)
        do {
            return try reader.read()
        } catch let refusal as Refusal {
            throw refusal
        } catch let fault as JSONScanner.Fault {
            throw reader.fault(fault)
        } catch {
            throw reader.fault("it cannot be read.")
        }
    }

    private mutating func read() throws -> [GeoFeature] {
        let root = try object()
        feature = 0
        try scanner.finish()
        switch root.type {
        case "FeatureCollection":
            guard let features = root.features else { throw fault("its features are missing.") }
            guard features.contains(where: { !$0.shape.isEmpty }) else {
                throw fault("it has no areas and no lines.")
            }
            return features.filter { !$0.shape.isEmpty }
        case "Feature":
            guard let shape = root.geometry, !shape.isEmpty else {
                throw fault("it has no areas and no lines.")
            }
            return [GeoFeature(number: 1, properties: root.properties, shape: shape)]
        default:
            let shape = try geometry(root)
            guard !shape.isEmpty else { throw fault("it has no areas and no lines.") }
            return [GeoFeature(number: 1, properties: [:], shape: shape)]
        }
    }

    /// An object of GeoJSON as it comes: which of this it must have, its type says at its end.
    struct Found {
        var type: String?
        var features: [GeoFeature]?
        var geometry: GeoShape?
        var parts: GeoShape?
        var coordinates: GeoCoordinates?
        var properties: [String: String] = [:]
    }

    private mutating func object() throws -> Found {
        var found = Found()
        var seen: Set<String> = []
        try scanner.beginObject()
        while let key = try scanner.nextKey() {
            guard Self.members.contains(key) else {
                try scanner.skip()
                continue
            }
            guard seen.insert(key).inserted else { throw fault("it says “\(key)” twice.") }
            let isNull = try scanner.peek() == 110
            switch key {
            case _ where isNull: try scanner.skip()
            case "type": found.type = try scanner.text()
            case "coordinates": found.coordinates = try coordinates()
            case "geometry": found.geometry = try geometry(try object())
            case "geometries": found.parts = try geometries()
            case "features": found.features = try features()
            case "properties": found.properties = try properties()
            default: try refuseOtherSystem()
            }
        }
        return found
    }

    private static let members: Set<String> = [
        "type", "coordinates", "geometry", "geometries", "features", "properties", "crs",
    ]

    private mutating func features() throws -> [GeoFeature] {
        var features: [GeoFeature] = []
        try scanner.beginList()
        while try scanner.nextElement() {
            guard features.count < GeoLimits.features else {
                feature = 0
                throw fault("it has more than \(GeoLimits.features) features.")
            }
            feature = features.count + 1
            let number = feature
            let found = try object()
            feature = number
            guard found.type == "Feature" else { throw wrongType(found.type) }
            features.append(
                GeoFeature(
                    number: number, properties: found.properties,
                    shape: found.geometry ?? GeoShape()))
        }
        feature = 0
        return features
    }

    private mutating func geometries() throws -> GeoShape {
        var shape = GeoShape()
        try scanner.beginList()
        while try scanner.nextElement() { shape.add(try geometry(try object())) }
        return shape
    }

    private mutating func properties() throws -> [String: String] {
        var properties: [String: String] = [:]
        try scanner.beginObject()
        while let key = try scanner.nextKey() {
            let value: String
            switch try scanner.peek() {
            case 34: value = try scanner.text()
            case 45, 48...57:
                let number = try scanner.number()
                value = Int(exactly: number).map(String.init) ?? String(number)
            default:
                try scanner.skip()
                continue
            }
            guard properties.count < GeoLimits.properties,
                key.unicodeScalars.count <= GeoLimits.propertyLetters,
                value.unicodeScalars.count <= GeoLimits.propertyLetters, !value.entered.isEmpty
            else { continue }
            properties[key] = value.entered
        }
        return properties
    }

    /// Files before RFC 7946 may say that they are in another system than degrees.
    private mutating func refuseOtherSystem() throws {
        guard try scanner.peek() == 123 else { return try scanner.skip() }
        try scanner.beginObject()
        while let key = try scanner.nextKey() {
            guard key == "properties", try scanner.peek() == 123 else {
                try scanner.skip()
                continue
            }
            try scanner.beginObject()
            while let key = try scanner.nextKey() {
                guard key == "name", try scanner.peek() == 34 else {
                    try scanner.skip()
                    continue
                }
                let name = try scanner.text()
                let last = name.split(separator: ":").last.map(String.init) ?? ""
                guard ["CRS84", "4326", "WGS84"].contains(last) else {
                    throw fault(
                        "it is in the coordinate system “\(name.prefix(60))”. Save it in WGS 84 "
                            + "(EPSG:4326), as GeoJSON asks.")
                }
            }
        }
    }
}

extension GeoJSONReader {
    /// Says what is wrong and where; nothing was kept.
    func fault(_ what: String) -> Refusal {
        feature == 0
            ? .invalid("file", "The file: \(what) Nothing was kept.")
            : .invalid("file", "Feature \(feature): \(what) Nothing was kept.")
    }

    func wrongType(_ type: String?) -> Refusal {
        guard let type else { return fault("its type is missing.") }
        return fault("“\(type.prefix(40))” is no type that belongs there in GeoJSON.")
    }

    private func fault(_ fault: JSONScanner.Fault) -> Refusal {
        switch fault {
        case .ends: self.fault("it ends in the middle, so it was not copied whole.")
        case .unexpected(let byte): self.fault("it is no JSON at byte \(byte + 1).")
        case .tooDeep: self.fault("it is nested too deep.")
        case .badText: self.fault("a text in it is broken or too long.")
        case .badNumber: self.fault("a number in it is broken or too long.")
        }
    }
}
