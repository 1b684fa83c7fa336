import Foundation

/// The most memory that the process has held since it began, or since `forgetPeak`, in MiB.
func peakMebibytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
    return (line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) / 1024
}

/// Lets the most memory be counted from now on.
func forgetPeak() {
    // 5 is what Linux resets the peak with: proc(5), clear_refs.
    try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
}
