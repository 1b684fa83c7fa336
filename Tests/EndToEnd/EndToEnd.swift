import Testing

/// Everything that is checked with real `rhizome` processes from the build directory.
///
/// Serialized, because each test runs up to four nodes, the machine may have two cores, and some
/// tests say how fast something must be.
@Suite(.serialized) struct `With real processes` {}
