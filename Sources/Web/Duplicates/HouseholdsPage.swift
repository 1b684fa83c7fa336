import Chapter
import Foundation

/// Homes that may be households, and what was decided about them.
struct HouseholdsPage: Page {
    /// Somebody who lives there.
    struct Resident: Sendable {
        let id: String
        let name: String
        let address: String
        let face: Face
    }

    /// A household that some of them are in.
    struct Household: Sendable {
        let id: String
        let label: String
    }

    /// A home.
    struct Home: Sendable {
        let number: String
        let key: String
        let address: String
        let people: [Resident]
        let households: [Household]
        let hasHouseholds: Bool
        let name: String
        let isOpen: Bool
    }

    static let template = "duplicates-households"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let tabs: PeopleTabs
    let states: [DuplicatesPage.Choice]
    let homes: [Home]
    let hasHomes: Bool
    let state: String
    let next: String?
}

extension HouseholdsPage {
    init(
        _ frame: Frame, _ words: Wording, _ page: HouseholdQueue.Page, _ question: HouseholdQueue,
        viewer: Viewer, problems: [Problem]
    ) {
        self.frame = frame
        t = words
        self.problems = Problems(problems, words)
        title = words.say("duplicates_households")
        tabs = PeopleTabs(.duplicates, viewer, words)
        states = DecideHome.Decision.allCases.map { decision in
            let count = words.number(page.counts[decision] ?? 0)
            return DuplicatesPage.Choice(
                name: "\(words.say("duplicates_home_\(decision.rawValue)")) \(count)",
                address: "/people/households?state=\(decision.rawValue)",
                isHere: decision == question.decision)
        }
        homes = page.homes.enumerated().map { Home($1, number: $0, words) }
        hasHomes = !homes.isEmpty
        state = question.decision.rawValue
        next = page.next.map { key in
            "/people/households?state=\(question.decision.rawValue)&after=\(key.forQuery)"
        }
    }
}

extension HouseholdsPage.Home {
    init(_ home: SharedHome, number: Int, _ words: Wording) {
        self.number = String(number)
        key = home.key
        address = home.address
        people = home.people.map { person in
            HouseholdsPage.Resident(
                id: person.memberID, name: person.name, address: "/people/\(person.memberID)",
                face: Face(person.name, number: Int64(person.memberID) ?? 0))
        }
        households = home.households.map { household in
            HouseholdsPage.Household(
                id: household.id.description,
                label: words.say("duplicates_home_into", ["name": household.name]))
        }
        hasHouseholds = !households.isEmpty
        name = words.household(of: home.people.map(\.name))
        isOpen = home.decision == .open
    }
}

extension Wording {
    /// What stands on the letters of a household: the family's name where there is one.
    func household(of names: [String]) -> String {
        let last = Set(names.compactMap { $0.split(separator: " ").last.map(String.init) })
        guard last.count == 1, let name = last.first, names.allSatisfy({ $0.contains(" ") }) else {
            return list(names)
        }
        return say("duplicates_family", ["name": name])
    }
}
