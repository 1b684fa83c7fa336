/// Short forms of first names in the languages that the chapters write to us about.
///
/// A small table of what everybody knows, folded: who is called otherwise is found by what else the
/// two records have in common.
enum Nicknames {
    /// Whether both words stand for the same first name.
    static func areOne(_ left: String, _ right: String) -> Bool {
        guard let mine = names[left], let theirs = names[right] else { return false }
        return !mine.isDisjoint(with: theirs)
    }

    /// The lines of the table in which a word stands.
    private static let names: [String: Set<Int>] = {
        var result: [String: Set<Int>] = [:]
        for (number, line) in table.split(separator: "\n").enumerated() {
            for word in line.split(separator: " ") {
                result[String(word), default: []].insert(number)
            }
        }
        return result
    }()

    private static let table = """
        robert bob rob bobby robbie bert
        william bill will billy willy liam
        richard rick dick richie ricky
        elizabeth liz beth betty lizzie eliza lisa
        elisabeth lisa lisbeth else elsa
        margaret maggie meg peggy greta rita
        james jim jimmy jamie
        joseph joe joey
        katherine catherine kate kathy cathy katie kathryn kat
        thomas tom tommy
        michael mike mick mickey michi
        anthony tony
        antonio tono toni
        daniel dan danny dani
        david dave davy
        susan sue susie suzy
        susanne susi sanne
        edward ed eddie ted ned
        eduardo edu lalo duda
        alexander alex sandy sascha xander
        alexandra alex sandra sasha
        alejandro alex ale jandro
        alejandra alex ale
        samuel sam sammy
        samantha sam
        christopher chris kit
        christina chris tina christine
        patrick pat paddy
        patricia pat trish patty pati
        nicholas nick nicky
        nicolas nico
        stephen steve steven steffen
        stephanie steph steffi
        john jack johnny jon
        charles charlie chuck chas
        henry harry hank
        lawrence larry laurence
        frederick fred freddie
        andrew andy drew
        andreas andi
        matthew matt
        benjamin ben benny
        gregory greg
        jeffrey jeff geoffrey geoff
        jennifer jen jenny
        rebecca becky becca
        deborah debbie deb
        cynthia cindy
        abigail abby gail
        victoria vicky tori
        joshua josh
        timothy tim
        kenneth ken kenny
        ronald ron ronnie
        donald don donnie
        raymond ray
        leonard leo len lenny
        philip phil phillip philippe
        peter pete
        vincent vince
        theodore theo ted
        dorothy dot dottie
        barbara barb babs barbie
        jose pepe jose ze pepito
        josefa pepa fina
        francisco paco pancho curro fran chico kiko
        francisca paca paqui
        dolores lola loli
        concepcion concha conchi
        consuelo chelo
        pilar pili
        ignacio nacho
        enrique quique kike
        manuel manolo manu
        manuela manoli manu
        fernando nando fer
        guadalupe lupe
        maria mari
        rosario charo
        isabel isa chabela
        teresa tere
        mercedes merche
        rafael rafa
        javier javi
        santiago santi
        guillermo guille memo
        alberto beto berto
        roberto beto rober
        beatriz bea bia
        gregorio goyo
        jesus chus chuy
        luis lucho
        sebastian sebas basti
        cristina cris tina
        montserrat montse
        josep pep
        jordi jorge
        joao joaozinho
        luiz lula
        johannes hans hannes
        josef sepp jupp
        ulrich uli
        katharina kathi katja
        gabriele gabi
        friedrich fritz fred
        heinrich heinz
        wolfgang wolf
        hermann manni
        therese resi
        matthias matze
        jean jeannot
        emmanuel manu
        dominique dom
        sebastien seb
        francois fanfan
        """
}
