/// A part of a picture that leads to the list behind its number, for the partial `frame-chart-doors`.
///
/// It is for fingers and mice; keyboards and screen readers have the same links in the table.
struct ChartDoor: Sendable {
    let x: String
    let width: String
    /// What is shown of the number while the pointer is on it.
    let title: String
    let address: String

    /// From one part of the picture to another, each from 0 to 1; nil where there is no list.
    init?(_ from: Double, _ until: Double, name: String, value: String, address: String?) {
        guard let address else { return nil }
        func percent(_ part: Double) -> String {
            "\(Double(Int((part * 1000).rounded())) / 10)%"
        }
        let (from, until) = (max(0, from), min(1, until))
        x = percent(from)
        width = percent(until - from)
        title = "\(name): \(value)"
        self.address = address
    }
}
