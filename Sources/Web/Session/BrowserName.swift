import HTTPTypes
import Hummingbird

extension Request {
    /// The kind of browser in two words, such as `Firefox, Linux`; nil for what is not known.
    ///
    /// Nothing finer is kept: it is for telling one's own devices apart.
    var browser: String? {
        guard let agent = headers[.userAgent]?.prefix(500) else { return nil }
        let browsers = [
            ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
            ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrom", "Chrome"),
            ("Safari", "Safari"),
        ]
        let systems = [
            ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"),
        ]
        guard let browser = browsers.first(where: { agent.contains($0.0) })?.1 else { return nil }
        let system = systems.first { agent.contains($0.0) }?.1
        return system.map { "\(browser), \($0)" } ?? browser
    }
}
