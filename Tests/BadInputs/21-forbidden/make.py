os.chmod(park.path("ratings.csv"), 0)
