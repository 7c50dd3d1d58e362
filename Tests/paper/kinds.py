"""Each kind of paper and what is asked of it."""
from pages import MM


FEEDBACK_FACTS = {"person/staff-number", "name", "post", "rank", "total", "component/points", "completion", "line/full",
                  "line/score", "actual", "target", "sentence", "matter", "before", "contact", "telephone", "lag-reason",
                  "practice", "effect", "measure"}
CARD_FACTS = {"title", "number", "name", "sentence", "contact", "telephone", "actual", "target", "gap", "reason", "planned",
              "lag-reason", "evidence"}
BULLETIN_FACTS = {"number", "name", "score", "full", "target", "actual", "completion", "issuer"}


def feedback(check, most=None, has_lines=True):
    check.sizes()
    check.inside()
    check.unshrunk("绩效反馈报告", 22)
    check.legible(10.5)
    check.unpiled()
    check.headed()
    check.whole_rows()
    check.numbered()
    if has_lines:
        check.heads(r"[A-Z]{2}-\d\d·", "完成率%")
    check.last_page_has("回执")
    check.complete()
    check.facts(FEEDBACK_FACTS)
    if most:
        check.expect(len(check.pages) <= most, f"{len(check.pages)} pages, more than {most}")


def card(check, most=None):
    check.sizes()
    check.inside()
    check.grid()
    check.unpiled()
    check.headed()
    check.dashes()
    check.imprint_at_foot()
    check.complete()
    check.facts(CARD_FACTS)
    if most:
        check.expect(len(check.pages) <= most, f"{len(check.pages)} pages, more than {most}")


def bulletin(check):
    check.sizes(mixed=True)
    check.inside()
    check.grid()
    check.unpiled()
    check.headed()
    check.dashes()
    check.imprint_at_foot()
    check.complete()
    check.facts(BULLETIN_FACTS)


def feedback_pack(check):
    check.complete()
    check.sizes()
    check.inside()
    check.unshrunk("绩效反馈报告", 22)
    check.heads(r"[A-Z]{2}-\d\d·", "完成率%")
    check.pack(r"第(\d+)份第(\d+)页")


def card_pack(check):
    check.complete()
    check.sizes()
    check.inside()
    check.grid()
    check.pack(r"—(\d+)—")


def chart(check, a3):
    check.complete()
    check.sizes(landscape=True, a3=a3)
    check.unshrunk("园区绩效指标分解表", 20)
    check.heads(r"[A-Z]{2}-\d\d", "一季度")
    for word in (w for p in check.pages for w in p.words):
        check.expect(word.right < check.pages[0].width - 9 * MM, f"“{word.text[:20]}” leaves the sheet")


def closing(check):
    """Lifting and withdrawal notices."""
    card(check, most=2)


def report(check):
    """Screen pages that are printed now and then."""
    check.complete()
    check.sizes()
    check.unpiled()
    check.headed()
    check.numbered()


def working(check):
    """Working papers and performance files, whatever their kind."""
    check.complete()
    check.sizes(mixed=True)
    check.legible(9)
    check.unpiled()
    check.headed()


def decision_sheet(check):
    check.complete()
    check.sizes(landscape=True)
    check.unpiled()
    check.headed()
    check.numbered()
    check.heads(r"(?<![A-Z0-9-])P\d\d\d(?!\d)", "审定理由")
