import Federation

/// Something that reaches a node at a virtual time.
struct Delivery {
    let time: Int64
    let order: UInt64
    let node: Int
    let what: What

    enum What {
        case frame(Link, [UInt8])
        case up(Link, from: Int)
        case dial(Int)
    }
}

/// What is under way, a heap by time and order.
struct Deliveries {
    private var heap: [Delivery] = []

    /// When the next one arrives.
    var nextTime: Int64? { heap.first?.time }

    mutating func insert(_ delivery: Delivery) {
        heap.append(delivery)
        var child = heap.count - 1
        while child > 0, earlier(child, (child - 1) / 2) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes the next one out; there must be one.
    mutating func pop() -> Delivery {
        heap.swapAt(0, heap.count - 1)
        let first = heap.removeLast()
        var parent = 0
        while true {
            let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
            guard let child = children.min(by: earlier), earlier(child, parent) else { break }
            heap.swapAt(child, parent)
            parent = child
        }
        return first
    }

    private func earlier(_ left: Int, _ right: Int) -> Bool {
        (heap[left].time, heap[left].order) < (heap[right].time, heap[right].order)
    }
}
