/// Opens the way to the chapter in a directory: to its node if one runs, else to its database.
///
/// While another process starts, stops or works there for a moment, it waits up to three seconds.
/// Throws `DataDirectoryError`.
public func openDoor(_ directory: DataDirectory) async throws -> any Door {
    guard directory.holdsChapter else {
        throw DataDirectoryError.holdsNoChapter(path: directory.path)
    }
    let deadline = ContinuousClock.now.advanced(by: .seconds(3))
    while true {
        if SocketDoor.answers(at: directory.controlSocket) {
            return SocketDoor(path: directory.controlSocket)
        }
        do {
            return try await OfflineDoor(directory)
        } catch let error as DataDirectoryError {
            guard case .inUse = error, ContinuousClock.now < deadline else { throw error }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}
