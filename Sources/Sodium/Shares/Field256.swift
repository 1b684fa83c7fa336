/// Arithmetic in the field of 256 elements, with the polynomial of AES, as SLIP-0039 uses it.
///
/// Without tables and without branches on what is computed, so that neither the cache nor the time
/// tells anything of a secret.
enum Field256 {
    /// The product of two elements.
    static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
        var (factor, rest, sum) = (a, b, UInt8(0))
        for _ in 0..<8 {
            sum ^= factor & (0 &- (rest & 1))
            let carry = 0 &- (factor >> 7)
            factor = (factor << 1) ^ (0x1b & carry)
            rest >>= 1
        }
        return sum
    }

    /// The element whose product with this one is 1; that of 0 is 0.
    static func inverse(_ a: UInt8) -> UInt8 {
        // a to the power of 254, the product of its powers of 2, 4, 8 … 128.
        var (power, result) = (a, UInt8(1))
        for _ in 0..<7 {
            power = product(power, power)
            result = product(result, power)
        }
        return result
    }

    /// What each value at these places counts for in the value at `x` of the polynomial through
    /// them (Lagrange).
    ///
    /// The places are different ones.
    static func weights(of places: [UInt8], at x: UInt8) -> [UInt8] {
        places.map { place in
            places.filter { $0 != place }.reduce(1) { weight, other in
                product(weight, product(x ^ other, inverse(place ^ other)))
            }
        }
    }

    /// Computes the value at `x` of the polynomials through some points, byte for byte.
    ///
    /// `values` holds the values at the places, one after the other, each as long as `result`.
    static func interpolate(
        _ places: [UInt8], _ values: UnsafeRawBufferPointer, at x: UInt8,
        into result: UnsafeMutableRawBufferPointer
    ) {
        let weights = weights(of: places, at: x)
        for index in result.indices {
            var sum: UInt8 = 0
            for (point, weight) in weights.enumerated() {
                sum ^= product(weight, values[point * result.count + index])
            }
            result[index] = sum
        }
    }
}
