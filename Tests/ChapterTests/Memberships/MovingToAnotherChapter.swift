import Federation
import Feeds
import Foundation
import GRDB
import Sodium
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Moving to another chapter` {
    private let harbour: TestChapter
    private let hill: TestChapter
    private let bob: MemberID
    private let standard: Int64

    init() async throws {
        harbour = try TestChapter.make(named: "Harbour")
        hill = try TestChapter.make(named: "Hill")
        try await harbour.link(as: "Harbour", with: hill, as: "Hill")
        let plan = MembershipTypePlan(name: "Standard", term: .rolling(months: 12), graceDays: 30)
        standard = try await harbour.act(AddMembershipType(plan))
        _ = try await hill.act(AddMembershipType(plan))
        bob = try await harbour.contact()
        try await harbour.act(
            BeginMembership(bob, standard, startsOn: "2025-06-01", memberSince: "2019-03-01"))
    }

    /// Bob's certificate as it leaves Harbour.
    private func certificate() async throws -> Data {
        try await harbour.act(MakeCertificate(bob))
    }

    private func proven(_ file: Data) throws -> ChapterSeal.Proven {
        try ChapterSeal.check(file, .membership).get()
    }

    @Test func `a certificate says who, since when and in which periods, in words`() async throws {
        let proven = try proven(try await certificate())
        #expect(
            proven.text == """
                rhizome-membership-1
                Chapter: Harbour
                Key of the chapter: \(harbour.chapter.feeds.chapter)
                Name: Bob O'Brien
                Number: \(bob)
                Member since: 2019-03-01
                Member until: 2026-06-30
                Period: 2025-06-01 to 2026-05-31, Standard
                Made on: 2026-05-01

                """)
        let said = try #require(MembershipCertificate(proven))
        #expect(said.text == proven.text)
        #expect(said.chapter == harbour.chapter.feeds.chapter)
        let line = try #require(
            try await harbour.history(bob).first { $0.field == "membership certificate" })
        #expect(line.new == "2019-03-01")
    }

    @Test func `the years go on in the other chapter, and the period says by what`() async throws {
        try await harbour.act(EndMembershipPeriod(bob, movesTo: "Hill"))
        let file = try await certificate()
        #expect(try proven(file).text.contains("Member until: 2026-04-30"))
        let there = try await hill.contact("BOB O'Brien")
        try await hill.act(BeginMembership(there, 1, certificate: file))
        let period = try #require(
            try await hill.chapter.read { try MembershipPeriod.fetch($0, of: there) }.first)
        #expect(period.memberSince?.description == "2019-03-01")
        let id = harbour.chapter.feeds.chapter.description.prefix(16)
        #expect(period.vouchedBy == "Harbour · \(id) · 2026-05-01")
        let standing = try await hill.standing(there, on: "2026-05-01")
        #expect(standing.isGood)
        let line = try #require(try await hill.history(there).first { $0.field == "membership" })
        #expect(line.sentence.contains("by the certificate Harbour"))
        // What came by a certificate is said on the next one, too.
        let next = try #require(
            MembershipCertificate(try proven(try await hill.act(MakeCertificate(there)))))
        #expect(next.vouchedBy == period.vouchedBy)
        #expect(next.memberSince == "2019-03-01")
        // A day that is corrected by hand is nobody's certificate.
        try await hill.act(
            CorrectPeriod(
                period.id, startsOn: "2026-05-01", runsUntil: nil, memberSince: "2018-03-01",
                why: "older card"))
        let corrected = try await hill.chapter.read {
            try MembershipPeriod.fetch($0, of: there)
        }
        #expect(corrected.first?.vouchedBy == nil)
    }

    @Test func `leaving for another chapter is kept, taken back and listed`() async throws {
        let version = try await harbour.act(EndMembershipPeriod(bob, movesTo: "Hill; the new one"))
        func last() async throws -> MembershipPeriod? {
            try await harbour.chapter.read { [bob] in try MembershipPeriod.fetch($0, of: bob) }.last
        }
        var period = try #require(try await last())
        #expect(period.movedTo == "Hill; the new one")
        #expect(period.whyEnded == nil)
        #expect(try await harbour.record(bob).status == "former")
        #expect(MembershipPeriod(text: period.text)?.isSame(as: period) == true)
        let listed = MembershipPeriod(listed: period.listed, kinds: ["standard": standard])
        #expect(listed?.isSame(as: period) == true)
        period.vouchedBy = "100 % of Hill · 9f · 2026-05-01"
        let both = MembershipPeriod(listed: period.listed, kinds: ["standard": standard])
        #expect(both?.isSame(as: period) == true)
        try await harbour.act(TakeBack(bob, after: version - 1, through: version))
        #expect(try await last()?.movedTo == nil)
        #expect(
            try await harbour.refusal(of: EndMembershipPeriod(bob))?.sentence
                == "Say why the membership ends.")
    }

    @Test func `whose key it is, is told apart`() async throws {
        func signer(_ file: Data, in chapter: TestChapter) async throws -> ShownCertificate.Signer {
            let feeds = chapter.chapter.feeds
            return try await chapter.chapter.read { db in
                try ShownCertificate.read(file, of: feeds, in: db, for: .operator, at: .noon).get()
            }.signer
        }
        let file = try await certificate()
        #expect(try await signer(file, in: hill) == .linked("Harbour"))
        #expect(try await signer(file, in: harbour) == .own)
        let stranger = try TestChapter.make(named: "Stranger")
        #expect(try await signer(file, in: stranger) == .unknown)
        try await stranger.hear(harbour)
        #expect(try await signer(file, in: stranger) == .left("Harbour"))
        // The same chapter under a root key that vouches for another key.
        let author = harbour.chapter.feeds.author
        let other = FeedAuthor.named("Harbour", epoch: 1)
        #expect(other.feed.chapter == author.feed.chapter)
        let text = try proven(file).text
        let signature = other.signature(
            for: ChapterSeal.Kind.membership.signedBytes(text, other.feed.chapter))
        let seal = ChapterSeal(
            .membership, text: text, certificate: hex(other.certificate.bytes),
            signature: hex(signature.bytes))
        #expect(try await signer(try seal.json(), in: hill) == .replacedKey("Harbour"))
        let feeds = hill.chapter.feeds
        let refused = try await hill.chapter.read { db in
            try ShownCertificate.read(file, of: feeds, in: db, for: .visitor, at: .noon)
        }
        #expect(throws: Refusal.notAllowed(.managePeople)) { try refused.get() }
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// A certificate with another text, signed as it should be.
    private func signed(_ change: (String) -> String) async throws -> Data {
        let author = harbour.chapter.feeds.author
        let text = change(try proven(try await certificate()).text)
        let signature = author.signature(
            for: ChapterSeal.Kind.membership.signedBytes(text, author.feed.chapter))
        return try ChapterSeal(
            .membership, text: text, certificate: hex(author.certificate.bytes),
            signature: hex(signature.bytes)
        ).json()
    }

    @Test func `what is malformed, foreign, changed or too large is refused with a sentence`()
        async throws
    {
        let there = try await hill.contact()
        func refusal(_ file: Data) async throws -> String {
            let act = BeginMembership(there, 1, certificate: file)
            return try await hill.refusal(of: act)?.sentence ?? "taken"
        }
        let file = try await certificate()
        #expect(try await refusal(Data("{}".utf8)).contains("no certificate of membership"))
        #expect(try await refusal(Data([0xFF, 0x00])).contains("no certificate of membership"))
        let large = Data(repeating: 0x20, count: ChapterSeal.Kind.membership.mostBytes + 1)
        #expect(try await refusal(large).contains("more than 48 KiB"))
        let text = String(decoding: file, as: UTF8.self)
        let older = text.replacing("2019-03-01", with: "2009-03-01")
        #expect(try await refusal(Data(older.utf8)).contains("it was changed"))
        // A signed agreement is no certificate, whatever it calls itself.
        let renamed = text.replacing("rhizome-membership-1", with: "rhizome-agreement-1")
        #expect(try await refusal(Data(renamed.utf8)).contains("no certificate of membership"))
        #expect(
            ChapterSeal.check(Data(renamed.utf8), .agreement) == .failure(.badSignature),
            "one signature never stands for the other")
        for change: (String, String) in [
            ("Name: Bob O'Brien", "Name: "), ("Number: 1", "Number: -1"),
            ("Member since: 2019-03-01", "Member since: 2019-02-30"),
            ("Member since: 2019-03-01", "Member since: 1019-03-01"),
            ("Member since: 2019-03-01", "Member since: 2030-03-01"),
            ("Period: 2025-06-01", "Periods: 2025-06-01"), ("Made on", "And more: x\nMade on"),
            ("Key of the chapter: ", "Key of the chapter: 0"),
            ("Name: Bob", "Name: Bob\u{7}"),
            ("Name: Bob", "Name: " + String(repeating: "B", count: 401)),
            (
                "Period: ",
                String(repeating: "Period: 2024-01-01 to no end, Life\n", count: 60) + "Period: "
            ),
        ] {
            let signed = try await signed { $0.replacing(change.0, with: change.1) }
            #expect(
                try await refusal(signed) == MembershipCertificate.unreadable,
                Comment(rawValue: change.1))
        }
        let later = try await signed { $0.replacing("on: 2026-05-01", with: "on: 2026-05-03") }
        #expect(try await refusal(later).contains("still to come"))
        #expect(try await hill.periods(there) == [])
    }

    @Test func `it is the person's own, of the time before, and no day is typed beside it`()
        async throws
    {
        let file = try await certificate()
        let ana = try await hill.contact("Ana Ruiz")
        let other = try await hill.refusal(of: BeginMembership(ana, 1, certificate: file))
        #expect(other?.field == "isSamePerson")
        #expect(other?.sentence.contains("made out to Bob O'Brien, and this is Ana Ruiz") == true)
        let both = BeginMembership(ana, 1, memberSince: "2018-01-01", certificate: file)
        #expect(try await hill.refusal(of: both)?.field == "memberSince")
        let late = BeginMembership(
            ana, 1, startsOn: "2026-08-01", certificate: file, isSamePerson: true)
        #expect(try await hill.refusal(of: late)?.sentence.contains("more than 31 days") == true)
        let early = BeginMembership(
            ana, 1, startsOn: "2018-08-01", certificate: file, isSamePerson: true)
        #expect(try await hill.refusal(of: early)?.field == "memberSince")
        try await hill.act(
            BeginMembership(
                ana, 1, startsOn: "2026-07-31", certificate: file, isSamePerson: true))
        let period = try await hill.chapter.read { try MembershipPeriod.fetch($0, of: ana) }.first
        #expect(period?.memberSince?.description == "2019-03-01")
    }

    @Test func `nothing is certified of somebody who was no member`() async throws {
        let eve = try await harbour.contact("Eve Adams")
        let refusal = try await harbour.refusal(of: MakeCertificate(eve))
        #expect(refusal?.sentence.contains("Eve Adams has not been a member here") == true)
        let dan = try await harbour.act(AddMember(name: "Dan Dee")).memberID
        try await harbour.act(EditMember(dan, changes: [.joinedOn: "2020-02-02"]))
        let said = try #require(
            MembershipCertificate(try proven(try await harbour.act(MakeCertificate(dan)))))
        #expect(said.memberSince == "2020-02-02" && said.until == nil && said.periods.isEmpty)
        let nobody = try await harbour.refusal(of: MakeCertificate(MemberID(99)))
        #expect(nobody?.code == .notFound)
    }

    @Test func `nothing of it is in what linked chapters get`() async throws {
        _ = try await certificate()
        let before = try await hill.value(Int.self, "SELECT count(*) FROM event")
        try await hill.hear(harbour)
        #expect(try await hill.value(Int.self, "SELECT count(*) FROM event") == before)
    }
}
