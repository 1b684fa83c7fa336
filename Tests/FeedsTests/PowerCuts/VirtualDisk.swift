import Federation
import Feeds
import Synchronization
import TestSupport

/// A disk in memory that keeps for certain only what was synced, and remembers every step.
///
/// So the power can be cut after each of them, and what the disk then holds can be looked at.
final class VirtualDisk: Sendable {
    enum Step: Sendable {
        case write(file: String, offset: Int, bytes: [UInt8])
        case truncate(file: String, size: Int)
        case sync(file: String)
        case remove(file: String)
        /// A file was replaced whole, and synced before; the new name itself may still be lost.
        case replace(file: String, bytes: [UInt8])
        /// Others, or the people who said them, were told of these events.
        case told([Event])
    }

    private struct State {
        var files: [String: [UInt8]] = [:]
        var steps: [Step] = []
    }

    private let state: Mutex<State>

    init(_ files: [String: [UInt8]] = [:]) { state = Mutex(State(files: files)) }

    /// Everything that was done, in order.
    var steps: [Step] { state.withLock { $0.steps } }

    func bytes(of file: String) -> [UInt8]? { state.withLock { $0.files[file] } }

    func take(_ step: Step) {
        state.withLock { state in
            state.steps.append(step)
            Self.perform(step, on: &state.files)
        }
    }

    private static func perform(_ step: Step, on files: inout [String: [UInt8]]) {
        switch step {
        case .write(let file, let offset, let bytes):
            var content = files[file] ?? []
            let end = offset + bytes.count
            if content.count < end {
                content += [UInt8](repeating: 0, count: end - content.count)
            }
            content.replaceSubrange(offset..<end, with: bytes)
            files[file] = content
        case .truncate(let file, let size):
            files[file] = Array((files[file] ?? []).prefix(size))
        case .remove(let file): files[file] = nil
        case .replace(let file, let bytes): files[file] = bytes
        case .sync, .told: break
        }
    }

    /// A disk writes so many bytes at once; of a longer write a part may arrive.
    private static let sector = 512

    /// What is left when the power goes after so many steps: all that was synced, and of the rest
    /// whatever had reached the disk by chance.
    func cut(after count: Int, _ random: inout SplitMix64) -> VirtualDisk {
        var files: [String: [UInt8]] = [:]
        var pending: [Step] = []
        for step in steps[..<count] {
            switch step {
            case .sync(let file):
                for step in pending where step.file == file { Self.perform(step, on: &files) }
                // A sync brings out what the file system has noted before, new names included.
                for step in pending where step.isReplacement { Self.perform(step, on: &files) }
                pending.removeAll { $0.file == file || $0.isReplacement }
            case .remove(let file):
                pending.removeAll { $0.file == file }
                Self.perform(step, on: &files)
            case .told: break
            default: pending.append(step)
            }
        }
        for step in pending where Bool.random(using: &random) {
            guard case .write(let file, let offset, let bytes) = step else {
                Self.perform(step, on: &files)
                continue
            }
            let sectors = (bytes.count + Self.sector - 1) / Self.sector
            let arrived = Int.random(in: 1...max(1, sectors), using: &random) * Self.sector
            let part = Step.write(file: file, offset: offset, bytes: Array(bytes.prefix(arrived)))
            Self.perform(part, on: &files)
        }
        return VirtualDisk(files)
    }
}

extension VirtualDisk.Step {
    var file: String? {
        switch self {
        case .write(let file, _, _), .truncate(let file, _), .sync(let file), .remove(let file),
            .replace(let file, _):
            file
        case .told: nil
        }
    }

    var isReplacement: Bool { if case .replace = self { true } else { false } }
}

/// The high-water file on a virtual disk.
struct VirtualMark: ReplacedFile {
    static let name = "high-water"
    let disk: VirtualDisk

    func bytes() -> [UInt8]? { disk.bytes(of: Self.name) }

    func replace(with bytes: [UInt8]) -> String? {
        disk.take(.replace(file: Self.name, bytes: bytes))
        return nil
    }
}
