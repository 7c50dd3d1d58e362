import Model
import Pipeline
import Testing

/// What `yardstick status` lists for a day: the sample's last quarter is the second of 2026.
struct DueTodayTests {
    @Test(arguments: [
        ("2026-01-15", "谈话：P008，红牌 2025Q4-XM2025-08，谈话人 L001"),
        ("2026-04-30", "谈话：P003，2026Q1 反馈，谈话人 P001"),
        ("2026-02-28", "整改：2025Q4-XM2025-08，P008，待验收"),
        ("2026-05-29", "约定：P003，2026-05-12 提醒谈话"),
    ])
    func listsWhatIsDueOnTheDay(date: String, expected: String) throws {
        let sample = try SampleCopy()
        let day = try #require(Day(iso: date))
        let due = try #require(Pipeline(sample.options()).due(on: day))
        #expect(due.contains(expected), "\(due)")
        #expect(Set(due).count == due.count)
        let before = try #require(Pipeline(sample.options()).due(on: day.adding(days: -1)))
        #expect(!before.contains(expected))
    }

    @Test func saysNothingOfInputThatCannotBeRead() throws {
        let sample = try SampleCopy()
        #expect(
            Pipeline(sample.options(templates: sample.folder.path + "/none")).due(on: Day(ordinal: 0)) == nil)
    }
}
