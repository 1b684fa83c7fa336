/// A whole number from 0 up, of any size; only what sums of fractions need.
struct Natural: Hashable, Sendable {
    /// 32 bits each, the lowest first, without zeros at the high end.
    private var digits: [UInt32] = []

    init(_ number: Int = 0) {
        assert(number >= 0)
        if number > 0 { digits = [1] }
        if number > 0 { multiply(by: number) }
    }

    /// Multiplies by a number that is not negative.
    mutating func multiply(by number: Int) {
        let low = UInt64(number) & 0xFFFF_FFFF
        let high = UInt64(number) >> 32
        var product = [UInt32](repeating: 0, count: digits.count + 2)
        for (shift, factor) in [low, high].enumerated() {
            var carry: UInt64 = 0
            for place in digits.indices {
                // At most (2^32-1)^2 + 2 (2^32-1), which is 2^64-1.
                let sum = UInt64(digits[place]) * factor + UInt64(product[place + shift]) + carry
                product[place + shift] = UInt32(truncatingIfNeeded: sum)
                carry = sum >> 32
            }
            var place = digits.count + shift
            while carry > 0 {
                let sum = UInt64(product[place]) + carry
                product[place] = UInt32(truncatingIfNeeded: sum)
                carry = sum >> 32
                place += 1
            }
        }
        while product.last == 0 { product.removeLast() }
        digits = product
    }

    /// Adds another one.
    mutating func add(_ other: Natural) {
        var carry: UInt64 = 0
        for place in 0..<max(digits.count, other.digits.count) {
            if place == digits.count { digits.append(0) }
            let more = place < other.digits.count ? UInt64(other.digits[place]) : 0
            let sum = UInt64(digits[place]) + more + carry
            digits[place] = UInt32(truncatingIfNeeded: sum)
            carry = sum >> 32
        }
        if carry > 0 { digits.append(UInt32(carry)) }
    }
}

extension Natural: Comparable {
    static func < (left: Natural, right: Natural) -> Bool {
        if left.digits.count != right.digits.count { return left.digits.count < right.digits.count }
        return left.digits.reversed().lexicographicallyPrecedes(right.digits.reversed())
    }
}
