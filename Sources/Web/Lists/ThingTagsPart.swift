import Chapter

/// The tags of a thing that is no contact, as a part of its page: the template is
/// `lists-thing-tags`.
struct ThingTagsPart: Sendable {
    /// One of them.
    struct Tag: Sendable {
        let name: String
        /// The list of things of the kind that have it.
        let leadsTo: String
        let takeOff: String
    }

    /// What became of them.
    struct Change: Sendable {
        let sentence: String
        let when: String
    }

    let tags: [Tag]
    let hasTags: Bool
    let action: String
    let mayTag: Bool
    let known: [TagChoice]
    let changes: [Change]
    let hasChanges: Bool
}

extension Backend {
    /// The tags of a thing; nil for whoever does not see people, and where the thing is removed.
    ///
    /// `list` is the address of the list of such things, to which `tag=` is added.
    func tags(of thing: TaggedThing, list: String, _ context: Context) async throws
        -> ThingTagsPart?
    {
        let (words, viewer) = (context.words, context.viewer)
        let mayTag = viewer.may(.managePeople)
        let (shown, labels) = try await chapter.read { db in
            (
                try ThingTags.shown(thing, in: db, for: viewer),
                mayTag ? try LabelsInUse.read(in: db, for: viewer) : .none
            )
        }
        guard let shown else { return nil }
        return ThingTagsPart(
            tags: shown.tags.map { tag in
                ThingTagsPart.Tag(
                    name: tag,
                    leadsTo: "\(list)\(list.contains("?") ? "&" : "?")tag=\(tag.forQuery)",
                    takeOff: words.say("people_remove", ["name": tag]))
            },
            hasTags: !shown.tags.isEmpty, action: "\(thing.page)/tags", mayTag: mayTag,
            known: TagChoice.tags(labels),
            changes: shown.changes.map { change in
                let isOperator = MemberID(change.actor) == nil
                let who = isOperator ? words.say("people_operator") : change.actorName
                let tags = ["old": change.old ?? "", "new": change.new ?? "", "who": who]
                let what =
                    change.old == nil ? "put_on" : change.new == nil ? "taken_off" : "renamed"
                return ThingTagsPart.Change(
                    sentence: words.say("find_tag_\(what)", tags), when: words.moment(change.at))
            }, hasChanges: !shown.changes.isEmpty)
    }
}

extension TaggedThing {
    /// The page that shows it.
    var page: String {
        switch self {
        case .meeting(let id): "/meetings/\(id)"
        case .agreement(let id): "/agreements/\(id)"
        case .object(let id): "/objects/\(id)"
        case .interaction(let id): "/interactions/\(id)"
        }
    }
}

/// The tag by which a list is narrowed down; the template is `lists-tag-filter`.
struct TagFilter: Sendable {
    let tag: String
    let without: String

    /// Nil where the list is not narrowed down.
    init?(_ tag: String, without address: String) {
        guard !tag.isBlank else { return nil }
        self.tag = tag
        without = address
    }
}
