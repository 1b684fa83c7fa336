/// First in, first out, each in constant time.
struct Queue<Element> {
    private var incoming: [Element] = []
    private var outgoing: [Element] = []  // reversed

    var isEmpty: Bool { incoming.isEmpty && outgoing.isEmpty }
    var count: Int { incoming.count + outgoing.count }

    mutating func append(_ element: Element) {
        incoming.append(element)
    }

    mutating func popFirst() -> Element? {
        turn()
        return outgoing.popLast()
    }

    /// The element that `popFirst` would give.
    mutating func first() -> Element? {
        turn()
        return outgoing.last
    }

    private mutating func turn() {
        guard outgoing.isEmpty, !incoming.isEmpty else { return }
        outgoing = incoming.reversed()
        incoming.removeAll(keepingCapacity: true)
    }
}
