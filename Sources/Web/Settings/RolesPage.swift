import Chapter
import Foundation

/// Who holds which role, and what each may do.
struct RolesPage: Page {
    static let template = "settings-roles"

    /// Everybody with one role.
    struct Group: Sendable {
        let title: String
        let count: String
        let holders: [Holder]
        let hasHolders: Bool
        let none: String
        let note: String?
    }

    /// Somebody with a role.
    struct Holder: Sendable {
        let name: String
        let initials: String
        let person: String
        let since: String
        let member: String
        let role: String
        let mayTake: Bool
    }

    /// Somebody who was searched for.
    struct Person: Sendable {
        let name: String
        let initials: String
        let person: String
        let detail: String
        let offers: [Offer]
    }

    /// A role that somebody could be given.
    struct Offer: Sendable {
        let member: String
        let role: String
        let label: String
    }

    /// What may be done, and by which role.
    struct Row: Sendable {
        let what: String
        let cells: [Cell]
    }

    /// Whether one role may.
    struct Cell: Sendable {
        let role: String
        let isYes: Bool
    }

    let frame: Frame
    let t: Wording
    let problems: Problems
    let groups: [Group]
    let search: Field
    let hasSearched: Bool
    let found: [Person]
    let hasFound: Bool
    let columns: [String]
    let rows: [Row]

    static func columns(_ words: Wording) -> [String] {
        ["role_coordinator", "role_admin", "roles_everybody"].map { words.say($0) }
    }

    /// The table of rights, from the roles themselves.
    static func rows(_ words: Wording) -> [Row] {
        let shown: [Permission] = [
            .seePeople, .exportPeople, .planMeetings, .runBallots, .giveRoles, .printSignInCodes,
            .changeSettings, .linkChapters, .takePart,
        ]
        let columns = columns(words)
        return shown.map { permission in
            let who: [Viewer] = [
                .member(MemberID(0), [.coordinator]), .member(MemberID(0), [.federationAdmin]),
                .member(MemberID(0), []),
            ]
            let key = permission.rawValue.replacing(" ", with: "_").replacing("-", with: "_")
            return Row(
                what: words.say("may_\(key)"),
                cells: zip(columns, who).map { Cell(role: $0, isYes: $1.may(permission)) })
        }
    }
}

extension Role {
    /// The name of the message that names it.
    var key: String { self == .coordinator ? "coordinator" : "admin" }
}

extension RolesPage.Group {
    init(_ role: Role, _ all: [RoleHolder], _ viewer: Viewer, _ words: Wording) {
        let own = all.filter { $0.role == role }
        let mayTake = viewer.mayGive(role)
        title = words.say("role_\(role.key)")
        count = words.count("roles_people", own.count)
        holders = own.map { holder in
            RolesPage.Holder(
                name: holder.name, initials: initials(of: holder.name),
                person: "/people/\(holder.member)",
                since: words.say("roles_since", ["day": words.day(holder.since)]),
                member: holder.member.description, role: role.rawValue, mayTake: mayTake)
        }
        hasHolders = !own.isEmpty
        none = words.say("roles_none")
        note = mayTake ? nil : words.say("roles_not_yours")
    }
}

extension RolesPage.Person {
    init(_ person: MemberSummary, _ held: Set<Role>, _ viewer: Viewer, _ words: Wording) {
        name = person.name
        initials = Web.initials(of: person.name)
        self.person = "/people/\(person.memberID)"
        let roles = held.map { words.say("role_\($0.key)") }.sorted()
        detail = ([person.email].compactMap { $0 } + roles).joined(separator: " · ")
        offers = Role.allCases.filter { viewer.mayGive($0) && !held.contains($0) }.map { role in
            RolesPage.Offer(
                member: person.memberID, role: role.rawValue,
                label: words.say("make_\(role.key)"))
        }
    }
}
