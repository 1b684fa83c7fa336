import Foundation
import GRDB

/// Words that stand for what a chapter knows about people, each different, so that one that
/// escapes says where it comes from.
struct Canaries {
    /// What is sent to the API to add a person.
    let person: JSON
    /// Every word that must stay in the chapter, with the field it stands in.
    let words: [String: String]

    init() {
        let lines = [
            "name", "legalName", "formOfAddress", "givenName", "familyName", "nameSuffix",
            "nickname", "pronouns", "language", "employer", "workplace", "job", "shift",
            "unionName", "unionLocal", "school", "accommodations", "mailingPreference", "household",
            "listedChapter", "district", "branch",
        ]
        let days = [
            "birthDate": "1931-07-19", "joinedOn": "1951-02-23", "expiresOn": "2087-11-29",
        ]
        var words: [String: String] = [:]
        for field in lines { words[field] = "canary-\(field)-q7x" }
        for (field, day) in days { words[field] = day }
        var fields: [String: JSON] = [:]
        for (field, word) in words { fields[field] = .text(word) }
        words["email"] = "canary-mail-q7x@mail.example"
        words["phone"] = "+4915550199731"
        for part in ["line1", "line2", "city", "region", "postcode"] {
            words["address \(part)"] = "canary-\(part)-q7x"
        }
        words["tag"] = "canary-tag-q7x"
        words["interest"] = "canary-interest-q7x"
        words["externalID"] = "canary-external-q7x"
        words["why"] = "canary-why-q7x"
        fields["emails"] = [.text("canary-mail-q7x@mail.example")]
        fields["phones"] = [.text("+4915550199731")]
        fields["addresses"] = [
            [
                "line1": "canary-line1-q7x", "line2": "canary-line2-q7x",
                "city": "canary-city-q7x", "region": "canary-region-q7x",
                "postcode": "canary-postcode-q7x", "country": "DE",
            ]
        ]
        fields["tags"] = ["canary-tag-q7x"]
        fields["interests"] = ["canary-interest-q7x"]
        fields["externalIDs"] = [["scheme": "canary-scheme-q7x", "value": "canary-external-q7x"]]
        fields["why"] = "canary-why-q7x"
        fields["status"] = "member"
        person = .object(fields)
        words["guest"] = "canary-guest-q7x"
        words["end reason"] = "canary-ending-q7x"
        words["role reason"] = "canary-role-q7x"
        words["search"] = "canary-search-q7x"
        self.words = words
    }

    /// The fields whose canary stands in these bytes, whatever the case of its letters.
    func found(in bytes: some Sequence<UInt8>) -> [String] {
        let lower = Data(bytes.map { (65...90).contains($0) ? $0 + 32 : $0 })
        return words.filter { field, word in
            // Phones may be written without the plus.
            let plain = word.lowercased().drop { $0 == "+" }
            return lower.range(of: Data(plain.utf8)) != nil
        }.keys.sorted()
    }

    /// The fields whose canary stands in a file below a directory, by file.
    func found(below directory: String) throws -> [String] {
        var results: [String] = []
        for name in try FileManager.default.subpathsOfDirectory(atPath: directory) {
            guard let bytes = FileManager.default.contents(atPath: directory + "/" + name) else {
                continue
            }
            results += found(in: bytes).map { "\(name): \($0)" }
        }
        return results
    }

    /// The fields whose canary stands in an event that a database holds, or that waits to be one:
    /// everything that a frame can carry is made of these.
    func found(inEventsOf database: String) throws -> [String] {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: database, configuration: configuration)
        let bodies = try queue.read { db in
            try Data.fetchAll(db, sql: "SELECT body FROM event WHERE body IS NOT NULL")
                + Data.fetchAll(db, sql: "SELECT suffix FROM event")
                + Data.fetchAll(db, sql: "SELECT payload FROM outbox")
        }
        return bodies.flatMap { found(in: $0) }
    }
}
