import Foundation
import Synchronization
import UnixSignals

/// Runs three linked chapters until the process is told to stop.
///
/// The first start makes them and tells their story; a later one goes on with what is there. `ready`
/// is called once, when all three serve. It returns when somebody has asked to stop, and throws when
/// it cannot begin or go on; either way all nodes are stopped first.
public func demo(_ options: DemoOptions, ready: @Sendable @escaping (DemoReport) -> Void)
    async throws
{
    let directory = DemoDirectory(directory: options.directory)
    let lock = try directory.take()
    defer { withExtendedLifetime(lock) {} }
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
    let run = DemoRun(options: options, directory: directory)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { for await _ in signals { return } }
        group.addTask {
            ready(try await run.begin())
            try await run.watch()
        }
        let first = await group.nextResult()
        await run.stop()
        group.cancelAll()
        try first?.get()
    }
}

/// One run of the demo: its node processes and what is done with them.
final class DemoRun: Sendable {
    private let options: DemoOptions
    private let directory: DemoDirectory
    private let ports: DemoPorts
    private let processes = Mutex<[(chapter: InventedChapter, process: NodeProcess)]>([])
    private let isTelling = Mutex(false)

    init(options: DemoOptions, directory: DemoDirectory) {
        self.options = options
        self.directory = directory
        ports = DemoPorts(first: options.port)
    }

    /// Starts everything, tells the story if it was not told to its end, and gives the report.
    func begin() async throws -> DemoReport {
        let found = try directory.find()
        try await directory.waitUntilFree()
        try ports.check()
        let start = ContinuousClock.now
        switch found {
        case .finished(let record):
            options.tell("The three chapters in \(options.directory) go on.")
            let story = try await startNodes()
            try await story.waitUntilLinked()
            return try await story.report(record.people)
        case .unfinished:
            options.tell("An earlier start broke off before its end. Its chapters are made anew.")
            try directory.clear()
        case .nothing:
            break
        }
        isTelling.withLock { $0 = true }
        let people = try await tellAll()
        try directory.save(.init(isFinished: true, people: people.signedIn))
        isTelling.withLock { $0 = false }
        options.tell("")
        options.tell("All of this took \(start.duration(to: .now).words).")
        return try await people.story.report(people.signedIn)
    }

    private func tellAll() async throws -> (
        story: Story, signedIn: [String: DemoDirectory.SignedInPeople]
    ) {
        try directory.save(.init(isFinished: false, people: [:]))
        options.tell("Three chapters are made in \(options.directory). Everybody is invented.")
        for chapter in InventedChapter.all {
            _ = try await initialize(
                InitOptions(
                    directory: directory.home(of: chapter), name: chapter.name,
                    profile: chapter.profile, coordinatorName: chapter.coordinator.name,
                    coordinatorMail: chapter.coordinator.mail))
            options.tell("  \(chapter.coordinator.name) founds \(chapter.name).")
        }
        let story = try await startNodes()
        try await story.link()
        try await story.importPeople()
        let people = try await story.giveRoles()
        try await story.holdMeetings()
        try await story.planMeetings()
        try await story.foundGroups()
        try await story.vote()
        return (story, people)
    }

    /// Starts the three nodes and waits until they serve.
    private func startNodes() async throws -> Story {
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
