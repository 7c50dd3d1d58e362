/// Which fonts have a character: those of the office, or only the free ones named after them in the style sheets.
///
/// `gb2312.txt` is all of GB 2312-1980, from Python's codec: the fonts 仿宋_GB2312 and 楷体_GB2312 have no more.
/// `free-fonts.txt` is what LXGW WenKai 1.250 or Noto Serif CJK SC 2.000 have besides, from fontconfig's lists; the
/// two large blocks that Noto has whole are ranges here.
enum GlyphCoverage: Hashable, Sendable {
    case everywhere
    case freeFontsOnly
    case nowhere

    static func of(_ character: Unicode.Scalar) -> GlyphCoverage {
        if character.isASCII || office.contains(character) { return .everywhere }
        switch character.value {
        case 0x3400...0x4DB5, 0x4E00...0x9FEA: return .freeFontsOnly
        // Breaks and spaces print nothing.
        case 0x85, 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x3000: return .everywhere
        default: return free.contains(character) ? .freeFontsOnly : .nowhere
        }
    }

    private static let office = characters(PackageResources.gb2312_txt)
    private static let free = characters(PackageResources.free_fonts_txt)

    private static func characters(_ bytes: [UInt8]) -> Set<Unicode.Scalar> {
        Set(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    }
}
