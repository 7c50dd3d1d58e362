import Model
import Testing

@testable import Rendering

struct NameTreeTests {
    @Test func showsNamesTypesMeaningsAndExamplesAsATree() {
        let person = RecordType("人员", [Field("姓名", .text, "姓名", example: "张三")])
        let type = RecordType(
            "通知书",
            [
                Field("文号", .text, obligatory: true, "发文字号", example: "吉园绩牌〔2025〕3号"),
                Field("责任人", .record(person), optional: true, "责任人"),
                Field("要点", .list(.text), "要点"), Field("对象", .list(.record(person)), "全部对象"),
            ])
        #expect(
            NameTree.text(.card, type) == """
                红黄牌警示通知书（card）可用的名称
                ├─ 文号  文字，必备  发文字号  例：吉园绩牌〔2025〕3号
                ├─ 责任人  对象，可缺  责任人
                │  └─ 姓名  文字  姓名  例：张三
                ├─ 要点  文字的列表  要点
                └─ 对象  对象的列表  全部对象
                   └─ 姓名  文字  姓名  例：张三

                """)
    }
}
