park.replace("templates/feedback/feedback.html", "</body>", "{{#项目}}" * 10000 + "{{/项目}}" * 10000 + "</body>")
