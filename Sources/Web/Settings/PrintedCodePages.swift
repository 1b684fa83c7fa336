import Chapter
import Foundation
import HTTPTypes
import Hummingbird

/// Printing a code with which a member without e-mail signs in once.
struct PrintedCodePages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/:person/sign-in-code", .printSignInCodes) { _, context in
            let words = context.words
            let id = try context.id("person", "person", MemberID.init(_:))
            let name = try await backend.chapter.read { [viewer = context.viewer] db in
                try MemberRecord.read(id, in: db, for: viewer).get().name
            }
            var frame = try await backend.frame(
                words.say("printcode_title"), part: "people", context)
            frame.isNarrow = true
            return try backend.kit.show(
                PrintCodePage(
                    frame: frame, t: words, name: name, person: "/people/\(id)",
                    how: words.say("printcode_how", ["name": name]),
                    address: "/people/\(id)/sign-in-code",
                    onlyHere: backend.isForThisComputerAlone))
        }
        pages.post("people/:person/sign-in-code", .printSignInCodes) { _, context in
            let id = try context.id("person", "person", MemberID.init(_:))
            let printed = try await backend.perform(PrintSignInCode(id), context)
            return try await sheet(printed, of: id, context)
        }
    }

    /// The sheet in the member's language, around it the page in the reader's.
    private func sheet(_ printed: PrintSignInCode.Printed, of id: MemberID, _ context: Context)
        async throws -> Response
    {
        let words = context.words
        let language = printed.language.flatMap { Language(chosen: $0) } ?? words.language
        let theirs = backend.kit.catalogue.wording(language, in: words.zone)
        var frame = try await backend.frame(words.say("printcode_sheet"), part: "people", context)
        frame.isNarrow = true
        let site = backend.origin + "/sign-in/code"
        return try backend.kit.show(
            CodeSheetPage(
                frame: frame, t: words, person: "/people/\(id)",
                onlyHere: backend.isForThisComputerAlone,
                back: words.say("printcode_back", ["name": printed.name]),
                once: words.say("printcode_once", ["name": printed.name]),
                language: language.rawValue, chapter: frame.chapter,
                hello: theirs.say("sheet_hello", ["name": printed.name]),
                open: theirs.say("sheet_open"), site: site,
                qr: QRCode(site), label: theirs.say("sheet_qr"),
                type: theirs.say("sheet_type"), code: printed.code.text,
                until: theirs.say(
                    "sheet_until", ["day": theirs.day(printed.expires)]),
                warn: theirs.say("sheet_warn", ["name": frame.person ?? ""])))
    }
}

/// What printing a code means, before it is done.
struct PrintCodePage: Page {
    static let template = "settings-code"
    let frame: Frame
    let t: Wording
    let name: String
    let person: String
    let how: String
    let address: String
    /// Whether the address on the sheet opens on the chapter's own computer and nowhere else.
    let onlyHere: Bool
}

/// The sheet with the code.
struct CodeSheetPage: Page {
    static let template = "settings-sheet"
    let frame: Frame
    let t: Wording
    let person: String
    /// Whether the address on the sheet opens on the chapter's own computer and nowhere else.
    let onlyHere: Bool
    let back: String
    let once: String
    let language: String
    let chapter: String
    let hello: String
    let open: String
    let site: String
    let qr: QRCode?
    let label: String
    let type: String
    let code: String
    let until: String
    let warn: String
}
