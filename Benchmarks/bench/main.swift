// Measures this machine and prints one table. Benchmarks/README.md says what the figures mean.

do {
    try await measureEverything(Scale(CommandLine.arguments.dropFirst()))
} catch {
    complain("The measurement ended: \(error)")
}
