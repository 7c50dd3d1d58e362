park.write("templates/feedback/feedback.html", park.text("templates/feedback/feedback.html") + "<!-- " + "x" * (64 << 20) + " -->")
