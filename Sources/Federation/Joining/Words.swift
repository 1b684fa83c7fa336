/// The words that two people compare when their chapters are linked: Protocol/words.txt.
public enum Words {
    /// The 256 words in order.
    public static let all: [String] = list.split(whereSeparator: \.isWhitespace).map(String.init)

    /// The words at these places.
    public static func at(_ places: [UInt8]) -> [String] { places.map { all[Int($0)] } }

    private static let list = """
        album almanac anchor antler apple apricot artist atlas attic autumn bakery balcony bamboo
        bandage banjo barrel beacon beaver bedroom beehive bicycle biscuit blanket blender blossom
        blouse bonfire bottle boulder bramble branch breeze bridge buckle buffalo button cabbage
        cabin cactus camera canary canoe canteen captain caravan carpet cartoon castle catfish
        celery cement chalk cheese cherry chimney cinema cloud cobweb coffee column compass cookie
        costume cottage cradle crater crayon cricket cushion custard daisy denim diamond dinner
        dolphin doorway dream duck earring easel echo elbow engine eyebrow fabric farmer feather
        fern fiddle flannel fleece fossil furnace galaxy garage garlic giraffe glacier gravel
        gravity guitar hallway hammock hamster harvest hedge helmet honey horizon iceberg island
        ivory jaguar jasmine jelly jigsaw journey juice jungle kayak koala lagoon laptop laundry
        lemon lettuce library lilac lizard lobster luggage lunch magnet magpie mailbox marble
        meadow mermaid mirror mitten muffin museum napkin nectar needle nutmeg oatmeal ocean
        octopus olive onion opera orange orchard ostrich otter package palace pancake papaya paper
        parsley peacock peanut pebble pelican pencil penguin perfume piano picnic pigeon pillow
        platter plumber pocket podium popcorn potato prism pudding pumpkin puppet puzzle pyramid
        quarry radio recipe ribbon robot rope ruby salmon saucer sausage scarf school scooter
        seagull shampoo shelf shovel shuttle silver sketch snail sofa sparrow spider spinach
        sponge spoon stadium statue steeple sticker summer sunrise sunset swan sweater tablet
        tadpole teapot tennis thimble thunder timber toast toolbox tornado towel tractor trolley
        truffle trumpet tugboat tulip tunnel turtle unicorn valley vanilla village vinegar violin
        visitor volcano voyage waffle walnut whisker whistle window wombat zebra
        """
}
