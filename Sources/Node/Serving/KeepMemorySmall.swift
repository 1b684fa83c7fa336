import CLinux

/// Has the allocator give back to the system what is no longer needed; before any thread is begun.
///
/// By default each thread has a pool of its own, and a pool keeps the room of the largest thing that
/// was ever in it: with a million contacts a node held half as much again.
public func keepMemorySmall() {
    let bytes: Int32 = 128 * 1024
    _ = clinux_mallopt(clinux_most_arenas, 2)
    _ = clinux_mallopt(clinux_map_from, bytes)
    _ = clinux_mallopt(clinux_trim_from, bytes)
}
