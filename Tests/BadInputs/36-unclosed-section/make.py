park.replace("templates/feedback/feedback.html", "</body>", "{{#项目}}</body>")
