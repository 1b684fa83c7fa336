import Foundation
import NIOPosix
import Synchronization
import Web

/// A node in a process of its own, run by the same program.
///
/// It holds one end of a pipe that is the node's standard input: when this process ends, however
/// it ends, the pipe ends too, and the node stops by itself.
final class NodeProcess: Sendable {
    /// How long a node may take until it serves.
    static let readyWithin = Duration.seconds(60)
    /// How long a node may take to stop before it is killed.
    static let stopWithin = Duration.seconds(8)

    private let process: Mutex<Process>
    private let input = Pipe()
    private let output = Pipe()
    /// Where the node's log goes.
    let log: String

    /// Starts the node of a directory.
    init(_ directory: DataDirectory, http: ListenAddress, gossip: ListenAddress) throws {
        log = directory.path + "/node.log"
        let descriptor = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw DataDirectoryError.cannotCreate(
                path: log, reason: String(cString: strerror(errno)) + ".")
        }
        let writing = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try Self.program())
        process.arguments = [
            "--data", directory.path, "--json", "serve", "--http", "\(http)", "--gossip",
            "\(gossip)", "--stop-with-parent",
        ]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = writing
        try process.run()
        try writing.close()
        self.process = Mutex(process)
    }

    /// The path of the program that runs now.
    static func program() throws -> String {
        try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }

    /// Whether it runs.
    var isRunning: Bool { process.withLock { $0.isRunning } }

    /// Waits for the line that says where the node serves.
    func ready() async throws -> ReadyReport {
        let impatience = Task {
            try await Task.sleep(for: Self.readyWithin)
            process.withLock { $0.terminate() }
        }
        defer { impatience.cancel() }
        let descriptor = output.fileHandleForReading.fileDescriptor
        let line = try await NIOThreadPool.singleton.runIfActive {
            var line: [UInt8] = []
            var byte: UInt8 = 0
            while read(descriptor, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
            return line
        }
        guard let report = try? JSONDecoder().decode(ReadyReport.self, from: Data(line)) else {
            let last =
                (try? String(contentsOfFile: log, encoding: .utf8))?
                .split(separator: "\n").last.map(String.init) ?? "nothing"
            let answer = try? JSONDecoder().decode(ErrorAnswer.self, from: Data(last.utf8))
            throw CannotServe(
                description: "A node did not start. "
                    + (answer?.error ?? "Its log, \(log), ends with: \(last)"))
        }
        return report
    }

    /// Asks the node to stop.
    func askToStop() {
        try? input.fileHandleForWriting.close()
        process.withLock { if $0.isRunning { $0.terminate() } }
    }

    /// Waits until the node has stopped, and kills it if that takes too long.
    func waitUntilStopped() async {
        let deadline = ContinuousClock.now.advanced(by: Self.stopWithin)
        while isRunning {
            if ContinuousClock.now > deadline {
                process.withLock { _ = kill($0.processIdentifier, SIGKILL) }
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
    }
}
