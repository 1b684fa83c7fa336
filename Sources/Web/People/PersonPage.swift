import Chapter
import Federation
import Foundation

/// Everything about one person, for who may see people and for the person.
struct PersonPage: Page {
    /// Tags, interests or skills, with what adds and takes away one.
    struct Labels: Sendable {
        let heading: String
        let names: [Label]
        let none: String?
        let action: String
        let icon: String
        let mayChange: Bool
        let list: String
        let known: [TagChoice]
        let add: String
        /// What takes away all of them; nil where there are few.
        let clear: String?
    }

    /// One tag, interest or skill.
    struct Label: Sendable {
        let name: String
        let remove: String
    }

    static let template = "people-person"
    let frame: Frame
    let t: Wording
    let isOwn: Bool
    let address: String
    let name: String
    let face: Face
    let pronouns: String?
    let chips: [Chip]
    /// What lacks for good standing, or who decided otherwise.
    let standingWhy: String?
    let call: String?
    let mail: String?
    /// Why there is no button to call or to write, where there is a number or an address.
    let notUsable: [String]
    let mayChange: Bool
    let mayPrintCode: Bool
    let mayGiveRoles: Bool
    let mayEnd: Bool
    let mayRemove: Bool
    let membership: MembershipPart?
    let facts: [PersonFact]
    let visits: String?
    let card: String?
    let isPerson: Bool
    let relations: RelationsPart
    let agreements: AgreementsPart?
    let tags: Labels?
    let interests: Labels
    let skills: Labels?
    let log: QuickLogPart?
    let tasks: PersonTasksPart?
    let timeline: TimelinePart
    let activity: ActivityPart
    let objects: [ObjectOfContact]
    let hasObjects: Bool
    let duplicates: DuplicatesPart?
    let household: HouseholdPart?
    let seen: String
    let seers: String
    let place: PersonPlacePart?
    let directory: DirectoryPart?
}

/// What the page of a person is made from.
struct PersonView: Sendable {
    let record: MemberRecord
    let timeline: PersonTimeline.Page
    let filter: TimelineFilter
    let tasks: [Interaction]
    let days: DueDays
    let visits: PersonVisits
    let activity: PersonActivity
    let membership: MembershipFacts
    let hasKinds: Bool
    let labels: LabelsInUse
    let ownFields: [OwnField]
    /// What the chapter needs of such a contact and does not have.
    let missed: [BuiltInField]
    /// What the values of own fields stand for.
    let linkedNames: LinkedNames
    let ties: ContactTies
    let objects: [ObjectsOfContact]
    let duplicates: DuplicatesPart?
    let residents: Residents?
    let seers: [String]
    let place: PersonPlace?
    let readings: [AddressReading]
    let directory: DirectoryChoice
}

extension PersonPage {
    init(
        _ frame: Frame, _ words: Wording, _ view: PersonView, viewer: Viewer
    ) {
        let person = view.record
        let address = "/people/\(person.memberID)"
        let isOwn = viewer.memberID == person.memberID
        self.frame = frame
        t = words
        self.isOwn = isOwn && !viewer.may(.seePeople)
        self.address = address
        name = person.name
        face = Face(person.name, number: person.memberID.number)
        pronouns = person.values[.pronouns]
        let membership = MembershipPart(
            view.membership, of: person.memberID, hasKinds: view.hasKinds, viewer: viewer, words)
        self.membership = membership
        chips =
            (view.ties.kind == .person ? [] : [Chip(words.kind(view.ties.kind), "info")])
            + [Chip(status: person.status, words)]
            + person.roles.sorted { $0.rawValue < $1.rawValue }.map { Chip($0, words) }
            + [membership?.judged].compactMap(\.self)
        standingWhy = membership?.lacking
        let facts = PersonFact.all(
            of: person, view.ownFields, words, isOwn: self.isOwn,
            mayManage: viewer.may(.managePeople), names: view.linkedNames,
            missed: view.missed)
        self.facts = facts
        let reachable = facts.flatMap(\.values).compactMap(\.opens)
        // The number is on the page of the call, where one writes down how it went.
        let isLogged = viewer.may(.managePeople)
        let number = isOwn ? nil : reachable.first { $0.hasPrefix("tel:") }
        call = number.map { isLogged ? "\(address)/log?kind=call" : $0 }
        mail = isOwn ? nil : reachable.first { $0.hasPrefix("mailto:") }
        notUsable =
            isOwn
            ? []
            : [
                words.noneUsable("people_no_number", person.phones.map { person.bar($0) }),
                words.noneUsable("people_no_mail", person.emails.map { person.bar($0) }),
            ].compactMap(\.self)
        mayChange = viewer.may(.managePeople) || isOwn
        mayPrintCode = viewer.may(.printSignInCodes) && person.status == "member" && !isOwn
        mayGiveRoles = viewer.may(.giveRoles) && person.status == "member"
        mayEnd = viewer.may(.managePeople) && person.status == "member"
        mayRemove = viewer.may(.managePeople) && !isOwn
        visits = view.visits.latest.map {
            "\(words.count("people_meetings", view.visits.meetings)), "
                + words.say("people_last_on", ["day": words.day($0)])
        }
        isPerson = view.ties.kind == .person
        card = viewer.may(.exportPeople) ? "/people/cards?id=\(person.memberID)" : nil
        relations = RelationsPart(view.ties, of: person.memberID, viewer, words)
        agreements = view.ties.agreements.map {
            AgreementsPart($0, of: person.memberID, viewer, words)
        }
        let mayTag = viewer.may(.managePeople)
        tags =
            mayTag || !person.tags.isEmpty
            ? Labels(
                "tags", person.tags, address, "tag", mayTag, TagChoice.tags(view.labels), words)
            : nil
        interests = Labels(
            "interests", person.interests, address, "heart", mayTag || isOwn,
            TagChoice.plain(view.labels.suggestedInterests), words)
        skills =
            view.ties.kind == .person || !person.skills.isEmpty
            ? Labels(
                "skills", person.skills, address, "check", mayTag || isOwn,
                TagChoice.plain(view.labels.suggestedSkills), words)
            : nil
        log = mayTag ? QuickLogPart(person.memberID, words) : nil
        tasks = PersonTasksPart(view.tasks, of: person.memberID, view.days, viewer, words)
        timeline = TimelinePart(
            view.timeline, view.filter, of: person.memberID, isOwn: self.isOwn, mayManage: mayTag,
            words)
        activity = ActivityPart(
            view.activity, of: "\(person.memberID)", mayPut: mayTag, words)
        objects = view.objects.map { ObjectOfContact($0, words) }
        hasObjects = !objects.isEmpty
        duplicates = view.duplicates
        household = view.residents.map { HouseholdPart($0, of: person.memberID, words) }
        seen = words.say(
            isOwn ? "people_seen_own" : "people_seen", ["name": person.name])
        place = view.place.flatMap {
            PersonPlacePart(
                $0, view.readings, of: person.memberID, words, viewer: viewer)
        }
        directory = DirectoryPart(view.directory, of: person.memberID, viewer, words)
        seers = view.seers.isEmpty ? words.say("people_seers_none") : words.list(view.seers)
    }
}

extension PersonPage.Labels {
    fileprivate init(
        _ kind: String, _ names: [String], _ address: String, _ icon: String, _ mayChange: Bool,
        _ known: [TagChoice], _ words: Wording
    ) {
        heading = words.say("people_\(kind)")
        self.names = names.map {
            PersonPage.Label(name: $0, remove: words.say("people_remove", ["name": $0]))
        }
        none = names.isEmpty ? words.say("people_none_\(kind)") : nil
        action = "\(address)/\(kind)"
        self.icon = icon
        self.mayChange = mayChange
        list = "known-\(kind)"
        self.known = known
        add = words.say("people_add_\(kind)")
        clear = kind == "tags" || names.count < 2 ? nil : words.say("people_clear_\(kind)")
    }
}
