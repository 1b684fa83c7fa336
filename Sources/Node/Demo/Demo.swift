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
    if !directory.isThere {
        // Where nothing can begin, nothing is made either.
        try DemoPorts(first: options.port, command: options.command).check()
    }
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
