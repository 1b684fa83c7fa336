import Foundation
import Synchronization
import TestSupport

/// How a process ended.
enum Ending: Hashable, Sendable {
    case exit(Int32)
    case signal(Int32)
}

/// A process that a test has started, with its output in two files.
final class Child: Sendable {
    let number: pid_t
    let out: String
    let err: String
    private let ending = Mutex<Ending?>(nil)

    /// Starts a program that reads `input`; what it prints is added to the two files.
    init(
        _ program: String, _ arguments: [String], input: String = "/dev/null", out: String,
        err: String, environment: [String: String]
    ) throws {
        self.out = out
        self.err = err
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let adding = O_WRONLY | O_CREAT | O_APPEND
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, out, adding, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, err, adding, 0o600)
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + settings { free(text) } }
        var number: pid_t = 0
        let failure = posix_spawn(&number, program, &actions, nil, &words, &settings)
        guard failure == 0 else {
            throw Trouble("\(program) cannot be started: \(String(cString: strerror(failure)))")
        }
        self.number = number
        Living.add(number)
    }

    /// How the process ended; nil while it runs.
    var ended: Ending? {
        ending.withLock { ending in
            if let ending { return ending }
            var status: Int32 = 0
            guard waitpid(number, &status, WNOHANG) == number else { return nil }
            Living.remove(number)
            let signal = status & 0x7F
            ending = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
            return ending
        }
    }

    /// Sends a signal, unless the process has ended.
    func signal(_ signal: Int32) {
        guard ended == nil else { return }
        Foundation.kill(number, signal)
    }

    /// Waits until the process has ended.
    func end(within limit: Duration) async throws -> Ending {
        try await eventually("process \(number) ends", within: limit) { ended != nil }
        guard let ended else { throw Trouble("process \(number) has not ended") }
        return ended
    }
}

/// The processes that still run, so that none is left behind however the tests end.
private enum Living {
    private static let numbers = Mutex<Set<pid_t>>([])
    private static let atTheEnd: Void = {
        _ = atexit { Living.killAll() }
    }()

    static func add(_ number: pid_t) {
        _ = atTheEnd
        numbers.withLock { _ = $0.insert(number) }
    }

    static func remove(_ number: pid_t) { numbers.withLock { _ = $0.remove(number) } }

    static func killAll() { numbers.withLock { for number in $0 { kill(number, SIGKILL) } } }
}
