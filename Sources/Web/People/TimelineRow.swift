import Chapter
import Federation
import Foundation

/// Something that happened with a person, as a row of the timeline.
struct TimelineRow: Sendable {
    /// A name that leads on, for whoever may look there.
    struct Link: Sendable {
        let text: String
        /// Not called `address`: where it is nil, the template would find that of the page.
        let leadsTo: String?
    }

    let icon: String
    let tone: String
    let who: String?
    let did: String
    let link: Link?
    let lines: [ChangeLine]
    let hasLines: Bool
    let isSingle: Bool
    let isList: Bool
    let more: String?
    let why: String?
    let when: String
    let title: String

    /// So many changes by one act are shown.
    private static let linesAtMost = 4

    init(_ entry: TimelineEntry, _ words: Wording, mayManage: Bool) {
        switch entry.kind {
        case .came(let meeting, let name, let start, let zone):
            when = words.date(
                start, .dateTime.weekday(.wide).day().month(.wide).year().hour().minute(), in: zone)
            title = words.whole(entry.at, in: zone)
            (icon, tone) = ("check", "ok")
            (who, did) = (nil, words.say("people_came_to"))
            link = Link(text: name, leadsTo: "/meetings/\(meeting)")
            (lines, more, why) = ([], nil, nil)
            (hasLines, isSingle, isList) = (false, false, false)
        case .answered(let meeting, let name, let answer):
            when = words.moment(entry.at)
            title = words.wholeMoment(entry.at)
            (icon, tone) = ("meetings", "")
            (who, did) = (nil, words.say("people_answered_\(answer.rawValue)"))
            link = Link(text: name, leadsTo: "/meetings/\(meeting)")
            (lines, more, why) = ([], nil, nil)
            (hasLines, isSingle, isList) = (false, false, false)
        case .changes(let entries):
            when = words.moment(entry.at)
            title = words.wholeMoment(entry.at)
            let act = entries[0].act
            let isNew = entries.contains { $0.field == "name" && $0.old == nil }
            tone = ""
            who = words.actor(entries[0])
            why = entries[0].why
            let imported = entries[0].importID
            if isNew {
                icon = imported == nil ? "plus" : "upload"
                did = words.say(
                    imported == nil ? "people_did_add_person" : "people_did_import_person")
                link = imported.map {
                    Link(
                        text: words.say("people_the_list"),
                        leadsTo: mayManage ? "/people/import/\($0)" : nil)
                }
                (lines, more) = ([], nil)
                (hasLines, isSingle, isList) = (false, false, false)
                return
            }
            icon = Self.icons[act] ?? "edit"
            link = nil
            let all = entries.map { ChangeLine($0, words) }
            (hasLines, isSingle, isList) = (true, all.count == 1, all.count > 1)
            did = all.count == 1 ? all[0].did : words.count("people_did_several", all.count)
            lines = Array(all.prefix(Self.linesAtMost))
            more =
                all.count > Self.linesAtMost
                ? words.count("people_and_more", all.count - Self.linesAtMost) : nil
        }
    }

    private static let icons = [
        "TagMember": "tag", "UntagMember": "tag", "LabelPeople": "tag", "AddInterest": "heart",
        "RemoveInterest": "heart", "SetInterests": "heart", "GiveRole": "shield",
        "TakeRole": "shield", "EndMembership": "leave", "RevertChange": "undo", "TakeBack": "undo",
        "UndoLabels": "undo", "AddRelation": "link", "ChangeRelation": "link",
        "EndRelation": "link", "GivePosition": "person", "EndPosition": "person",
        "SetPointPerson": "person", "AddAgreement": "receipt", "ChangeAgreement": "receipt",
        "UndoPointPersons": "undo", "RestoreAgreement": "undo", "UndoImport": "undo",
        "ApplyImport": "upload",
    ]
}
