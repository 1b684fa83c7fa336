// Measures this machine and prints one table. Benchmarks/README.md says what the figures mean.
// `bench soak` tries simulated federations instead. Docs/TESTING.md says how to go on from there.

let arguments = CommandLine.arguments.dropFirst()
do {
    if arguments.first == "soak" {
        guard try await Soak(arguments.dropFirst()).run() else {
            complain("Something is wrong: the seeds above say what.")
        }
    } else if Array(arguments.prefix(2)) == ["people", "import"] {
        try await ImportFigures(arguments.dropFirst(2)).run()
    } else if Array(arguments.prefix(2)) == ["people", "duplicates"] {
        try await DuplicateFigures(arguments.dropFirst(2)).run()
    } else if arguments.first == "people" {
        try await measurePeople(arguments.dropFirst())
    } else {
        try await measureEverything(Scale(arguments))
    }
} catch {
    complain("The measurement ended: \(error)")
}
