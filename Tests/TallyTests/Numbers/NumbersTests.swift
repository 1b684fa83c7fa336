import Testing

@testable import Tally

@Suite struct `Exact numbers` {
    @Test func `decimals are printed with all their digits`() {
        #expect(Fixed(units: 183_522_528, decimals: 5).description == "1835.22528")
        #expect(Fixed(units: 26, decimals: 5).description == "0.00026")
        #expect(Fixed(units: -5, decimals: 1).description == "-0.5")
        #expect(Fixed(.max, decimals: 9).description == "9223372036854775807.000000000")
        #expect(Fixed(0).description == "0")
    }

    @Test func `numbers with different decimals compare as numbers`() {
        #expect(Fixed(2) < Fixed(units: 21, decimals: 1))
        #expect(!(Fixed(units: 20, decimals: 1) < Fixed(2)))
    }

    @Test func `a product is divided at full width and rounded as told`() {
        #expect(scaled(8, by: 100_000, over: 42, .down) == 19_047)
        #expect(scaled(8, by: 100_000, over: 42, .up) == 19_048)
        #expect(scaled(6, by: 7, over: 42, .up) == 1)
        let large: Int128 = 1 << 100
        #expect(scaled(large, by: large, over: large, .up) == large)
        #expect(scaled(large, by: large + 1, over: large, .down) == large + 1)
        #expect(scaled(large, by: large - 1, over: large + 1, .down) == large - 2)
        #expect(scaled(large, by: large - 1, over: large + 1, .up) == large - 1)
    }

    @Test func `fractions compare by exact products`() throws {
        let third = try #require(Ratio(1, 3))
        #expect(try third == #require(Ratio(2, 6)))
        let nearly = try #require(Ratio(.max / 3, .max))
        #expect(nearly < third)
        let large = Ratio(.max, over: .max - 1)
        #expect(large > Ratio(1, over: 1))
        #expect(large < Ratio(.max - 1, over: .max - 2))
        #expect(Ratio(1, 0) == nil)
        #expect(Ratio(-1, 2) == nil)
    }

    @Test func `roots are rounded down`() {
        #expect(squareRoot(0) == 0)
        #expect(squareRoot(99) == 9)
        #expect(squareRoot(100) == 10)
        #expect(squareRoot(UInt128(UInt64.max) * UInt128(UInt64.max)) == UInt128(UInt64.max))
        #expect(
            squareRoot(UInt128(UInt64.max) * UInt128(UInt64.max) - 1) == UInt128(UInt64.max) - 1)
    }

    @Test func `numbers of any size multiply, add and compare`() {
        var random = Seeded(3)
        for _ in 0..<500 {
            let factors = (0..<2).map { _ in Int.random(in: 0...Int.max, using: &random) }
            let addend = Int.random(in: 0...Int.max, using: &random)
            var left = Natural(factors[0])
            left.multiply(by: factors[1])
            left.add(Natural(addend))
            // The same the other way round, in two parts.
            var right = Natural(addend)
            var part = Natural(factors[1])
            part.multiply(by: factors[0])
            right.add(part)
            #expect(left == right)
            let exact = UInt128(factors[0]) * UInt128(factors[1]) + UInt128(addend)
            var shifted = Natural(Int(exact >> 66))
            shifted.multiply(by: 1 << 33)
            shifted.multiply(by: 1 << 33)
            shifted.add(Natural(Int(exact >> 33 & 0x1_FFFF_FFFF) << 20).times(1 << 13))
            shifted.add(Natural(Int(exact & 0x1_FFFF_FFFF)))
            #expect(shifted == left)
            shifted.add(Natural(1))
            #expect(left < shifted)
        }
        var carried = Natural(0xFFFF_FFFF)
        carried.add(Natural(1))
        #expect(carried == Natural(0x1_0000_0000))
        #expect(Natural(0).times(5) == Natural())
        #expect(Natural(5).times(0) == Natural())
    }
}

extension Natural {
    fileprivate func times(_ number: Int) -> Natural {
        var product = self
        product.multiply(by: number)
        return product
    }
}
