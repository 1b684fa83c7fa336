/// A fraction of two numbers that are not negative, compared exactly by cross multiplication.
public struct Ratio: Hashable, Sendable {
    /// Above the line.
    public let numerator: UInt128
    /// Below the line, never 0.
    public let denominator: UInt128

    /// A fraction; nil if something is negative or the denominator 0.
    public init?(_ numerator: Int, _ denominator: Int) {
        guard numerator >= 0, denominator > 0 else { return nil }
        self.init(UInt128(numerator), over: UInt128(denominator))
    }

    init(_ numerator: UInt128, over denominator: UInt128) {
        assert(denominator > 0)
        let divisor = greatestCommonDivisor(numerator, denominator)
        self.numerator = numerator / divisor
        self.denominator = denominator / divisor
    }
}

extension Ratio: Comparable {
    /// Compares at the full width of the products.
    public static func < (left: Ratio, right: Ratio) -> Bool {
        let first = left.numerator.multipliedFullWidth(by: right.denominator)
        let second = right.numerator.multipliedFullWidth(by: left.denominator)
        return (first.high, first.low) < (second.high, second.low)
    }
}

/// The largest number that divides both; the other one if one is 0.
func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
    var (first, second) = (first, second)
    while second != 0 { (first, second) = (second, first % second) }
    return max(first, 1)
}

/// The largest number whose square is no more than this.
func squareRoot(_ number: UInt128) -> UInt128 {
    var root: UInt128 = 0
    var bit: UInt128 = 1 << 63
    while bit > 0 {
        let trial = root | bit
        if trial * trial <= number { root = trial }
        bit >>= 1
    }
    return root
}
