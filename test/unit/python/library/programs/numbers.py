# Integers are exact, of any size.
print(2 ** 100)  #: 1267650600228229401496703205376
print(10 ** 20 // 3, -(10 ** 20) // 3)  #: 33333333333333333333 -33333333333333333334
print(2 ** 53 + 1, (2 ** 53 + 1) * 3)  #: 9007199254740993 27021597764222979

# Division rounds towards minus infinity, and the remainder has the sign of the divisor.
print(7 // 2, -7 // 2, 7 // -2, -7 // -2)  #: 3 -4 -4 3
print(7 % 3, -7 % 3, 7 % -3)  #: 1 2 -2
print(7.5 // 2, -7.5 // 2, -7.5 % 2, 7.5 % -2)  #: 3.0 -4.0 0.5 -0.5
print(divmod(-7, 3), divmod(7.5, 2))  #: (-3, 2) (3.0, 1.5)
print(6 / 3, 1 / 3, 2 ** 70 / 2 ** 69)  #: 2.0 0.3333333333333333 2.0

# Powers: a negative exponent gives a float, 0 ** 0 is 1.
print(2 ** -1, 0 ** 0, (-2) ** 3, 2 ** 0.5)  #: 0.5 1 -8 1.4142135623730951
print(1.1 ** 10, 0.9 ** 3, 10 ** -3)  #: 2.5937424601000023 0.7290000000000001 0.001
print(pow(3, 200, 13), pow(3, -1, 7))  #: 9 5

# Bits.
print(6 & 3, 6 | 3, 6 ^ 3, ~6, 1 << 40, -9 >> 1)  #: 2 7 5 -7 1099511627776 -5
print((255).bit_length(), bin(10), hex(255), oct(8), int('ff', 16))  #: 8 0b1010 0xff 0o10 255

# round: to even, and exact where the float lies just beside a half.
print(round(0.5), round(1.5), round(2.5), round(-2.5))  #: 0 2 2 -2
print(round(2.675, 2), round(1.005, 2), round(1234, -2), round(1250, -2))  #: 2.67 1.0 1200 1200
print(int(2.9), int(-2.9), int('  42 '), int(True))  #: 2 -2 42 1

# A float is written with the fewest digits that give it back.
print(0.1, 0.1 + 0.2, 1e16, 123456789012345.0, 1e-5, 0.0001)  #: 0.1 0.30000000000000004 1e+16 123456789012345.0 1e-05 0.0001
print(float('inf'), -float('inf'), float('nan'), -0.0, 5e-324)  #: inf -inf nan -0.0 5e-324
print(100.0, 1e22, 1.7976931348623157e308)  #: 100.0 1e+22 1.7976931348623157e+308

# bool is an int; ints and floats of the same value are equal and have the same hash.
print(True + True, True * 3, isinstance(True, int), True == 1)  #: 2 3 True True
print(1 == 1.0, {1: 'a'}[1.0], 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53)  #: True a True False
print(min(3, 1, 2), max([1.5, 1]), sum([1, 2, 3], 10), abs(-3.5))  #: 1 1.5 16 3.5
print(3j * 2j, abs(3 + 4j), complex(1, -2))  #: (-6+0j) 5.0 (1-2j)

# What Python refuses.
for work in [lambda: 1 // 0, lambda: 1.0 % 0, lambda: 0 ** -1, lambda: 1 << -1, lambda: int('x'), lambda: 'a' + 1]:
    try:
        work()
    except Exception as error:
        print(type(error).__name__)
#: ZeroDivisionError
#: ZeroDivisionError
#: ZeroDivisionError
#: ValueError
#: ValueError
#: TypeError
