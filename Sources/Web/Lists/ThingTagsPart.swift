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
        /// From where it came; nil for what nobody kept.
        let from: String?
        /// The reason that was given.
        let why: String?
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
    /// `list` is the address of the list of such things, to which `tag=` is added; where they have
    /// none that can be narrowed down, of everything that has the tag.
    func tags(
        of thing: TaggedThing, list: String = "/people/tags/things", _ context: Context
    ) async throws -> ThingTagsPart? {
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
            hasTags: !shown.tags.isEmpty, action: thing.tagsAddress, mayTag: mayTag,
            known: TagChoice.tags(labels),
            changes: shown.changes.map { change in
                let isOperator = MemberID(change.actor) == nil
                let who = isOperator ? words.say("people_operator") : change.actorName
                let tags = ["old": change.old ?? "", "new": change.new ?? "", "who": who]
                let what =
                    change.old == nil ? "put_on" : change.new == nil ? "taken_off" : "renamed"
                return ThingTagsPart.Change(
                    sentence: words.say("find_tag_\(what)", tags), when: words.moment(change.at),
                    from: change.device.map { words.device($0) }, why: change.why)
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
        case .ballot(let id): "/votes/\(id)"
        case .group(let id): "/groups/\(id)"
        case .savedSearch(let id): "/people/searches/\(id)"
        case .importedList(let id): "/people/import/\(id)"
        case .place(let key): "/people/map/place?name=\(key.forQuery)"
        }
    }

    /// Where its tags are sent.
    var tagsAddress: String {
        guard case .place(let key) = self else { return page + "/tags" }
        return "/people/map/place/tags?name=\(key.forQuery)"
    }
}

extension Wording {
    /// What a kind of tagged things is called, in the plural.
    func kindOfTagged(_ kind: String) -> String {
        say("find_tag_kind_\(kind.replacing(" ", with: "_"))")
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
