park.remove("ratings.csv")
os.symlink("/etc/shadow", park.path("ratings.csv"))
