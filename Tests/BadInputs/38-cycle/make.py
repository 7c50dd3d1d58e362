park.write("templates/shared/a.html", "{{> b}}")
park.write("templates/shared/b.html", "{{> a}}")
park.replace("templates/feedback/feedback.html", "</body>", "{{> a}}</body>")
