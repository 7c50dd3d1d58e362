park.replace("templates/feedback/feedback.html", "</body>", "{{/没有}}</body>")
