import Chapter
import Foundation
import Testing

@testable import Web

@Suite struct `Saying what acts refuse in the viewer's language` {
    private let spanish: Wording
    private let english: Wording

    init() throws {
        let catalogue = try PageKit().catalogue
        (spanish, english) = (catalogue.wording(.spanish), catalogue.wording(.english))
    }

    @Test func `a sentence keeps what people entered and translates the rest`() {
        #expect(spanish.sentence("A person needs a name.") == "Una persona necesita un nombre.")
        let tag = spanish.sentence("Ana {word1} “x” does not have the tag “name”.")
        #expect(tag == "Ana {word1} “x” no tiene la etiqueta «name».")
        let meanwhile = spanish.sentence(
            "While you were editing Bob, Ana changed name, phone; the operator changed tag. "
                + "Nothing of yours was saved: look at the record as it is now and make your "
                + "change again.")
        #expect(meanwhile.hasPrefix("Mientras editabas la ficha de Bob, Ana cambió nombre, "))
        #expect(spanish.sentence("Nobody wrote this.") == "Nobody wrote this.")
    }

    @Test func `every permission that is lacking has its own sentence`() {
        for permission in Permission.allCases {
            let english = Refusal.notAllowed(permission).sentence
            #expect(spanish.sentences.translated(english) != nil, "\(english)")
        }
    }

    /// Reads the sources: whoever writes a new refusal writes it in Spanish too.
    @Test func `every refusal of an act can be said in Spanish`() throws {
        let refusals = try RefusalsInSources.all()
        #expect(refusals.count > 80)
        for refusal in refusals {
            #expect(spanish.sentences.translated(refusal) != nil, Comment(rawValue: refusal))
        }
    }

    /// A refusal may say ballot on the command line, as the API does; a page says vote.
    @Test func `no page says ballot or node in a sentence from below`() throws {
        let listed = try Resources.files(in: Resources.folder("Sentences"), ending: "txt")
        let known = try #require(listed.first { $0.name == "es" })
        let below = String(decoding: known.data, as: UTF8.self).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.compactMap { line in
                line.firstRange(of: " = ").map { line[..<$0.lowerBound] }
            }
        #expect(below.contains { $0.contains("ballot") }, "the list must be read")
        for sentence in try RefusalsInSources.all().union(below.map(String.init)) {
            let said = english.sentence(sentence).lowercased()
            #expect(!said.contains(/\b(ballot|node)s?\b/), Comment(rawValue: said))
        }
        #expect(
            english.sentence("This ballot is closed; only a draft can be opened.")
                == "This vote is closed; only a draft can be opened.")
    }
}
