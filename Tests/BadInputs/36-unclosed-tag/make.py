park.replace("templates/feedback/feedback.html", "</body>", "{{姓名</body>")
