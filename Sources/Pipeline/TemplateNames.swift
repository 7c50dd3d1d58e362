import Composing
import Model
import Rendering

/// The names that templates may use, for the command line and for docs/template-names.md.
package enum TemplateNames {
    package static func tree(of kind: DocumentKind) -> String {
        NameTree.text(kind, Composer.type(of: kind))
    }

    /// The page of the docs; a test keeps it true.
    package static var page: String {
        let head = """
            # 模板可用的名称

            本页由程序写出（`yardstick templates names <种类>` 印出同样的内容），测试保证它与程序一致；
            改了名称以后用 `UPDATE_EXPECTED=1 swift test --filter TemplateNamesTests` 重写。写法见
            [template-language.md](template-language.md)。“可缺”的名称要写明没有时印什么，“必备”的名称每份模板都要用到。

            """
        return DocumentKind.allCases.reduce(head) { page, kind in
            page + "\n## \(kind.chinese)（\(kind.rawValue)）\n\n```text\n\(tree(of: kind))```\n"
        }
    }
}
