import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Scoring duplicates` {
    /// Two contacts in short: name, then what is known: `e` e-mail, `p` phone, `b` birth date, `h` home.
    private static func facts(_ text: String, _ id: Int64, kind: ContactKind = .person)
        -> ContactFacts
    {
        var parts = text.split(separator: "|").map(String.init)
        let name = parts.removeFirst()
        func all(_ sign: Character) -> [String] {
            parts.filter { $0.first == sign }.map { String($0.dropFirst()) }
        }
        return ContactFacts(
            id: MemberID(id), kind: kind, name: foldedWords(name), birthDate: all("b").first,
            emails: all("e"), phones: all("p"), homes: all("h"))
    }

    private static func score(
        _ left: String, _ right: String, _ kind: ContactKind = .person
    ) throws -> DuplicateScore {
        try #require(
            DuplicateScore.of(facts(left, 1, kind: kind), facts(right, 2, kind: kind)))
    }

    @Test(arguments: [
        ("Ana Silva|eana@x", "Ana Silva|eana@x"),
        ("Ana Silva|p1", "Ana Sliva|p1"),
        ("Ana Silva|p1", "Silva, Ana|p1"),
        ("Robert Jones|p1", "Bob Jones|p1"),
        ("Robert Jones|b2001-02-03", "Bob Jones|b2001-02-03"),
        ("R. Jones|p1", "Robert Jones|p1"),
        ("José Álvarez|b2001-02-03", "jose alvarez|b2001-02-03"),
        ("Ana Silva", "Ana Silva|p1|eana@x"),
        ("Ana Silva|p1", "Ana Silva|eana@x"),
        ("Ana Silva|hmill", "Ana Maria Silva|hmill"),
        ("Ana Silva Costa|p1", "Ana Silva|p1"),
        ("María de la Cruz|p1", "Maria Cruz|p1"),
        ("Jon Smyth|eana@x", "John Smith|eana@x"),
        ("Ana Silva|p1|b2001-02-03", "Ana Costa|p1|b2001-02-03"),
        ("Ana Silva|p1|b2001-02-03", "Ana Silva|p1|b2001-03-02"),
    ])
    func `who is likely one is shown`(left: String, right: String) throws {
        let score = try Self.score(left, right)
        #expect(score.isShown, "\(score.points): \(score.reasons)")
        let turned = try Self.score(right, left)
        #expect(turned.points == score.points, "the order does not matter")
    }

    @Test(arguments: [
        ("Ana Silva|eana@x|p1", "Ana Silva|eother@x|p2"),
        ("Ana Silva|p1", "Rui Silva|p1"),
        ("Ana Silva|eana@x|p1", "Rui Silva|eana@x|p1"),
        ("Mario Silva|p1", "Maria Silva|p1"),
        ("Daniel Silva|p1", "Daniela Silva|p1"),
        ("Maria", "Maria"),
        ("Ana Silva|b1950-02-03", "Ana Silva|b1980-02-03"),
        ("Ana Silva|hmill", "Rui Costa|hmill"),
        ("Ana Silva|p1", "Karl Moser|p1"),
        ("Ana Silva|b2001-02-03", "Rui Silva|b2001-02-03"),
    ])
    func `who is likely two is not`(left: String, right: String) throws {
        let score = try Self.score(left, right)
        #expect(!score.isShown, "\(score.points): \(score.reasons)")
    }

    @Test func `the points are the sum of the reasons`() throws {
        let score = try Self.score(
            "Robert Jones|p1|b2001-02-03|hmill", "Bob Jones|p1|b1990-11-30|hmill")
        #expect(
            score.reasons == [.samePhone, .nickname, .sameHome, .differentBirthDate],
            "\(score.reasons)")
        let sum = score.reasons.reduce(0) { $0 + (DuplicateScore.weights[$1] ?? 0) }
        #expect(score.points == sum)
    }

    @Test func `a family with one phone is a household and no duplicate`() throws {
        let score = try Self.score("Ana Silva|p1|hmill", "Rui Silva|p1|hmill")
        #expect(score.reasons.contains(.differentGivenName))
        #expect(!score.isShown)
    }

    @Test func `organizations are compared with organizations`() throws {
        let score = try Self.score("Harbour Hotel Ltd", "Harbour Hotel", .organization)
        #expect(score.isShown)
        let other = try Self.score("Harbour Hotel", "Mountain Inn", .organization)
        #expect(!other.isShown)
        let person = Self.facts("Harbour Hotel", 1)
        let hotel = Self.facts("Harbour Hotel", 2, kind: .organization)
        #expect(DuplicateScore.of(person, hotel) == nil)
        let home = Self.facts("Silva", 3, kind: .household)
        #expect(DuplicateScore.of(home, home) == nil)
    }

    @Test func `two spellings are nearer to each other than two words`() {
        func likeness(_ left: String, _ right: String) -> Double {
            jaroWinkler(Array(left.unicodeScalars), Array(right.unicodeScalars))
        }
        // The examples by which the measure is known.
        #expect(abs(likeness("martha", "marhta") - 0.9611) < 0.0001)
        #expect(abs(likeness("dwayne", "duane") - 0.84) < 0.0001)
        #expect(abs(likeness("dixon", "dicksonx") - 0.8133) < 0.0001)
        #expect(likeness("abc", "xyz") == 0)
        #expect(likeness("", "x") == 0)
    }
}
