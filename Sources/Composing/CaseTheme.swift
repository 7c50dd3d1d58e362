/// What a lag reason or a good practice is about, told from its words: the coded fields alone cannot tell a piling
/// problem from a funding problem of the same project type, stage and cause.
///
/// Words of the field, not of any one park. A longer word hides the shorter ones inside it: 流动资金不足 is about an
/// enterprise's money, not about the budget.
struct CaseTheme: Hashable, Sendable {
    let name: String
    private let words: [String]

    private init(_ name: String, _ words: [String]) {
        self.name = name
        self.words = words
    }

    static func == (a: CaseTheme, b: CaseTheme) -> Bool { a.name == b.name }
    func hash(into hasher: inout Hasher) { hasher.combine(name) }

    static func themes(of text: String) -> Set<CaseTheme> {
        var found: Set<CaseTheme> = []
        var rest = text[...]
        while let first = rest.first {
            let match = lexicon[first]?.first { rest.hasPrefix($0.word) }
            if let match { found.insert(match.theme) }
            rest = rest.dropFirst(match?.word.count ?? 1)
        }
        return found
    }

    /// Coordination and permits: too common to tell anything by themselves.
    var isWeak: Bool { name == "组织" || name == "审批" }
    /// Decides only where nothing more particular is said.
    var isGeneric: Bool { name == "设备" || name == "验收" }
    /// What a general practice, such as a task force, can act on.
    var isGeneral: Bool { name == "人手" || name == "天气" }
    /// Stopped for everybody from above: no practice of another office helps.
    var isStop: Bool { name == "上级暂停" }

    /// Words by their first character, the longest first.
    private static let lexicon: [Character: [(word: String, theme: CaseTheme)]] = {
        let pairs = all.flatMap { theme in theme.words.map { (word: $0, theme: theme) } }
        return Dictionary(grouping: pairs.filter { !$0.word.isEmpty }) { $0.word.first ?? " " }
            .mapValues { $0.sorted { ($1.word.count, $0.word) < ($0.word.count, $1.word) } }
    }()

    private static let all: [CaseTheme] = [
        CaseTheme(
            "用地", ["用地", "土地", "征迁", "拆迁", "征地", "置换", "农田", "岸线", "规划调整", "规委会", "选址", "地块", "腾退", "林地"]),
        CaseTheme("管线", ["管线", "管网", "迁改", "燃气", "供水", "地下管"]),
        CaseTheme("用电", ["用电", "供电", "报装", "变电", "电网"]),
        CaseTheme("财政资金", ["资金不足", "配套资金", "尾款", "拨付", "专项债", "预算", "工资", "清欠", "垫付", "欠款", "支付", "中央预算"]),
        CaseTheme("企业资金", ["融资", "社会资本", "流动资金", "贷款", "担保", "租赁", "银企", "企业资金"]),
        CaseTheme("设备", ["设备", "门机", "浮吊", "安装", "调试", "试运行", "供货", "机具", "港机", "产线", "驻厂"]),
        CaseTheme("通关", ["清关", "海关", "进口"]),
        CaseTheme("材料", ["钢材", "砂石", "水泥", "混凝土", "原材料", "料源", "锁价"]),
        CaseTheme("天气", ["雨", "汛", "枯水", "水位", "台风", "梅雨", "积水", "高温", "风浪"]),
        CaseTheme(
            "人手",
            [
                "人手", "安装队伍", "班组", "班子", "队伍", "抽调", "人员", "专员", "长假", "离职", "请假", "空缺", "到岗", "到位晚", "两人",
                "力量", "缺人", "轮岗",
            ]),
        CaseTheme("人员更换", ["更换", "交接"]),
        CaseTheme(
            "组织",
            [
                "组织不力", "无人拍板", "项目部", "调度", "专班", "挂帅", "组长", "约谈", "通报", "节点", "无人回复", "卡点", "月报", "配合",
                "流程图", "顾问", "手册", "红绿灯", "追赶",
            ]),
        CaseTheme("审批", ["审批", "批复", "许可", "备案", "补件", "补正", "未批", "报批", "一次性告知", "容缺", "承诺", "手续"]),
        CaseTheme("环保能耗", ["环评", "排污", "能评", "能耗", "总量", "水保", "洪评"]),
        CaseTheme("安全审查", ["安评", "安全条件", "安全设施", "消防"]),
        CaseTheme("图纸设计", ["审图", "图纸", "施工图", "设计变更", "会审", "设计", "方案未定", "方案未统一", "可研", "外立面"]),
        CaseTheme("招标采购", ["招标", "流标", "采购", "磋商", "无人应标", "投标", "打包"]),
        CaseTheme("验收", ["验收", "竣工资料", "竣工图", "档案"]),
        CaseTheme("资料归档", ["资料", "归档", "签字"]),
        CaseTheme("移交和入驻", ["移交", "接收", "代建", "入驻", "运营", "团队"]),
        CaseTheme("股权", ["股东", "股权", "授权"]),
        CaseTheme("停产改造", ["停产", "停线", "产能", "边生产", "检修"]),
        CaseTheme("新旧切换", ["切换", "不停水"]),
        CaseTheme("桩基施工", ["桩基", "沉桩", "打桩", "岩溶", "溶洞"]),
        CaseTheme("吊装", ["吊装", "起重"]),
        CaseTheme("质量", ["质量", "返工", "样板", "旁站"]),
        CaseTheme("收尾销号", ["尾工", "销号", "扫尾"]),
        CaseTheme("计量", ["计量", "检定"]),
        CaseTheme("净化工程", ["净化", "洁净"]),
        CaseTheme("上级暂停", ["上级统一", "统一开展", "暂停新"]),
    ]
}
