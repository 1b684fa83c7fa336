import Courier
import Foundation
import Synchronization

/// One run of the demo: its node processes and what is done with them.
final class DemoRun: Sendable {
    private let options: DemoOptions
    private let directory: DemoDirectory
    private let processes = Mutex<[(chapter: InventedChapter, process: NodeProcess)]>([])
    private let isTelling = Mutex(false)

    init(options: DemoOptions, directory: DemoDirectory) {
        self.options = options
        self.directory = directory
    }

    /// Starts everything, tells the story if it was not told to its end, and gives the report.
    func begin() async throws -> DemoReport {
        let found = try directory.find()
        try await directory.waitUntilFree()
        let start = ContinuousClock.now
        let ports = DemoPorts(first: options.port, command: options.command)
        switch found {
        case .finished(let record):
            let ports = DemoPorts(
                first: options.port, knownGossip: record.gossipPort, command: options.command)
            try ports.check()
            options.tell("The three chapters in \(options.directory) go on.")
            let story = try await startNodes(at: ports)
            try await story.waitUntilLinked()
            return try await story.report(record.people)
        case .unfinished:
            try ports.check()
            options.tell("An earlier start broke off before its end. Its chapters are made anew.")
            try directory.clear()
        case .nothing:
            try ports.check()
        }
        isTelling.withLock { $0 = true }
        var record = DemoDirectory.Record(
            isFinished: false, gossipPort: ports.firstGossip, people: [:])
        try directory.save(record)
        let story: Story
        do {
            story = try await tellAll(at: ports, people: &record.people)
        } catch let error as CourierError {
            throw explained(error)
        }
        record.isFinished = true
        try directory.save(record)
        isTelling.withLock { $0 = false }
        options.tell("")
        options.tell("All of this took \(start.duration(to: .now).words).")
        return try await story.report(record.people)
    }

    /// A connection that broke, explained by a node that has ended if there is one.
    private func explained(_ error: CourierError) -> any Error {
        let ended = processes.withLock { $0 }.first { !$0.process.isRunning }
        guard let ended else { return error }
        return CannotServe(
            description: "\(ended.chapter.short)'s node has ended in the middle of the story. Its "
                + "log is \(ended.process.log).")
    }

    private func tellAll(
        at ports: DemoPorts, people: inout [String: DemoDirectory.SignedInPeople]
    ) async throws -> Story {
        options.tell("Three chapters are made in \(options.directory). Everybody is invented.")
        for chapter in InventedChapter.all {
            _ = try await initialize(
                InitOptions(
                    directory: directory.home(of: chapter), name: chapter.name,
                    profile: chapter.profile, coordinatorName: chapter.coordinator.name,
                    coordinatorMail: chapter.coordinator.mail,
                    timeZone: chapter.timeZone))
            options.tell("  \(chapter.coordinator.name) founds \(chapter.name).")
        }
        let story = try await startNodes(at: ports)
        try await story.link()
        try await story.importPeople()
        try await story.endMemberships()
        try await story.keepMemberships()
        people = try await story.giveRoles()
        try await story.tieContacts()
        try await story.keepRecords(people)
        try await story.holdMeetings()
        try await story.planMeetings()
        try await story.drawMap()
        try await story.talk(people)
        try await story.showThemselves(people)
        try await story.foundGroups()
        try await story.vote(leaving: people)
        return story
    }

    /// Starts the three nodes and waits until they serve.
    private func startNodes(at ports: DemoPorts) async throws -> Story {
        let start = ContinuousClock.now
        var nodes: [DemoNode] = []
        for (index, chapter) in InventedChapter.all.enumerated() {
            let process = try NodeProcess(
                directory.home(of: chapter), http: ports.http(index), gossip: ports.gossip(index))
            processes.withLock { $0.append((chapter, process)) }
        }
        for (chapter, process) in processes.withLock({ $0 }) {
            let report = try await process.ready()
            nodes.append(
                try await DemoNode(chapter, in: directory.home(of: chapter), http: report.http))
        }
        options.tell("  Three nodes serve after \(start.duration(to: .now).words).")
        return Story(nodes: nodes, now: systemClock(), tell: options.tell)
    }

    /// Looks after the nodes: says when one has ended, and throws when none is left.
    func watch() async throws {
        var running = processes.withLock { $0 }
        while !running.isEmpty {
            try await Task.sleep(for: .milliseconds(200))
            for (chapter, process) in running where !process.isRunning {
                options.tell(
                    "\(chapter.short)'s node has ended; the others go on. Its log: \(process.log)")
            }
            running.removeAll { !$0.process.isRunning }
        }
        throw CannotServe(description: "All three nodes have ended.")
    }

    /// Stops all nodes and waits until they have ended, also when this task was cancelled.
    func stop() async {
        let running = processes.withLock { $0.map(\.process) }
        for process in running { process.askToStop() }
        await Task { for process in running { await process.waitUntilStopped() } }.value
        if isTelling.withLock({ $0 }) {
            options.tell("Stopped before the end of the story. The next start begins anew.")
        } else if !running.isEmpty {
            options.tell("All three nodes have stopped. The next start goes on from here.")
        }
    }
}
