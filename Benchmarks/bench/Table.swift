import Foundation

/// One line of the result.
struct Figure {
    let name: String
    let value: Double
    let unit: String
    /// What is aimed at, in words.
    let goal: String
}

/// Prints figures as a Markdown table, so that they can be kept as they are.
func printTable(_ figures: [Figure]) {
    print("\n| figure | value | unit | goal |\n|---|---:|---|---|")
    for figure in figures {
        print("| \(figure.name) | \(written(figure.value)) | \(figure.unit) | \(figure.goal) |")
    }
}

private func written(_ value: Double) -> String {
    guard value >= 100 else { return String(format: value < 10 ? "%.2f" : "%.1f", value) }
    var digits = String(Int(value.rounded()))
    var written = ""
    while digits.count > 3 {
        written = "," + digits.suffix(3) + written
        digits.removeLast(3)
    }
    return digits + written
}

/// The processor, the cores and the day: figures of two machines say little about each other.
func machineLine() -> String {
    let processors = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model =
        processors.split(separator: "\n").first { $0.hasPrefix("model name") }
        .flatMap { $0.split(separator: ":").last }
        .map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
    let cores = ProcessInfo.processInfo.activeProcessorCount
    return "Machine: \(model), \(cores) cores."
}
