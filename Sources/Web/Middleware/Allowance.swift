import Federation
import Synchronization

/// How often something may happen, counted for each name: buckets that fill up with time.
final class Allowance: Sendable {
    private struct Bucket {
        var level: Double
        var filled: Timestamp
    }

    /// How many names are kept; when there are more, all full buckets are forgotten, and if that
    /// does not help, all.
    static let namesAtMost = 10_000

    private let size: Double
    private let perMillisecond: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    /// Allows `size` at once and `perSecond` on average.
    init(size: Double, perSecond: Double) {
        self.size = size
        perMillisecond = perSecond / 1000
    }

    /// Takes one from the bucket of a name; gives the seconds to wait if it is empty.
    func take(_ name: String, at now: Timestamp) -> Int? {
        buckets.withLock { buckets in
            if buckets.count >= Self.namesAtMost, buckets[name] == nil { sweep(&buckets, at: now) }
            var bucket = buckets[name] ?? Bucket(level: size, filled: now)
            bucket.level = level(of: bucket, at: now)
            bucket.filled = now
            defer { buckets[name] = bucket }
            guard bucket.level >= 1 else {
                return max(1, Int(((1 - bucket.level) / perMillisecond / 1000).rounded(.up)))
            }
            bucket.level -= 1
            return nil
        }
    }

    private func level(of bucket: Bucket, at now: Timestamp) -> Double {
        min(size, bucket.level + Double(max(0, now - bucket.filled)) * perMillisecond)
    }

    private func sweep(_ buckets: inout [String: Bucket], at now: Timestamp) {
        buckets = buckets.filter { level(of: $0.value, at: now) < size }
        if buckets.count >= Self.namesAtMost { buckets = [:] }
    }
}
