import Tally
import Testing

/// Votes and official seats of parliaments elected by D'Hondt with a threshold.
@Suite struct `Seats of parliaments` {
    struct Election: Sendable, CustomTestStringConvertible {
        let name: String
        let votes: [Int]
        let seats: [Int]
        /// Of ten thousand.
        let threshold: Int
        var testDescription: String { name }
    }

    static let elections = [
        Election(
            name: "Austria 2019",
            votes: [
                1_789_417, 1_011_868, 772_666, 387_124, 89_169, 664_055, 32_736, 22_168, 760, 4_946,
                260, 1_767, 310,
            ], seats: [71, 40, 31, 15, 0, 26, 0, 0, 0, 0, 0, 0, 0], threshold: 400),
        Election(
            name: "Austria 2017",
            votes: [
                1_361_746, 1_595_526, 1_316_442, 192_638, 268_518, 223_543, 48_234, 8_889, 39_689,
                9_167, 713, 693, 221, 425, 2_724, 761,
            ], seats: [52, 62, 51, 0, 10, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], threshold: 400),
        Election(
            name: "Austria 2013",
            votes: [
                1_258_605, 1_125_876, 962_313, 165_746, 582_657, 268_679, 232_946, 48_175, 36_265,
                6_647, 3_051, 490, 510, 947,
            ], seats: [52, 47, 40, 0, 24, 11, 9, 0, 0, 0, 0, 0, 0, 0], threshold: 400),
        Election(
            name: "Austria 2008",
            votes: [
                1_430_206, 1_269_656, 509_936, 857_029, 522_933, 86_194, 31_080, 37_362, 102_249,
                35_718, 349, 347, 1_789, 237, 2_224,
            ], seats: [57, 51, 20, 34, 21, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], threshold: 400),
        Election(
            name: "Austria 2006",
            votes: [
                1_616_493, 1_663_986, 519_598, 520_130, 193_539, 47_578, 131_688, 10_594, 592, 312,
                1_514, 2_257,
            ], seats: [66, 68, 21, 21, 7, 0, 0, 0, 0, 0, 0, 0], threshold: 400),
        Election(
            name: "Austria 2002",
            votes: [1_792_499, 491_328, 2_076_833, 454_980, 27_568, 48_083, 2_439, 2_009, 3_906],
            seats: [69, 18, 79, 17, 0, 0, 0, 0, 0], threshold: 400),
        Election(
            name: "Austria 1999",
            votes: [
                1_532_448, 1_243_672, 1_244_087, 168_612, 342_260, 22_016, 46_943, 19_286, 3_030,
            ], seats: [65, 52, 52, 0, 14, 0, 0, 0, 0], threshold: 400),
        Election(
            name: "Austria 1995",
            votes: [
                1_843_474, 1_370_510, 1_060_377, 233_208, 267_026, 53_176, 13_938, 1_634, 830,
            ], seats: [71, 52, 41, 9, 10, 0, 0, 0, 0], threshold: 400),
        Election(
            name: "Austria 1994",
            votes: [
                1_617_804, 1_281_846, 1_042_332, 338_538, 276_580, 5_776, 11_919, 2_504, 41_492,
                9_051, 4_209, 482, 581,
            ], seats: [65, 52, 42, 13, 11, 0, 0, 0, 0, 0, 0, 0, 0], threshold: 400),
        Election(
            name: "19th Knesset",
            votes: [
                885_163 + 345_985, 543_458 + 432_118, 331_868 + 195_892, 189_167 + 172_403, 138_450,
                113_439 + 97_030, 78_974,
            ], seats: [43, 34, 18, 12, 4, 7, 2], threshold: 200),
        Election(
            name: "20th Knesset",
            votes: [
                985_408 + 283_910, 786_313 + 165_529, 446_583, 371_602, 315_360 + 214_906,
                241_613 + 210_143,
            ], seats: [38, 29, 13, 11, 16, 13], threshold: 325),
        Election(
            name: "21st Knesset",
            votes: [
                1_140_370 + 159_468, 1_125_881, 258_275 + 249_049, 193_442 + 143_666,
                190_870 + 156_473, 173_004, 152_756,
            ], seats: [40, 35, 16, 10, 10, 5, 4], threshold: 325),
        Election(
            name: "22nd Knesset",
            votes: [
                1_151_214 + 310_154, 1_113_617 + 260_655, 470_211, 330_199 + 268_775,
                212_782 + 192_495,
            ], seats: [41, 39, 13, 16, 11], threshold: 325),
    ]

    @Test(arguments: elections)
    func `are the official ones`(election: Election) throws {
        let rule = Apportionment(.dHondt, threshold: Ratio(election.threshold, 10_000))
        let lots = try #require(Lots(Array(election.votes.indices)))
        let count = try rule.count(
            election.votes, seats: election.seats.reduce(0, +), lots: lots)
        #expect(count.seats == election.seats)
        #expect(count.ties.isEmpty)
    }
}
