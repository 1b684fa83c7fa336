import Chapter
import Federation
import Foundation

/// What was found, grouped by what it is.
struct SearchPage: Page {
    /// A person.
    struct Person: Sendable {
        let name: String
        let address: String
        let face: Face
        let under: String
    }

    /// A meeting.
    struct Meeting: Sendable {
        let month: String
        let day: String
        let isComing: Bool
        let title: String
        let address: String
        let under: String
    }

    /// A vote, a group, or a thing.
    struct Thing: Sendable {
        let name: String
        let address: String
        let icon: String
        let under: String
    }

    /// Some things of one kind.
    struct Part<Found: Sendable>: Sendable {
        let found: [Found]
        let hasFound: Bool
        /// How many more there are, in words; nil for none.
        let more: String?
        let address: String
    }

    static let template = "search-search"
    let frame: Frame
    let t: Wording
    let text: String
    let hint: String?
    let nothing: String?
    let people: Part<Person>?
    let meetings: Part<Meeting>?
    let votes: Part<Thing>?
    let groups: Part<Thing>?
    let things: Part<Thing>?
    /// Things with such a tag.
    let tagged: Part<Thing>?
    /// What was not found, in one sentence.
    let rest: String?

    init(
        _ frame: Frame, _ words: Wording, _ text: String, _ found: SearchEverything.Findings?,
        directory: DirectoryList.Page?, seesPeople: Bool, now: Timestamp
    ) {
        self.frame = frame
        t = words
        self.text = text
        hint = text.isEmpty ? words.say(seesPeople ? "search_hint_people" : "search_hint") : nil
        var allPeople = PeopleQuery(Form(encoded: ""))
        allPeople.search = text
        // Whoever may not see people finds those who let the members see them.
        people =
            seesPeople
            ? Part(
                found?.people?.people ?? [], found?.people?.count ?? 0,
                allPeople.address("/people"), words
            ) { Person($0, words) }
            : Part(
                directory?.entries ?? [], directory?.count ?? 0, "/directory?q=\(text.forQuery)",
                words
            ) { Person($0) }
        meetings = Part(found?.meetings, "/meetings", words) { Meeting($0, words, now: now) }
        votes = Part(found?.votes, "/votes", words) { vote in
            Thing(
                name: vote.question, address: "/votes/\(vote.id)", icon: "votes",
                under: words.say("search_vote_\(vote.state.rawValue)"))
        }
        groups = Part(found?.groups, "/groups", words) { group in
            Thing(
                name: group.name, address: "/groups/\(group.id)", icon: "groups",
                under: group.purpose)
        }
        things = Part(found?.things, "/objects", words) { thing in
            Thing(
                name: thing.name, address: "/objects/\(thing.id)", icon: "place",
                under: thing.kind)
        }
        tagged = Part(found?.tagged, "/people/tags", words) { found in
            Thing(
                name: found.name, address: found.thing.page, icon: "tag",
                under: words.kindOfTagged(found.thing.kind))
        }
        let missing = [
            ("meetings", meetings == nil), ("votes", votes == nil), ("groups", groups == nil),
        ].filter(\.1).map { words.say("search_no_\($0.0)") }
        let kinds = (seesPeople && people == nil ? [words.say("search_no_people")] : []) + missing
        let isNothing =
            people == nil && things == nil && tagged == nil && missing.count == 3
        nothing =
            found != nil && isNothing ? words.say("search_nothing", ["text": text]) : nil
        rest =
            found != nil && !isNothing && !kinds.isEmpty
            ? words.say("search_rest", ["kinds": words.or(kinds), "text": text]) : nil
    }
}

extension SearchPage.Part {
    fileprivate init?<Thing>(
        _ things: [Thing], _ count: Int, _ address: String, _ words: Wording,
        _ row: (Thing) -> Found
    ) {
        guard !things.isEmpty else { return nil }
        found = things.map(row)
        hasFound = true
        more = count > things.count ? words.count("search_all", count) : nil
        self.address = address
    }

    fileprivate init?<Thing>(
        _ part: SearchEverything.Found<Thing>?, _ address: String, _ words: Wording,
        _ row: (Thing) -> Found
    ) {
        guard let part else { return nil }
        self.init(part.first, part.count, address, words, row)
    }
}

extension SearchPage.Person {
    fileprivate init(_ entry: DirectoryEntry) {
        name = entry.name
        address = "/directory/\(entry.memberID)"
        face = Face(entry.name, number: entry.memberID.number)
        under = (entry.positions + [entry.town].compactMap(\.self)).joined(separator: " · ")
    }

    fileprivate init(_ person: MemberSummary, _ words: Wording) {
        name = person.name
        address = "/people/\(person.memberID)"
        face = Face(person.name, number: Int64(person.memberID) ?? 0)
        let status = words.say("people_status_\(person.status)")
        under =
            person.joinedOn.map {
                words.say("people_since", ["status": status, "day": words.day($0)])
            } ?? status
    }
}

extension SearchPage.Meeting {
    fileprivate init(_ meeting: MeetingSummary, _ words: Wording, now: Timestamp) {
        let zone =
            TimeZone(identifier: meeting.timeZone)
            ?? TimeZone(secondsFromGMT: meeting.utcOffset * 60) ?? .gmt
        month = words.date(meeting.start, .dateTime.month(.abbreviated), in: zone)
        day = words.date(meeting.start, .dateTime.day(), in: zone)
        isComing = meeting.end >= now
        title = meeting.title
        address = "/meetings/\(meeting.id)"
        under = [words.whole(meeting.start, in: zone), meeting.place].filter { !$0.isEmpty }
            .joined(separator: " · ")
    }
}

extension Wording {
    /// Several things of which none is meant: “a, b or c”.
    fileprivate func or(_ things: [String]) -> String {
        things.formatted(.list(type: .or).locale(locale))
    }
}
