park.replace("templates/feedback/feedback.html", "</body>", "{{姓明}}</body>")
