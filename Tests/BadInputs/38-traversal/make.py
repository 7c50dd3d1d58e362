park.replace("templates/feedback/feedback.html", "</body>", "{{> ../../etc/passwd}}</body>")
