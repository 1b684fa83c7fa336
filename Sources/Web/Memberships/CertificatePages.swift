import Chapter
import Federation
import Feeds
import Foundation
import Hummingbird
import NIOCore

/// Certificates of membership: the one that somebody takes along, and the one that they bring.
struct CertificatePages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/:person/membership/certificate", .managePeople) { _, context in
            let member = try context.person()
            let (words, viewer, now) = (context.words, context.viewer, backend.clock())
            let chapter = backend.chapter.feeds.chapter
            let said = try await backend.chapter.read { db in
                try MembershipCertificate.read(member, of: chapter, in: db, for: viewer, at: now)
            }.get()
            let title = words.say("certificate_title")
            return try backend.kit.show(
                CertificatePage(
                    frame: try await backend.frame(title, part: "people", context).narrow(),
                    t: words, title: title, name: said.name, back: "/people/\(member)",
                    action: "/people/\(member)/membership/certificate",
                    facts: CertificatePart.facts(said, words), code: said.chapter.description))
        }
        pages.post("people/:person/membership/certificate", .managePeople) { _, context in
            let member = try context.person()
            let file = try await backend.perform(MakeCertificate(member), context)
            return Response.download(
                ByteBuffer(bytes: file), .json, named: "membership-\(member).json")
        }
    }
}

/// What the chapter certifies of somebody: to look at, to print and to take along as a file.
struct CertificatePage: Page {
    static let template = "memberships-certificate"
    let frame: Frame
    let t: Wording
    let title: String
    let name: String
    let back: String
    /// Where the file is made.
    let action: String
    let facts: [CertificatePart.Fact]
    /// The code of the chapter's root key.
    let code: String
}
