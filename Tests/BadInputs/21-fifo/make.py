park.remove("ratings.csv")
os.mkfifo(park.path("ratings.csv"))
