// Tries a decoder with what libFuzzer makes up: `fuzz TARGET OPTIONS...`, as scripts/fuzz calls it.
// `fuzz --list` names the decoders.

import CLibFuzzer
import Foundation
import FuzzTargets

/// The decoder that was named.
///
/// libFuzzer starts this program again to find the smallest corpus, with its own options alone; so
/// the name is handed on in the environment.
enum Chosen {
    private static let variable = "RHIZOME_FUZZ_TARGET"
    static let named = CommandLine.arguments.dropFirst().first.flatMap { FuzzTarget(rawValue: $0) }
    static let target =
        named ?? ProcessInfo.processInfo.environment[variable].flatMap { FuzzTarget(rawValue: $0) }

    static func handOn() {
        if let named { setenv(variable, named.rawValue, 1) }
    }
}

guard Chosen.target != nil else {
    for target in FuzzTarget.allCases { print(target.rawValue) }
    exit(CommandLine.arguments.dropFirst() == ["--list"] ? 0 : 2)
}
Chosen.handOn()
var arguments: [UnsafeMutablePointer<CChar>?] = CommandLine.arguments.enumerated()
    .filter { $0.offset != 1 || Chosen.named == nil }.map { strdup($0.element) }
var count = CInt(arguments.count)
arguments.append(nil)
let status = arguments.withUnsafeMutableBufferPointer { buffer in
    var start = buffer.baseAddress
    return LLVMFuzzerRunDriver(&count, &start) { bytes, size in
        Chosen.target?.run(Array(UnsafeBufferPointer(start: bytes, count: size)))
        return 0
    }
}
exit(status)
