public import Chapter
public import Web

/// What the composition cannot do yet.
struct NotComposed: Error {}

/// Makes a chapter in a directory.
public func initialize(_ options: InitOptions) async throws -> InitReport { throw NotComposed() }

/// Serves a chapter until the process is told to stop.
public func serve(_ options: ServeOptions, ready: @Sendable @escaping (ReadyReport) -> Void)
    async throws
{ throw NotComposed() }

/// Runs three linked chapters until the process is told to stop.
public func demo(_ options: DemoOptions, ready: @Sendable @escaping (DemoReport) -> Void)
    async throws
{ throw NotComposed() }

/// Opens the database of a chapter whose node does not run; the caller holds the lock.
public func openOffline(_ directory: DataDirectory) throws -> (
    chapter: Chapter, node: any NodeControl
) { throw NotComposed() }
