park.write("results.csv", park.text("results.csv").encode()[:-30])
