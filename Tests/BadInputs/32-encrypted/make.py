# The first sector, the directory with its one interesting name, and nothing else.
header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(14) + struct.pack("<I", 0)
park.write("Q1.xlsx", header.ljust(512, b"\0") + "Root Entry".encode("utf-16-le").ljust(128, b"\0") + "EncryptedPackage".encode("utf-16-le").ljust(384, b"\0"))
