with open(park.path("ratings.csv"), "ab") as file:
    file.write("个人,P001,,2,90,".encode())
    for _ in range(200):
        file.write(b"x" * (1 << 20))
