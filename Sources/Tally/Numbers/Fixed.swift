/// A number with a fixed count of decimals, exact: `units` of a tenth, a hundredth and so on.
///
/// Values of counts stay below 2^63 times 1,000 times 10^9 in units, so sums never overflow.
public struct Fixed: Hashable, Sendable {
    /// The most decimals.
    public static let mostDecimals = 9

    /// The number times 10 to the power of ``decimals``.
    public let units: Int128
    /// How many digits stand behind the point, 0 to 9.
    public let decimals: Int

    /// So many units with so many decimals.
    init(units: Int128, decimals: Int) {
        assert((0...Self.mostDecimals).contains(decimals))
        self.units = units
        self.decimals = decimals
    }

    /// A whole number.
    public init(_ whole: Int, decimals: Int = 0) {
        self.init(units: Int128(whole) * Self.scale(decimals), decimals: decimals)
    }

    /// 10 to the power of the decimals.
    static func scale(_ decimals: Int) -> Int128 {
        var scale: Int128 = 1
        for _ in 0..<decimals { scale *= 10 }
        return scale
    }

    /// The part before the point, without its sign.
    var whole: UInt128 { units.magnitude / UInt128(Self.scale(decimals)) }

    /// The digits behind the point.
    var fraction: String {
        guard decimals > 0 else { return "" }
        let digits = String(units.magnitude % UInt128(Self.scale(decimals)))
        return String(repeating: "0", count: decimals - digits.count) + digits
    }
}

extension Fixed: Comparable {
    /// Compares as numbers, also with different counts of decimals.
    public static func < (left: Fixed, right: Fixed) -> Bool {
        let decimals = max(left.decimals, right.decimals)
        return left.units * scale(decimals - left.decimals)
            < right.units * scale(decimals - right.decimals)
    }
}

extension Fixed: CustomStringConvertible {
    /// The number with all its decimals and a point, as in `1835.22528`; a minus where it is below 0.
    public var description: String {
        (units < 0 ? "-" : "") + String(whole) + (decimals > 0 ? "." + fraction : "")
    }
}

/// What happens to the rest of a division.
enum Rounding {
    /// It is dropped.
    case down
    /// It makes the result one unit more.
    case up
}

/// `value * multiplier / divisor`, exact before it is rounded, at the full width of the product.
///
/// None is negative, and the result is no more than twice the larger factor in every count, so
/// that it fits; the divisor is not 0.
func scaled(_ value: Int128, by multiplier: Int128, over divisor: Int128, _ rounding: Rounding)
    -> Int128
{
    let (small, overflow) = value.multipliedReportingOverflow(by: multiplier)
    let quotient: Int128
    let hasRest: Bool
    if overflow {
        let product = value.magnitude.multipliedFullWidth(by: multiplier.magnitude)
        let wide = divisor.magnitude.dividingFullWidth(product)
        quotient = Int128(wide.quotient)
        hasRest = wide.remainder != 0
    } else {
        let narrow = small.quotientAndRemainder(dividingBy: divisor)
        quotient = narrow.quotient
        hasRest = narrow.remainder != 0
    }
    return rounding == .up && hasRest ? quotient + 1 : quotient
}
