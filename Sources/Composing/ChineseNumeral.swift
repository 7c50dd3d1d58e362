/// `一`, `十二`, `二十`: numbers of headings, 1 to 99; others stay in digits.
enum ChineseNumeral {
    private static let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

    static func text(_ number: Int) -> String {
        guard (1...99).contains(number) else { return "\(number)" }
        let tens = number / 10
        let lead = tens == 0 ? "" : (tens == 1 ? "" : digits[tens]) + "十"
        return lead + digits[number % 10]
    }
}
