/// The words of a text without a dictionary: any two or more characters that stand together.
///
/// Two texts that both have 现场代表 speak of the same thing, whether or not a ``CaseTheme`` knows the word. Numbers,
/// particles and the words of weak themes part a text like punctuation.
struct CaseWords: Sendable {
    private let runs: [[Character]]

    init(_ text: String) {
        runs = CaseTheme.withoutWeakWords(text).split { !$0.isLetter || Self.parting.contains($0) }.map(
            Array.init)
    }

    /// The words of two characters, of which all others are made.
    var pairs: Set<String> {
        Set(runs.flatMap { run in zip(run, run.dropFirst()).map { String([$0, $1]) } })
    }

    /// The longest word that stands in `text` and is made with one of `telling`; of equally long ones the first.
    func longest(in text: String, telling: Set<String>) -> String? {
        var longest = ""
        for run in runs {
            for start in run.indices.dropLast() {
                var word = String(run[start])
                var tells = false
                for (a, b) in zip(run[start...], run[start...].dropFirst()) {
                    word.append(b)
                    guard text.contains(word) else { break }
                    tells = tells || telling.contains(String([a, b]))
                    if tells, word.count > longest.count { longest = word }
                }
            }
        }
        return longest.isEmpty ? nil : longest
    }

    private static let parting = Set(
        "一二三四五六七八九十百千万半两几第个家户次天日周月季年"
            + "的了着过在是有无没不未再又还也都就才只把被让从到向对和与及等前后上下内外中")
}
