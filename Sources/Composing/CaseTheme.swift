/// What a lag reason or a good practice is about, told from its words: the coded fields alone cannot tell a piling
/// problem from a funding problem of the same project type, stage and cause.
///
/// Words of the field, not of any one park. A longer word hides the shorter ones inside it: 流动资金不足 is about an
/// enterprise's money, not about the budget.
struct CaseTheme: Hashable, Sendable {
    private enum Kind {
        case particular
        /// Decides only beside something more particular, or where nothing else is said.
        case attendant
        /// What a broad practice, such as a task force, can act on.
        case general
        /// Coordination and permits: too common to tell anything by themselves.
        case weak
        /// Decided by a higher level or by an enterprise's owners.
        case outOfReach
    }

    let name: String
    private let kind: Kind
    private let words: [String]

    /// - Parameter words: parted by blanks.
    private init(_ name: String, _ words: String, _ kind: Kind = .particular) {
        self.name = name
        self.kind = kind
        self.words = words.split(separator: " ").map(String.init)
    }

    static func == (a: CaseTheme, b: CaseTheme) -> Bool { a.name == b.name }
    func hash(into hasher: inout Hasher) { hasher.combine(name) }

    var isAttendant: Bool { kind == .attendant }
    var isGeneral: Bool { kind == .general }
    var isWeak: Bool { kind == .weak }
    var isOutOfReach: Bool { kind == .outOfReach }

    static func themes(of text: String) -> Set<CaseTheme> { Set(pieces(of: text).compactMap(\.theme)) }

    /// The text with blanks for the words of weak themes.
    static func withoutWeakWords(_ text: String) -> String {
        pieces(of: text).map { $0.theme?.isWeak ?? false ? " " : $0.text }.joined()
    }

    /// The text in order: the longest known words, and the single characters between them.
    private static func pieces(of text: String) -> [(text: Substring, theme: CaseTheme?)] {
        var pieces: [(Substring, CaseTheme?)] = []
        var rest = text[...]
        while let first = rest.first {
            let match = lexicon[first]?.first { rest.hasPrefix($0.word) }
            let piece = rest.prefix(match?.word.count ?? 1)
            pieces.append((piece, match?.theme))
            rest = rest[piece.endIndex...]
        }
        return pieces
    }

    /// Words by their first character, the longest first.
    private static let lexicon: [Character: [(word: String, theme: CaseTheme)]] = {
        let pairs = all.flatMap { theme in theme.words.map { (word: $0, theme: theme) } }
        return Dictionary(grouping: pairs) { $0.word.first ?? " " }
            .mapValues { $0.sorted { ($1.word.count, $0.word) < ($0.word.count, $1.word) } }
    }()

    private static let all: [CaseTheme] = [
        CaseTheme(
            "用地",
            "用地 土地 征迁 拆迁 征地 征收 征拆 置换 农田 农转用 耕地 林地 岸线 滩涂 规划调整 规划条件 调规 控规 规委会 选址 地块 腾退 净地 收储 供地 交地 占地 "
                + "摘牌 不动产 土地证 补偿 安置房 青苗 迁坟 钉子户 搬迁 占补平衡 不肯搬 没搬 未搬 拆不动"),
        CaseTheme("矛盾调解", "阻工 矛盾 纠纷 调解 村民 群众"),
        CaseTheme("涉水", "海事 航道 通航 水域 水上 涉河 涉水 入河 水利 海域"),
        CaseTheme("管线", "管线 管网 迁改 燃气 供水 自来水 雨污 地下管 电缆 光缆 通信 杆线 高压线 铁塔"),
        CaseTheme("用电", "用电 供电 报装 变电 电网 送电 接电 上电 限电 停电 增容 配电 双电源 临时电 正式电 没电 电力局"),
        CaseTheme(
            "财政资金",
            "资金 财政款 财政未 财政没 拨付 拨款 未拨 没拨 下拨 专项债 债券 国债 预算 尾款 工程款 工资 欠薪 讨薪 农民工 清欠 拖欠 欠款 垫付 支付 中央预算 没钱 缺钱"),
        CaseTheme("企业资金", "融资 社会资本 流动资金 企业资金 自有资金 资金链 增资 注资 出资 投资款 资本金 自筹 贷款 放款 抽贷 授信 担保 抵押 贴息 租赁 银企 手头紧"),
        CaseTheme("设备", "设备 安装 调试 联调 试车 试运行 试产 达产 机具 机床 机组 产线 驻厂 工程师", .attendant),
        CaseTheme("供货", "供货 到货 交货"),
        CaseTheme("通关", "清关 海关 进口 报关 查验 滞港 到港 通关 海运"),
        CaseTheme("材料", "钢材 钢构 钢筋 钢板 砂石 河砂 石料 块石 水泥 混凝土 商砼 沥青 管材 建材 构件 原材料 料源 锁价 涨价 涨了"),
        CaseTheme("断供", "断料 缺料 等料 断供 断货 保供 供应紧张"),
        CaseTheme("天气", "雨 雪 汛 枯水 涨水 水位 台风 积水 高温 风浪 大风 大雾 洪水 寒潮 冰冻 冻土 泥泞", .general),
        CaseTheme(
            "人手",
            "人手 人员 人少 人不够 缺人 缺编 缺员 班组 焊工 电工 技工 劳务 施工队 安装队伍 班子 队伍 抽调 抽走 借调 专员 长假 病假 产假 休假 请假 住院 离职 辞职 "
                + "返乡 空缺 到岗 到位晚 两人 力量 轮岗 新手 新人", .general),
        CaseTheme("企业用工", "缺工 招工 用工 普工 熟练工 招聘"),
        CaseTheme("人员更换", "更换 交接 换人 换将 换了 接手 调走 调离 前任 新来"),
        CaseTheme(
            "组织",
            "组织不力 拍板 项目部 调度 专班 挂帅 组长 约谈 通报 节点 无人回复 卡点 月报 配合 流程图 顾问 手册 红绿灯 追赶 各说各话 各管各 扯皮 推诿 踢皮球 没人牵头 "
                + "无人牵头 衔接 协调 分工 责任不清 没人管 无人管 没人盯 无人盯 没人跟 没人催 没人理 没人负责 拿主意 议而不决 定不下来 管理混乱 不上心 松散", .weak),
        CaseTheme(
            "审批",
            "审批 批复 许可 备案 核准 立项 可研 方案未定 方案未统一 论证 补件 补正 退件 未批 没批 报批 报审 批文 批不下来 会签 盖章 一次性告知 容缺 承诺 手续 要件 "
                + "办证 发证 证照 领证", .weak),
        CaseTheme("环保能耗", "环评 排污 排放 污染 能评 能耗 节能审查 总量 水保 水土保持 洪评 防洪"),
        CaseTheme("安全审查", "安评 安全评价 安全条件 安全设施 消防 防爆 安全预评价"),
        CaseTheme("图纸设计", "审图 图审 图纸 施工图 出图 改图 蓝图 设计 初设 会审 外立面 地勘"),
        CaseTheme("概算评审", "概算 评审 财评 审价"),
        CaseTheme("招标采购", "招标 招采 招投标 流标 废标 开标 评标 投标 中标 挂网 控制价 采购 询价 磋商 无人应标 打包 没人投 没人报名 报名不足 二次招标"),
        CaseTheme("验收", "验收 报验 竣工资料 竣工图 竣备 规划核实 人防", .attendant),
        CaseTheme("资料归档", "资料 归档 档案 签字 签证 台账"),
        CaseTheme("投资统计", "入统 漏统 漏报 直报 对账"),
        CaseTheme("移交和入驻", "移交 接收 接管 接不了 代建 入驻 进驻 入园 运营 团队 交房 交付 物业 投用 使用单位 学校 开学 校方 教育局"),
        CaseTheme("股权", "股东 股权 授权 董事会 合资 法人"),
        CaseTheme("停产改造", "停产 停线 停机 停不下来 产能 边生产 检修 大修 窗口期"),
        CaseTheme("新旧切换", "切换 不停水 割接"),
        CaseTheme("工序衔接", "工序 穿插 交叉作业 脱节 打架 窝工 工作面 装修 订货"),
        CaseTheme("桩基施工", "桩基 沉桩 打桩 灌注桩 塌孔 岩溶 溶洞 软基 淤泥 地质"),
        CaseTheme("吊装", "吊装 吊车 起重 门机 浮吊 港机 岸桥 塔吊"),
        CaseTheme("质量", "质量 不合格 返工 返修 重做 渗漏 裂缝 样板 旁站"),
        CaseTheme("质监交底", "质监 安监 交底"),
        CaseTheme("收尾销号", "尾工 销号 扫尾 甩项 零星 零碎 尾项 边角"),
        CaseTheme("计量", "计量 检定"),
        CaseTheme("净化工程", "净化 洁净"),
        CaseTheme(
            "外部决定",
            "新规 标准调整 政策调整 督察 封航 总部 裁员 撤资 破产 重整 关税 上级统一 统一开展 暂停 暂缓 叫停 停批 停办 先停 冻结 禁建 限批 生态红线 保护区", .outOfReach),
    ]
}
