park.write("results.csv", park.text("results.csv").splitlines()[0] + "\n")
