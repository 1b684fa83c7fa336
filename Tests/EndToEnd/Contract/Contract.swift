import TestSupport
import Testing

/// Plays with a chapter without a running node: commands open the database themselves.
func withChapter(_ body: (ChapterNode, Stage) async throws -> Void) async throws {
    try await onStage { stage in
        let node = stage.place("Harbour")
        try await node.make()
        try await body(node, stage)
    }
}

/// Compares what a command printed with the shape that was promised.
func expect(_ value: JSON, _ shape: Shape, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(shape.differences(value) == [], sourceLocation: sourceLocation)
}
