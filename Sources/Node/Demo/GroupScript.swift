/// An interest group of the demo: who belongs to it and what is said there.
struct GroupScript: Sendable {
    /// Somebody in the group.
    struct Person: Sendable {
        /// Which chapter they belong to, an index of `InventedChapter.all`.
        let chapter: Int
        let handle: String
    }

    /// Something that is said.
    struct Post: Sendable {
        /// An index of `people`.
        let author: Int
        let text: String
        /// The post that it answers, an index of `posts`.
        var answers: Int?
    }

    let name: String
    let purpose: String
    /// What everybody in it cares about.
    let interest: String
    /// The founder first.
    let people: [Person]
    let posts: [Post]

    static let all = [cycling, repairs, interpreting]

    private static let cycling = GroupScript(
        name: "Home by bike after the late shift",
        purpose: "Nobody rides along the dark quay alone. We meet at the gates and ride together.",
        interest: "cycling",
        people: [
            Person(chapter: 1, handle: "lantern"), Person(chapter: 0, handle: "la bici roja"),
            Person(chapter: 2, handle: "دراجة"), Person(chapter: 1, handle: "gate two"),
            Person(chapter: 2, handle: "Pedał"),
        ],
        posts: [
            Post(author: 0, text: "The last bus leaves at 23:40, the shift ends at midnight. Who?"),
            Post(
                author: 1, text: "Yo paso por Quay Road a las 00:15. ¿En la puerta 2?", answers: 0),
            Post(
                author: 2, text: "يمكنني إحضار مصابيح إضافية للطريق المظلم قرب الميناء.", answers: 0
            ),
            Post(author: 3, text: "Puerta 2 at 00:15 it is. I bring tea.", answers: 1),
            Post(author: 4, text: "Mam zapasową dętkę i pompkę.", answers: 3),
        ])

    private static let repairs = GroupScript(
        name: "Taller de reparaciones",
        purpose: "Arreglamos juntos lo que se rompe. We mend together what is broken.",
        interest: "repairs",
        people: [
            Person(chapter: 0, handle: "destornillador"), Person(chapter: 2, handle: "lutownica"),
            Person(chapter: 1, handle: "gasket"), Person(chapter: 0, handle: "aguja e hilo"),
        ],
        posts: [
            Post(author: 0, text: "Primer sábado, de 10 a 14, en la Casa de la Ribera. ¡Venid!"),
            Post(author: 1, text: "Chętnie naprawię radia i lampy.", answers: 0),
            Post(author: 2, text: "I can take pumps. Bring the model number.", answers: 0),
            Post(author: 3, text: "¡Gracias! Dziękuję! Yo coso cremalleras.", answers: 1),
        ])

    private static let interpreting = GroupScript(
        name: "Interpreters' circle",
        purpose: "We interpret at one another's meetings, so that nobody sits there in silence.",
        interest: "translation",
        people: [
            Person(chapter: 2, handle: "two ears"), Person(chapter: 0, handle: "Puente"),
            Person(chapter: 2, handle: "桥"), Person(chapter: 1, handle: "Ìtumọ̀"),
            Person(chapter: 2, handle: "גשר"), Person(chapter: 0, handle: "oreja"),
        ],
        posts: [
            Post(author: 0, text: "Which languages can you take, and on which evenings?"),
            Post(author: 1, text: "Español e inglés, los martes.", answers: 0),
            Post(author: 2, text: "我可以翻译中文和英文,星期三晚上。", answers: 0),
            Post(author: 3, text: "Yorùbá and English. Mo lè wá ní ọjọ́bọ̀.", answers: 0),
            Post(author: 4, text: "תודה לכולם! נחלק תפקידים לפני האסיפה.", answers: 3),
            Post(author: 5, text: "Türkçe ve İngilizce de olur, perşembe.", answers: 0),
        ])
}
