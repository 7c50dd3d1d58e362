import Markup
import Model

/// Rectification items in `history.xml`: as they stood at the quarter's end, so that nothing promised is lost.
extension RegisterXML {
    mutating func write(_ item: RectificationItem) {
        let figures = item.figures
        open(
            "item",
            [
                "id": item.id, "opened": "\(item.opened)", "kind": item.object.kind.rawValue,
                "object": item.object.code.text, "matter": item.matter.token, "of": item.matter.text,
                "state": item.state.rawValue, "due": item.due?.description ?? "",
                "closed": item.closed?.description ?? "",
                "recurrences": item.recurrences.map(\.description).joined(separator: " "),
                "recurrenceOf": item.recurrenceOf ?? "", "person": item.person?.text ?? "",
                "unit": item.unit?.text ?? "",
                "formerUnits": item.formerUnits.map(\.text).joined(separator: " "), "title": figures.title,
                "target": figures.target?.description ?? "", "actual": figures.actual?.description ?? "",
                "measuredIn": figures.unit ?? "", "completion": figures.completion?.description ?? "",
                "lost": figures.lost?.description ?? "", "day": figures.day?.description ?? "",
            ])
        for fact in item.covers {
            line(
                "covers",
                [
                    "kind": fact.object.kind.rawValue, "object": fact.object.code.text,
                    "matter": fact.matter.token, "of": fact.matter.text,
                ])
        }
        if let row = item.row { write(row) }
        close("item")
    }

    private mutating func write(_ row: RectificationItem.Row) {
        line(
            "row",
            [
                "code": row.code, "problem": row.problem, "goal": row.goal, "measure": row.measure,
                "unit": row.responsibleUnit, "deadline": "\(row.deadline)",
                "extendedTo": row.extendedTo?.description ?? "", "extendedBy": row.extensionApprovedBy ?? "",
                "applied": row.applied?.description ?? "", "acceptedBy": row.acceptedBy ?? "",
                "acceptedOn": row.acceptedOn?.description ?? "", "evidence": row.evidence ?? "",
            ])
    }
}

extension AttributeReader {
    mutating func item(_ element: XMLElement) -> RectificationItem? {
        guard let id = filled("id", element), let opened = value("opened", of: element, { Period($0) }),
            let object = holder(element), let matter = matter(element),
            let state = value("state", of: element, { RectificationState(rawValue: $0) })
        else { return nil }
        var item = RectificationItem(
            id: id, opened: opened, object: object, matter: matter, figures: figures(element))
        item.state = state
        item.due = day("due", element)
        item.closed = filled("closed", element).flatMap { _ in value("closed", of: element) { Period($0) } }
        item.recurrences = words("recurrences", element).compactMap { Period($0) }
        item.recurrenceOf = filled("recurrenceOf", element)
        item.person = filled("person", element).flatMap { Code($0) }
        item.unit = filled("unit", element).flatMap { Code($0) }
        item.formerUnits = words("formerUnits", element).compactMap { Code($0) }
        item.covers = element.children(named: "covers").compactMap { covered in
            guard let object = holder(covered), let matter = self.matter(covered) else { return nil }
            return RectificationItem.Fact(object, matter)
        }
        item.row = element.child(named: "row").flatMap { row($0) }
        return item
    }

    private mutating func holder(_ element: XMLElement) -> Holder? {
        guard let kind = value("kind", of: element, { HolderKind(rawValue: $0) }),
            let code = value("object", of: element, { Code($0) })
        else { return nil }
        return Holder(kind, code)
    }

    private mutating func matter(_ element: XMLElement) -> RectificationItem.Matter? {
        value("matter", of: element) { RectificationItem.Matter(token: $0, element["of"] ?? "") }
    }

    private mutating func figures(_ element: XMLElement) -> RectificationItem.Figures {
        RectificationItem.Figures(
            title: element["title"] ?? "", target: quantity("target", element),
            actual: quantity("actual", element), unit: filled("measuredIn", element),
            completion: points("completion", element), lost: points("lost", element),
            day: day("day", element))
    }

    private mutating func quantity(_ name: String, _ element: XMLElement) -> Quantity? {
        filled(name, element).flatMap { text in value(name, of: element) { _ in try? Quantity(plain: text) } }
    }

    private mutating func row(_ element: XMLElement) -> RectificationItem.Row? {
        guard let code = filled("code", element),
            let deadline = value("deadline", of: element, { Day(iso: $0) })
        else { return nil }
        return RectificationItem.Row(
            code: code, problem: element["problem"] ?? "", goal: element["goal"] ?? "",
            measure: element["measure"] ?? "", responsibleUnit: element["unit"] ?? "", deadline: deadline,
            extendedTo: day("extendedTo", element), extensionApprovedBy: filled("extendedBy", element),
            applied: day("applied", element), acceptedBy: filled("acceptedBy", element),
            acceptedOn: day("acceptedOn", element), evidence: filled("evidence", element))
    }
}
