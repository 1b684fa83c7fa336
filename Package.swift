// swift-tools-version: 6.2
// Targets are layers: Docs/ARCHITECTURE.md draws them and says why each one exists.
import PackageDescription

/// Every target of our own is compiled with the same strictness.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(
    name: "UnixSignals", package: "swift-service-lifecycle")
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")

/// A layer of the program.
func layer(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil)
    -> Target
{
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

/// The tests of one layer.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// `scripts/fuzz` asks for the program that links libFuzzer; nothing else builds it.
let fuzzing: [Target] =
    Context.environment["RHIZOME_FUZZ"] == nil
    ? []
    : [
        .systemLibrary(name: "CLibFuzzer", path: "Tests/CLibFuzzer"),
        .executableTarget(
            name: "fuzz", dependencies: ["CLibFuzzer", "FuzzTargets"], path: "Tests/Fuzz",
            swiftSettings: settings),
    ]

let package = Package(
    name: "Rhizome",
    products: [.executable(name: "rhizome", targets: ["rhizome"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CSodium"),
        .systemLibrary(name: "CZeroMQ"),
        .systemLibrary(name: "CCurl"),
        .systemLibrary(name: "CQRCode"),
        .systemLibrary(name: "CLinux"),
        layer("Sodium", ["CSodium"]),
        layer("Federation", ["Sodium", protobuf]),
        layer("Tally"),
        layer("Transport", ["CZeroMQ"]),
        layer("Feeds", ["Federation", "Sodium", grdb]),
        layer("Gossip", ["Feeds", "Federation", "Sodium", "Transport", grdb, logging]),
        layer("Chapter", ["Feeds", "Federation", "Tally", "Sodium", grdb]),
        layer("Courier", ["CCurl"]),
        layer(
            "Web",
            [
                "Chapter", "CQRCode", "Feeds", "Federation", "Sodium", hummingbird, mustache,
                nioCore, nioEmbedded, logging,
            ],
            resources: [
                .copy("Templates"), .copy("Static"), .copy("Languages"),
                .copy("Sentences"),
            ]),
        layer(
            "Node",
            [
                "CLinux", "Chapter", "Courier", "Feeds", "Federation", "Gossip", "Sodium",
                "Transport", "Web", grdb,
                hummingbird, logging, lifecycle, unixSignals, nioPosix,
            ],
            resources: [.copy("Demo/Lists")]),
        .executableTarget(
            name: "rhizome",
            dependencies: ["Node", "Courier", "Sodium", "Tally", "Web", argumentParser],
            swiftSettings: settings),
        .executableTarget(
            name: "bench",
            dependencies: [
                "Chapter", "Feeds", "Federation", "Gossip", "Node", "Sodium", "TestSupport",
                "Transport", grdb, logging, protobuf,
            ],
            path: "Benchmarks/bench", swiftSettings: settings),
        .target(
            name: "TestSupport",
            dependencies: ["Chapter", "Feeds", "Federation", "Sodium", "Web", grdb, protobuf],
            path: "Tests/TestSupport", swiftSettings: settings),
        .target(
            name: "FuzzTargets", dependencies: ["Feeds", "Federation", "Sodium", grdb, protobuf],
            path: "Tests/FuzzTargets", swiftSettings: settings),
        tests("SodiumTests", ["Sodium"]),
        tests("FederationTests", ["Federation", "Feeds", "Sodium", "TestSupport", protobuf]),
        tests("TallyTests", ["Tally"]),
        tests("TransportTests", ["Transport", "TestSupport"]),
        tests(
            "FeedsTests",
            ["Feeds", "Federation", "FuzzTargets", "Sodium", "TestSupport", grdb, sqlite]),
        tests(
            "GossipTests",
            [
                "Gossip", "Feeds", "Federation", "Sodium", "Transport", "TestSupport", grdb,
                logging,
            ]),
        tests(
            "ChapterTests",
            ["Chapter", "Feeds", "Federation", "Sodium", "Tally", "TestSupport", grdb]),
        tests("CourierTests", ["Courier", "TestSupport"]),
        tests("WebTests", ["Web", "Chapter", "Feeds", "TestSupport", mustache]),
        tests(
            "NodeTests",
            [
                "Node", "Chapter", "Feeds", "Federation", "Sodium", "Web", "TestSupport", grdb,
                logging, lifecycle,
            ]),
        tests("CommandTests", ["rhizome", "Node", "Sodium", "Tally", "Web", "TestSupport"]),
        tests("EndToEnd", ["Courier", "Federation", "Sodium", "Transport", "TestSupport"]),
    ] + fuzzing,
    swiftLanguageModes: [.v6]
)
