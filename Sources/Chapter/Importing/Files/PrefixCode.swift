/// A prefix code of DEFLATE (RFC 1951, 3.2.2): which run of bits stands for which symbol.
struct PrefixCode {
    /// How many bits are looked up at once; longer runs are rare and are followed bit by bit.
    static let quickBits = 10

    /// Of the next ten bits: the symbol and, in the lowest four bits, how long its run is; 0 for a
    /// longer run.
    let quick: [UInt16]
    /// How many runs have each length.
    let counts: [Int]
    /// The symbols in the order of their runs.
    let symbols: [UInt16]

    /// The code in which each symbol has a run of this length; nil for lengths that make no code.
    ///
    /// A code with a single run may leave the other one without a meaning, as the format allows.
    init?(lengths: ArraySlice<UInt8>) {
        var counts = Array(repeating: 0, count: 16)
        for length in lengths { counts[Int(length)] += 1 }
        counts[0] = 0
        var left = 1
        for length in 1...15 {
            left = left * 2 - counts[length]
            if left < 0 { return nil }
        }
        let used = counts.reduce(0, +)
        guard left == 0 || used <= 1 else { return nil }
        var starts = Array(repeating: 0, count: 16)
        var codes = Array(repeating: 0, count: 16)
        for length in 1..<15 {
            starts[length + 1] = starts[length] + counts[length]
            codes[length + 1] = (codes[length] + counts[length]) << 1
        }
        var symbols = Array(repeating: UInt16(0), count: used)
        var quick = Array(repeating: UInt16(0), count: 1 << Self.quickBits)
        for (symbol, length) in lengths.enumerated() where length > 0 {
            let length = Int(length)
            symbols[starts[length]] = UInt16(symbol)
            starts[length] += 1
            let code = codes[length]
            codes[length] += 1
            guard length <= Self.quickBits else { continue }
            var reversed = 0
            for bit in 0..<length where code >> bit & 1 == 1 { reversed |= 1 << (length - 1 - bit) }
            let entry = UInt16(symbol << 4 | length)
            for place in stride(from: reversed, to: quick.count, by: 1 << length) {
                quick[place] = entry
            }
        }
        self.counts = counts
        self.symbols = symbols
        self.quick = quick
    }
}
