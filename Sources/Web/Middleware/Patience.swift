import Federation
import Synchronization

/// Waits that grow with every failure of a name: an address, a member, a network.
///
/// Some failures are free, then each doubles the wait. A try counts as a failure from its beginning,
/// so that many at once gain nothing; success takes it back.
final class Patience: Sendable {
    private struct Record {
        var failures: Int
        var until: Timestamp
        var last: Timestamp
    }

    /// The wait after the first failure that is not free.
    static let firstWait: Int64 = 30_000
    /// The longest wait.
    static let longestWait: Int64 = 3_600_000
    /// Failures are forgotten after a day without one.
    static let memory: Int64 = 24 * 3_600_000
    /// How many names are kept; beyond, the oldest half is forgotten.
    static let namesAtMost = 20_000

    /// So many failures cost no wait.
    let free: Int
    private let records = Mutex<[String: Record]>([:])

    init(free: Int) { self.free = free }

    /// Begins a try: the seconds to wait if it is too early, otherwise nil and the try counts.
    func begin(_ name: String, at now: Timestamp) -> Int? {
        records.withLock { records in
            if records.count >= Self.namesAtMost, records[name] == nil { sweep(&records) }
            var record = records[name] ?? Record(failures: 0, until: now, last: now)
            if now - record.last > Self.memory { record.failures = 0 }
            if now < record.until { return max(1, Int((record.until - now + 999) / 1000)) }
            record.failures += 1
            record.last = now
            let beyond = record.failures - free
            if beyond >= 0 {
                let doubled = Self.firstWait << Int64(min(beyond, 20))
                record.until = now + min(doubled, Self.longestWait)
            }
            records[name] = record
            return nil
        }
    }

    /// How many tries a name has before it waits.
    func left(_ name: String) -> Int {
        records.withLock { max(0, free - ($0[name]?.failures ?? 0)) }
    }

    /// Forgets everything about a name: it has succeeded.
    func forget(_ name: String) { records.withLock { $0[name] = nil } }

    /// Takes one try of a name back and leaves the others.
    ///
    /// It is for networks: one person's success must not clear what their neighbour has tried.
    func takeBack(_ name: String, at now: Timestamp) {
        records.withLock { records in
            guard var record = records[name], record.failures > 0 else { return }
            record.failures -= 1
            record.until = min(record.until, now)
            records[name] = record
        }
    }

    private func sweep(_ records: inout [String: Record]) {
        let moments = records.values.map(\.last).sorted { $0 < $1 }
        let middle = moments[moments.count / 2]
        records = records.filter { $0.value.last > middle }
    }
}
