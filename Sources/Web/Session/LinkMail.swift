import Chapter
import Federation
import Foundation
import Logging
import Synchronization

/// Makes the sign-in links that people ask for, and writes the letters.
///
/// It works after the person was answered, so that neither the answer nor its time tells whether
/// an address belongs to a member.
final class LinkMail: Sendable {
    /// So many requests are worked on at once; more are dropped, and people ask again.
    static let atOnce = 16

    private let backend: Backend
    private let working = Mutex(0)

    init(_ backend: Backend) { self.backend = backend }

    /// Begins to make and write what an address gets; `then` is where the link leads.
    func begin(_ address: String, words: Wording, then: LocalPath?, logger: Logger) {
        let isRoom = working.withLock { working in
            guard working < Self.atOnce else { return false }
            working += 1
            return true
        }
        guard isRoom else { return }
        Task {
            do {
                try await write(address, words, then)
            } catch {
                logger.error("a letter was not written", metadata: ["error": "\(error)"])
            }
            working.withLock { $0 -= 1 }
        }
    }

    private func write(_ address: String, _ words: Wording, _ then: LocalPath?) async throws {
        guard let outbox = backend.outbox else { return }
        let now = backend.clock()
        let asked = RequestSignInLinks(address)
        let letters = try await backend.chapter.perform(
            asked, as: .visitor, from: .browser(nil), at: now
        ).get()
        guard !letters.isEmpty else { return }
        let chapter = try await backend.chapter.facts(for: .visitor).chapter
        for letter in letters where Letter.isAddress(letter.address) {
            let language = letter.language.flatMap { Language(chosen: $0) }
            let reading = language.map { backend.kit.catalogue.wording($0) } ?? words
            let link = "\(backend.origin)/sign-in/\(letter.link.token)\(then?.query ?? "")"
            let text = Letter(
                from: chapter, host: URL(string: backend.origin)?.host() ?? "localhost",
                to: letter.name, address: letter.address,
                subject: reading.say("letter_subject", ["chapter": chapter]),
                lines: [
                    reading.say("letter_hello", ["name": letter.name]), "",
                    reading.say("letter_open"), "", link, "", reading.say("letter_once"),
                    reading.say("letter_not_you"), "", chapter,
                ])
            try outbox.put(text, at: now)
        }
    }
}
