import Chapter
import Federation
import Foundation

/// Something that happened with a contact, as a row of the timeline.
struct TimelineRow: Sendable {
    /// A name that leads on, for whoever may look there.
    struct Link: Sendable {
        let text: String
        /// Not called `address`: where it is nil, the template would find that of the page.
        let leadsTo: String?
    }

    var icon: String
    var tone = ""
    var who: String?
    var did: String
    var link: Link?
    /// States in a word or two, such as what came of a call.
    var states: [Chip] = []
    var hasStates = false
    /// With whom it was besides, and for whom they spoke.
    var others: String?
    /// The beginning of what was written down.
    var excerpt: String?
    var lines: [ChangeLine] = []
    var hasLines = false
    var isSingle = false
    var isList = false
    var more: String?
    var why: String?
    let when: String
    let title: String

    /// So many changes by one act are shown.
    private static let linesAtMost = 4

    /// An entry of somebody's timeline.
    init(_ entry: TimelineEntry, of member: MemberID, _ words: Wording, mayManage: Bool) {
        switch entry.kind {
        case .interaction(let interaction):
            self.init(interaction, of: member, words)
        case .came(let meeting, let name, let start, let zone):
            self.init(
                "check", words.say("people_came_to"),
                when: words.date(
                    start, .dateTime.weekday(.wide).day().month(.wide).year().hour().minute(),
                    in: zone), title: words.whole(entry.at, in: zone))
            tone = "ok"
            link = Link(text: name, leadsTo: "/meetings/\(meeting)")
        case .answered(let meeting, let name, let answer):
            self.init("meetings", words.say("people_answered_\(answer.rawValue)"), entry.at, words)
            link = Link(text: name, leadsTo: "/meetings/\(meeting)")
        case .letIn(let line):
            let isPaper = line.act == "PrintSignInCode"
            self.init(
                isPaper ? "print" : "mail",
                words.say(isPaper ? "timeline_did_print_code" : "timeline_did_send_link"),
                entry.at, words)
            who = isPaper ? words.actor(line) : nil
        case .membership(let name, let from, let until):
            let span =
                until.map { ["from": words.day(from), "until": words.day($0), "kind": name] }
                ?? ["from": words.day(from), "kind": name]
            let key = until == nil ? "timeline_membership_open" : "timeline_membership"
            self.init(
                "receipt", words.say(key, span), when: words.day(from), title: words.day(from))
        case .membershipEnded(let name, let day, let chapter, let why):
            let ended =
                chapter.map {
                    words.say("timeline_membership_moved", ["kind": name, "chapter": $0])
                } ?? words.say("timeline_membership_ended", ["kind": name])
            self.init("leave", ended, when: words.day(day), title: words.day(day))
            self.why = why
        case .merged(let name, let actor, let why, let isUndone):
            self.init("people", words.say("timeline_did_merge", ["name": name]), entry.at, words)
            who = words.actor(actor)
            states = isUndone ? [Chip(words.say("timeline_merge_undone"), "")] : []
            hasStates = isUndone
            self.why = why
        case .changes(let entries):
            self.init(entries, at: entry.at, words, mayManage: mayManage)
        }
    }

    private init(_ icon: String, _ did: String, when: String, title: String) {
        self.icon = icon
        self.did = did
        self.when = when
        self.title = title
    }

    private init(_ icon: String, _ did: String, _ at: Timestamp, _ words: Wording) {
        self.init(icon, did, when: words.moment(at), title: words.wholeMoment(at))
    }

    private init(_ entries: [HistoryEntry], at: Timestamp, _ words: Wording, mayManage: Bool) {
        let act = entries[0].act
        let imported = entries[0].importID
        guard !entries.contains(where: { $0.field == "name" && $0.old == nil }) else {
            self.init(
                imported == nil ? "plus" : "upload",
                words.say(
                    imported == nil ? "people_did_add_person" : "people_did_import_person"),
                at, words)
            who = words.actor(entries[0])
            why = entries[0].why
            link = imported.map {
                Link(
                    text: words.say("people_the_list"),
                    leadsTo: mayManage ? "/people/import/\($0)" : nil)
            }
            return
        }
        let all = entries.map { ChangeLine($0, words) }
        self.init(
            Self.icons[act] ?? "edit",
            all.count == 1 ? all[0].did : words.count("people_did_several", all.count), at, words)
        who = words.actor(entries[0])
        why = entries[0].why
        (hasLines, isSingle, isList) = (true, all.count == 1, all.count > 1)
        lines = Array(all.prefix(Self.linesAtMost))
        more =
            all.count > Self.linesAtMost
            ? words.count("people_and_more", all.count - Self.linesAtMost) : nil
    }

    private static let icons = [
        "TagMember": "tag", "UntagMember": "tag", "LabelPeople": "tag", "AddInterest": "heart",
        "RemoveInterest": "heart", "SetInterests": "heart", "AddSkill": "check",
        "RemoveSkill": "check",
        "SetSkills": "check", "GiveRole": "shield", "TakeRole": "shield", "EndMembership": "leave",
        "RevertChange": "undo", "TakeBack": "undo",
        "UndoLabels": "undo", "UndoImport": "undo", "ApplyImport": "upload",
        "AddRelation": "link", "ChangeRelation": "link", "EndRelation": "link",
        "GivePosition": "person", "EndPosition": "person", "SetPointPerson": "person",
        "UndoPointPersons": "undo", "AddAgreement": "receipt", "ChangeAgreement": "receipt",
        "RestoreAgreement": "undo",
    ]
}

extension TimelineRow {
    /// Of a text so many letters are shown.
    private static let lettersAtMost = 280

    /// Something that was written down, or a task.
    init(_ entry: Interaction, of member: MemberID, _ words: Wording) {
        let address = entry.isTask ? "/tasks/\(entry.id)" : "/interactions/\(entry.id)"
        let kind = entry.kind.key
        guard let removed = entry.removed else {
            let actor = entry.done?.by ?? entry.made.by
            let did =
                !entry.isTask
                ? "timeline_did_\(kind)"
                : entry.done == nil ? "timeline_did_add_task" : "timeline_did_finish_task"
            self.init(
                entry.done != nil ? "check" : Self.kinds[entry.kind] ?? "edit", words.say(did),
                entry.at, words)
            tone = entry.done == nil ? "" : "ok"
            who = words.actor(actor)
            link = Link(text: entry.summary, leadsTo: address)
            states = words.states(of: entry)
            hasStates = !states.isEmpty
            others = words.others(of: entry, besides: member)
            let text = entry.doneNote ?? entry.text
            excerpt = text.map {
                $0.count > Self.lettersAtMost ? $0.prefix(Self.lettersAtMost) + "…" : $0
            }
            return
        }
        // What it said is a page further: somebody wanted it out of sight.
        self.init("bin", words.say("timeline_did_remove_\(kind)"), entry.at, words)
        who = words.actor(removed.by)
        link = Link(text: words.say("timeline_removed_look"), leadsTo: address)
    }

    static let kinds: [InteractionKind: String] = [
        .note: "edit", .call: "phone", .visit: "home", .conversation: "talk", .email: "mail",
        .letter: "file", .message: "reply", .task: "clock",
    ]
}
