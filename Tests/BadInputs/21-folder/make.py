park.remove("ratings.csv")
os.mkdir(park.path("ratings.csv"))
