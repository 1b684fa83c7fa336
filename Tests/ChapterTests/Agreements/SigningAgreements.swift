import Federation
import Feeds
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `What the chapter's key signs of agreements` {
    private let harbour: TestChapter
    private let bob: MemberID
    private let id: Int64
    private let file: Int64

    init() async throws {
        harbour = try TestChapter.make()
        bob = try await harbour.add(.bob)
        let hotel = try await harbour.addContact("Harbour Hotel", .organization)
        var entered = EnteredAgreement(
            .collective, "Hotel contract", startsOn: "2026-01-01",
            note: "Two pages.\nParty: nobody",
            parties: [AgreementParty(hotel, as: "employer"), AgreementParty(bob, as: "steward")])
        id = try await harbour.act(AddAgreement(entered))
        file = try await harbour.act(AddAgreementFile(id, name: "scan.pdf", bytes: [1, 2, 3]))
        entered.parties[1].signedOn = "2026-04-30"
        entered.parties[1].file = file
        try await harbour.act(ChangeAgreement(id, to: entered))
    }

    private func seal(_ seal: Int64) async throws -> ChapterSeal {
        try await harbour.chapter.read { [id] db in
            try ChapterSeal.read(seal, of: id, in: db, for: .operator).get()
        }
    }

    private func seals() async throws -> [AgreementRecord.Seal] {
        try await harbour.chapter.read { [id] db in
            try AgreementRecord.read(id, in: db, for: .operator, at: .noon).get().seals
        }
    }

    @Test func `anybody can check who signed, as what and on which day`() async throws {
        let seal = try await seal(try await harbour.act(SealAgreement(id)))
        let proven = try ChapterSeal.check(try seal.json(), .agreement).get()
        #expect(proven.chapter == harbour.chapter.feeds.chapter)
        let name = try await harbour.chapter.chapterNames()[proven.chapter] ?? ""
        #expect(
            proven.text == """
                rhizome-agreement-1
                Chapter: \(name)
                Key of the chapter: \(proven.chapter)
                Agreement: Hotel contract
                Kind: collective agreement
                First day: 2026-01-01
                Last day: none
                Note:
                | Two pages.
                | Party: nobody
                Party: Bob O'Brien
                  signs as: steward
                  signed on: 2026-04-30
                  signature in the file: scan.pdf
                Party: Harbour Hotel
                  signs as: employer
                  has not signed
                File: scan.pdf
                  SHA-256: 039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81
                Recorded by: the operator
                Recorded at: 2026-05-01T12:00:00.000Z

                """)
    }

    @Test func `whatever was changed in the file shows nothing`() async throws {
        let seal = try await seal(try await harbour.act(SealAgreement(id)))
        var other = seal
        other.text = seal.text.replacing("2026-04-30", with: "2026-04-29")
        #expect(ChapterSeal.check(try other.json(), .agreement) == .failure(.badSignature))
        other = seal
        other.signature = String(repeating: "00", count: 64)
        #expect(ChapterSeal.check(try other.json(), .agreement) == .failure(.badSignature))
        // Another chapter's certificate with this text.
        let stranger = try TestChapter.make(named: "Hill")
        other = seal
        other.certificate = Self.hex(stranger.chapter.feeds.author.certificate.bytes)
        #expect(ChapterSeal.check(try other.json(), .agreement) == .failure(.badSignature))
        other.certificate = "00"
        #expect(ChapterSeal.check(try other.json(), .agreement) == .failure(.badCertificate))
        other = seal
        other.text = "Chapter: Harbour"
        #expect(ChapterSeal.check(try other.json(), .agreement) == .failure(.malformed))
        #expect(ChapterSeal.check(Data("{}".utf8), .agreement) == .failure(.malformed))
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test func `it is signed once as it is, and again after a change`() async throws {
        let first = try await harbour.act(SealAgreement(id))
        #expect(try await harbour.refusal(of: SealAgreement(id))?.code == .conflict)
        #expect(try await seals().map(\.isCurrent) == [true])
        let before = try await seal(first)
        try await harbour.act(AddAgreementFile(id, name: "annex.txt", bytes: [9]))
        #expect(try await seals().map(\.isCurrent) == [false])
        try await harbour.act(SealAgreement(id))
        #expect(try await seals().map(\.isCurrent) == [true, false])
        #expect(try await seal(first) == before)
    }

    @Test func `nothing is signed that nobody has signed`() async throws {
        let other = try await harbour.act(
            AddAgreement(EnteredAgreement(.other, "Pact", parties: [AgreementParty(bob)])))
        let refusal = try await harbour.refusal(of: SealAgreement(other))
        #expect(refusal?.sentence.contains("Nobody has signed “Pact” yet") == true)
    }

    @Test func `a signature is shown by a file of the same agreement, until that is deleted`()
        async throws
    {
        let other = EnteredAgreement(
            .other, "Pact", parties: [AgreementParty(bob, signedOn: "2026-04-30", file: file)])
        #expect(try await harbour.refusal(of: AddAgreement(other))?.code == .notFound)
        #expect(try await parties().map(\.file) == [nil, file])
        try await harbour.act(RemoveAgreementFile(id, file))
        #expect(try await parties().map(\.file) == [nil, nil])
    }

    private func parties() async throws -> [AgreementRecord.Party] {
        try await harbour.chapter.read { [id] db in
            try AgreementRecord.read(id, in: db, for: .operator, at: .noon).get().parties
        }
    }
}
