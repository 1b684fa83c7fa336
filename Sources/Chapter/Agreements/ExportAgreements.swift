import GRDB

/// Takes a list of agreements out of the chapter as CSV; the log says who took which.
///
/// Files stay here: the list says how many there are.
public struct ExportAgreements: Act {
    /// The permission that exporting takes.
    public static let permission = Permission.exportPeople

    /// Which agreements; its page does not matter.
    public var list: AgreementList
    /// What it is for, for the log.
    public var why: String?

    /// The agreements of a list.
    public init(_ list: AgreementList = AgreementList(), why: String? = nil) {
        self.list = list
        self.why = why
    }

    /// Writes the list and one line of the log about it.
    public func perform(in context: ActContext) throws -> Result<ExportPeople.File, Refusal> {
        try refusing {
            var file = TakenList(
                of: "agreements",
                [
                    "number", "title", "kind", "begins on", "ends on", "parties", "files",
                ])
            var asked = list
            var next: Int? = 0
            while let skipping = next {
                asked.skipping = skipping
                let page = try asked.answer(
                    in: context.db, for: context.viewer, at: context.now
                ).get()
                let parties = try asked.parties(of: page.entries.map(\.id), in: context.db)
                for entry in page.entries {
                    file.add([
                        String(entry.id), entry.title, entry.ownKind?.name ?? entry.kind.rawValue,
                        entry.startsOn ?? "", entry.endsOn ?? "",
                        (parties[entry.id] ?? []).map(\.words).joined(separator: "; "),
                        String(entry.files),
                    ])
                }
                next = page.next
            }
            return try file.taken(by: "ExportAgreements", why: why, in: context)
        }
    }
}

extension AgreementList.Party {
    /// In words: “Harbour Hotel (employer, signed 2026-01-02)”.
    fileprivate var words: String {
        let more = [capacity, signedOn.map { "signed \($0)" }].compactMap { $0 }
            .filter { !$0.isEmpty }
        return more.isEmpty ? name.name : "\(name.name) (\(more.joined(separator: ", ")))"
    }
}
