/// Lets a sender have so much in a second, and twice that at once.
struct TokenBucket: Sendable {
    private let perSecond: Int
    private var tokens: Int
    private var filled: Timestamp

    init(perSecond: Int, at now: Timestamp) {
        self.perSecond = perSecond
        tokens = perSecond * 2
        filled = now
    }

    /// Takes `count` tokens; false when there are too few.
    mutating func take(_ count: Int, at now: Timestamp) -> Bool {
        let passed = max(0, min(now - filled, 10_000))
        let gained = Int(passed) * perSecond / 1000
        if gained > 0 {
            tokens = min(perSecond * 2, tokens + gained)
            filled = now
        }
        guard tokens >= count else { return false }
        tokens -= count
        return true
    }

    /// Moves the moment to which it was filled, with a clock that was set back.
    mutating func move(by milliseconds: Int64) { filled = filled + milliseconds }
}
