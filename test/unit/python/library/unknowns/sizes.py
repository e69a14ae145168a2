# What the program does not decide stays a named number with exact arithmetic.
import data
n = len(data.words)
reveal(n)  #: len(data.words), an integer
reveal(n + 1)  #: len(data.words) + 1, an integer
reveal((n + 1) * 2 - n)  #: len(data.words) + 2, an integer
reveal(n - n)  #: 0
reveal(n // 2 * 2)  #: 2·(len(data.words) // 2), an integer
reveal(n / 2)  #: len(data.words) / 2
reveal(int(n / 2))  #: len(data.words) // 2, an integer
import math
reveal(math.ceil(n / 32))  #: (len(data.words) + 31) // 32, an integer
reveal(min(n, 0), max(n, 0))  #: 0; len(data.words), an integer
print(n >= 0, n + 1 > n, n == n + 1, n < 0)  #: True True False False
print(n > 5, n == 5)  #: unknown unknown
reveal(data.X.shape[1] * 4 + 4)  #: 4·data.X.shape[1] + 4, an integer
print(data.X.shape[1] == data.X.shape[1], n is None)  #: True False

# A value of which nothing is known may be anything.
reveal(data.thing * 2)  #: 2·data.thing
print(data.thing == data.thing, data.thing is None, bool(data.thing), isinstance(data.thing, int))  #: unknown unknown unknown unknown
reveal(int(data.thing))  #: int(data.thing), an integer
print('x' + data.name, f'{data.name}!', [data.thing], len([data.thing]))  #: unknown unknown unknown 1
reveal(2 ** 10 ** 9)  #: unknown
