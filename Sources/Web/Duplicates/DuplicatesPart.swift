import Chapter
import Hummingbird

/// On the page of a person: who may be the same, and who was merged into them.
///
/// The partial `duplicates-part` prints it.
struct DuplicatesPart: Sendable {
    /// Somebody who may be the same.
    struct Other: Sendable {
        let name: String
        let reasons: String
        let merge: String
        let label: String
    }

    /// A contact that was merged into this one.
    struct Merged: Sendable {
        let sentence: String
        let address: String
    }

    let others: [Other]
    let hasOthers: Bool
    let merged: [Merged]
    let hasMerged: Bool
    let all: String

    /// What of a contact is asked for: so many pairs are shown.
    static func question(of member: MemberID) -> DuplicateQueue {
        DuplicateQueue(contact: member, limit: 3)
    }

    /// Nil where there is nothing to show.
    init?(
        _ member: MemberID, _ pairs: [DuplicatePair], _ merges: [MergeReport],
        _ words: Wording
    ) {
        guard !pairs.isEmpty || !merges.isEmpty else { return nil }
        others = pairs.map { pair in
            let isFirst = pair.first.summary.memberID == member.description
            let other = (isFirst ? pair.second : pair.first).summary
            return Other(
                name: other.name, reasons: words.reasons(pair.reasons),
                merge: "/people/merge?keep=\(member)&gone=\(other.memberID)",
                label: words.say("duplicates_compare", ["name": other.name]))
        }
        hasOthers = !others.isEmpty
        merged = merges.map { report in
            Merged(
                sentence: words.say(
                    "duplicates_merged_in",
                    ["name": report.goneName, "day": words.day(report.at)]),
                address: "/people/merges/\(report.id)")
        }
        hasMerged = !merged.isEmpty
        all = "/people/duplicates?contact=\(member)"
    }
}

extension Backend {
    /// The way to the contact into whom the one in the path was merged; nil for one who was not.
    func keptContact(_ context: Context) async throws -> Response? {
        guard context.viewer.may(.seePeople) else { return nil }
        let member = try context.person()
        let kept = try await chapter.read { db in try db.keptContact(of: member) }
        return kept.map { .seeOther("/people/\($0)") }
    }
}
