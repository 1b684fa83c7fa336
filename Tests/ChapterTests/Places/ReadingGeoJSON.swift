import Foundation
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Reading GeoJSON` {
    private func refusal(_ text: String) -> String? {
        do throws(Refusal) {
            _ = try GeoJSONReader.features(of: Array(text.utf8))
            return nil
        } catch {
            return error.sentence
        }
    }

    private func feature(_ geometry: String) -> String {
        """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":null,
        "geometry":null},{"type":"Feature","properties":{},"geometry":\(geometry)}]}
        """
    }

    private let square = "[[0,0],[1,0],[1,1],[0,1],[0,0]]"

    @Test func `every kind of line and area is read, wherever its type stands`() throws {
        let text = """
            {"features":[
            {"geometry":{"coordinates":[\(square)],"type":"Polygon"},"type":"Feature",
             "properties":{"name":"A\\u00e9\\ud83c\\udf0a","n":3,"x":{"deep":[1,{"y":null}]}},"id":7},
            {"type":"Feature","geometry":{"type":"GeometryCollection","geometries":[
              {"type":"LineString","coordinates":[[0,0,5],[1,1,5]]},
              {"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[2,2],[3,3]]]},
              {"type":"MultiPolygon","coordinates":[[\(square),\(square)],[\(square)]]}]},
             "properties":{}}],
            "type":"FeatureCollection","bbox":[0,0,3,3]}
            """
        let features = try GeoJSONReader.features(of: Array(text.utf8))
        #expect(features.map(\.number) == [1, 2])
        #expect(features[0].properties == ["name": "Aé🌊", "n": "3"])
        #expect(features[0].shape.areas[0].rings[0].count == 4, "the last point is the first")
        #expect(features[1].shape.lines.count == 3)
        #expect(features[1].shape.areas.map(\.rings.count) == [2, 1])
        let bare = try GeoJSONReader.features(
            of: Array("{\"type\":\"Polygon\",\"coordinates\":[\(square)]}".utf8))
        #expect(bare[0].shape.points == 4)
    }

    @Test func `what is wrong is said with its place`() {
        let cases: [(String, String)] = [
            (
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}",
                "a ring is not closed. Its last point must be its first."
            ),
            (
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[0,0]]]}",
                "a ring has fewer than 4 points."
            ),
            (
                "{\"type\":\"LineString\",\"coordinates\":[[0,0]]}",
                "a line has fewer than 2 points."
            ),
            (
                "{\"type\":\"Point\",\"coordinates\":[0,0]}",
                "it is a point, and an outline is made of lines and areas."
            ),
            (
                "{\"type\":\"Polygon\",\"coordinates\":[[0,0],[1,1]]}",
                "its coordinates are nested in another way than GeoJSON asks."
            ),
            (
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[[1,1]]]]}",
                "its coordinates are nested in another way than GeoJSON asks."
            ),
            (
                "{\"type\":\"Blob\",\"coordinates\":[]}",
                "“Blob” is no type that belongs there in GeoJSON."
            ),
            ("{\"coordinates\":[]}", "its type is missing."),
            ("{\"type\":\"Polygon\"}", "its coordinates are missing."),
            ("{\"type\":\"Polygon\",\"type\":\"Point\"}", "it says “type” twice."),
            (
                "{\"type\":\"LineString\",\"coordinates\":[[0],[1]]}",
                "a point is not two numbers, the longitude and the latitude."
            ),
            (
                "{\"type\":\"LineString\",\"coordinates\":[[1e999,0],[1,1]]}",
                "a number in it is broken or too long."
            ),
            (
                "{\"type\":\"LineString\",\"coordinates\":[[01,0],[1,1]]}",
                "a number in it is broken or too long."
            ),
        ]
        for (geometry, what) in cases {
            #expect(refusal(feature(geometry)) == "Feature 2: \(what) Nothing was kept.")
        }
        #expect(
            refusal(feature("{\"type\":\"LineString\",\"coordinates\":[[NaN,0],[1,1]]}"))?
                .hasPrefix("Feature 2: it is no JSON at byte ") == true)
        #expect(
            refusal("")
                == "The file: it ends in the middle, so it was not copied whole. Nothing was kept.")
        #expect(
            refusal("{\"type\":\"FeatureCollection\",\"features\":[]} x")?.hasPrefix(
                "The file: it is no JSON") == true)
        #expect(
            refusal("{\"type\":\"FeatureCollection\",\"features\":[]}")
                == "The file: it has no areas and no lines. Nothing was kept.")
        #expect(
            refusal("{\"type\":\"Topology\"}")
                == "The file: “Topology” is no type that belongs there in GeoJSON. Nothing was kept."
        )
    }

    @Test func `projected files are explained, and swapped ones`() {
        let metres = feature("{\"type\":\"LineString\",\"coordinates\":[[430211.5,4581132],[1,1]]}")
        #expect(
            refusal(metres)
                == "Feature 2: the point 430211.5, 4581132.0 is not in degrees. The file is for a projected map, perhaps in metres. Save it in WGS 84 (EPSG:4326), as GeoJSON asks. Nothing was kept."
        )
        let swapped = feature("{\"type\":\"LineString\",\"coordinates\":[[38.7,-109.1],[1,1]]}")
        #expect(refusal(swapped)?.contains("has the latitude first") == true)
        func system(_ name: String) -> String {
            """
            {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"\(name)"}},
            "features":[{"type":"Feature","properties":{},
            "geometry":{"type":"Polygon","coordinates":[\(square)]}}]}
            """
        }
        #expect(refusal(system("urn:ogc:def:crs:OGC:1.3:CRS84")) == nil)
        #expect(
            refusal(system("urn:ogc:def:crs:EPSG::25830"))?.contains(
                "it is in the coordinate system “urn:ogc:def:crs:EPSG::25830”.") == true)
    }

    @Test func `a file that was cut anywhere is refused and never crashes`() throws {
        let bytes = Array(Island.branches.utf8)
        for end in 0..<bytes.count - 1 {
            #expect(throws: Refusal.self) { try GeoJSONReader.features(of: Array(bytes[..<end])) }
        }
        #expect(try GeoJSONReader.features(of: bytes).count == 3)
    }

    @Test func `deep nesting ends with a sentence`() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(
            refusal("{\"type\":\"Polygon\",\"coordinates\":\(deep)")?.contains("nested") == true)
        #expect(refusal("{\"x\":\(deep)")?.contains("nested too deep") == true)
        let objects = String(repeating: "{\"geometry\":", count: 100_000)
        #expect(refusal(objects)?.contains("nested too deep") == true)
    }

    @Test func `what has more than fits is refused`() {
        let features = Array(
            repeating: "{\"type\":\"Feature\",\"properties\":{},\"geometry\":null}",
            count: GeoLimits.features + 1)
        let text =
            "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
        #expect(refusal(text) == "The file: it has more than 5000 features. Nothing was kept.")
        let lines = Array(repeating: "[[0,0],[1,1]]", count: GeoLimits.rings + 1).joined(
            separator: ",")
        #expect(
            refusal("{\"type\":\"MultiLineString\",\"coordinates\":[\(lines)]}")?.contains(
                "more than 20000 rings and lines") == true)
        let points = Array(repeating: "[0,0]", count: GeoLimits.points + 1).joined(separator: ",")
        #expect(
            refusal("{\"type\":\"LineString\",\"coordinates\":[\(points)]}")?.contains(
                "more than 500000 points") == true)
        #expect(
            refusal(String(repeating: " ", count: GeoLimits.bytes + 1))?.contains("more than 8 MiB")
                == true)
    }

    @Test
    func `random changes of a file are read or refused, and all that is read is on the earth`()
        throws
    {
        let seed = UInt64.random(in: 0...UInt64.max)
        var chance = Mixing(seed: seed)
        let original = Array(Island.branches.utf8)
        let telling: [UInt8] = Array("[]{},:\"-.0123456789eEntf\\".utf8) + [0, 0xFF, 0xC3]
        var read = 0
        for _ in 0..<3000 {
            var bytes = original
            for _ in 0...Int.random(in: 0...3, using: &chance) {
                let place = Int.random(in: 0..<bytes.count, using: &chance)
                switch Int.random(in: 0...2, using: &chance) {
                case 0: bytes[place] = telling.randomElement(using: &chance) ?? 0
                case 1: bytes.remove(at: place)
                default: bytes.insert(telling.randomElement(using: &chance) ?? 0, at: place)
                }
            }
            guard let features = try? GeoJSONReader.features(of: bytes) else { continue }
            read += 1
            for ring in features.flatMap(\.shape.areas).flatMap(\.rings) {
                #expect(ring.count >= 3, "seed \(seed)")
                #expect(
                    ring.allSatisfy {
                        abs($0.latitudeDegrees) <= 90 && abs($0.longitudeDegrees) <= 180
                    }, "seed \(seed)")
            }
        }
        #expect(read > 100, "seed \(seed): some changes do no harm")
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...200, using: &chance)).map { _ in
                UInt8.random(in: 0...255, using: &chance)
            }
            #expect(throws: Refusal.self, "seed \(seed)") {
                try GeoJSONReader.features(of: bytes)
            }
        }
    }
}

/// Random numbers from a seed (SplitMix64).
struct Mixing: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
