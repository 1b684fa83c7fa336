public import Federation
public import Feeds
public import Foundation
public import GRDB
import Sodium

/// A certificate that somebody has brought from another chapter, checked.
public struct ShownCertificate: Hashable, Sendable {
    /// Who has signed a certificate, as far as this chapter knows.
    public enum Signer: Hashable, Sendable {
        /// This chapter itself: the person comes back.
        case own
        /// A linked chapter, with the name by which it is known here.
        case linked(String)
        /// The same, with another key than the one that it signs with now.
        case replacedKey(String)
        /// A chapter that was linked and left.
        case left(String)
        /// Nobody who is known here.
        case unknown
    }

    /// What it says.
    public let certificate: MembershipCertificate
    /// Who says so.
    public let signer: Signer

    /// Checks a file for a viewer who may begin memberships; nothing of it is kept.
    public static func read(
        _ file: Data, of feeds: Feeds, in db: Database, for viewer: Viewer, at now: Timestamp
    ) throws -> Result<ShownCertificate, Refusal> {
        guard viewer.may(BeginMembership.permission) else {
            return .failure(.notAllowed(BeginMembership.permission))
        }
        return try refusing {
            try ShownCertificate(file, of: feeds, in: db, on: try chapterDay(db, at: now))
        }
    }

    init(_ file: Data, of feeds: Feeds, in db: Database, on today: CalendarDay) throws {
        let limit = ChapterSeal.Kind.membership.mostBytes
        guard file.count <= limit else {
            throw Refusal.invalid(
                "certificate",
                "This file has more than \(limit / 1024) KiB, so it is no certificate of "
                    + "membership. Choose another one.")
        }
        switch ChapterSeal.check(file, .membership) {
        case .failure(let fault):
            throw Refusal.invalid("certificate", fault.sentence(of: .membership))
        case .success(let proven):
            guard let certificate = MembershipCertificate(proven) else {
                throw Refusal.invalid("certificate", MembershipCertificate.unreadable)
            }
            // Clocks may be a day apart.
            guard let made = CalendarDay(certificate.madeOn), made <= today.plus(days: 1) else {
                throw Refusal.invalid(
                    "certificate",
                    "This certificate was made on \(certificate.madeOn), which is still to come.")
            }
            self.certificate = certificate
            signer = try Self.signer(proven, of: feeds, in: db)
        }
    }

    private static func signer(
        _ proven: ChapterSeal.Proven, of feeds: Feeds, in db: Database
    ) throws -> Signer {
        if proven.chapter == feeds.chapter {
            return proven.key == feeds.author.certificate.feedKey
                ? .own : .replacedKey(try Chapter.names(db)[proven.chapter] ?? "")
        }
        let entry = try feeds.roster(in: db)?.entry(proven.chapter)
        guard let entry, entry.standing.belongs else {
            return try Chapter.names(db)[proven.chapter].map { .left($0) } ?? .unknown
        }
        let keys = try feeds.keys(in: db)[entry.certificate.feed] ?? entry.certificate.keys
        return keys.latest == proven.key ? .linked(entry.name) : .replacedKey(entry.name)
    }
}

extension ChapterSeal.Fault {
    /// What is wrong, for people.
    public func sentence(of kind: ChapterSeal.Kind) -> String {
        switch (self, kind) {
        case (.malformed, .agreement):
            "This is no signed agreement (\(kind.rawValue)), or it is not whole."
        case (.malformed, .membership):
            "This is no certificate of membership (\(kind.rawValue)), or it is not whole."
        case (.badCertificate, _):
            "The key in this file is not certified by the chapter's root key: it was changed."
        case (.badSignature, _):
            "The text is not what the chapter's key has signed: it was changed."
        }
    }
}
