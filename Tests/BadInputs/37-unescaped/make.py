park.replace("templates/feedback/feedback.html", "</body>", "<p>{{{姓名}}}</p><p>{{&姓名}}</p></body>")
