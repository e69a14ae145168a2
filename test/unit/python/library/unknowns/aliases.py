# What a branch that is not decided binds may be an object that other names have too.
import sys

undecided = sys.argv


sizes = [1, 2]
others = [3, 4]
if undecided:
    sizes = others
reveal(sizes[0], len(sizes))  #: 3 or 1, an integer; 2
reveal(sizes is others)  #: unknown
print(sizes is sizes)  #: True
sizes.append(5)
print(len(sizes))  #: 3
reveal(len(others))  #: len(others), an integer


# The same lists under two names are the same list.
if undecided:
    first = second = [8]
else:
    first = second = [9]
print(first is second)  #: True
first.append(10)
print(len(second))  #: 2


# Not its own list any more: a change of the other one is not missed.
kept = [1]
default = [2]
if undecided:
    kept = default
default[0] = 7
reveal(kept[0])  #: unknown


# Lists that nobody else has stay known.
if undecided:
    units = [64, 32]
else:
    units = [128, 32]
units.append(10)
reveal(units[0], units[1:])  #: 64 or 128, an integer; [32, 10]


# One of many.
a, b, c, d, e = [1], [1, 2], [1, 2, 3], [], [1, 2, 3, 4]
many = a
for one in (b, c, d, e):
    if undecided:
        many = one
many.append(0)
reveal(len(a))  #: len(a), an integer


# What is set in one of two objects is not set in the way that did not do it.
class Box:
    def __init__(self):
        self.n = 1
x, y = Box(), Box()
box = x
if undecided:
    box = y
if undecided:
    box.n = 2
reveal(box.n)  #: unknown


# Items that are perhaps left out, and what is perhaps added.
perhaps = [1]
if undecided:
    perhaps.append(2)
for last in perhaps:
    pass
reveal(last)  #: unknown


# An iterator over a list that perhaps grows.
growing = [1]
iterator = iter(growing)
pairs = zip(growing, [5, 6])
if undecided:
    growing.append(2)
print(sum(iterator), len(list(pairs)))  #: unknown unknown


# Keys in an order that a condition decides.
table = {'a': 1, 'b': 2}
if undecided:
    table['a'] = table.pop('a')
print(list(table), table['a'])  #: unknown 1


# A special method of one of two objects is called of each of them.
class Counting:
    def __init__(self):
        self.calls = []
    def __getitem__(self, index):
        self.calls.append(index)
        return index
one, other = Counting(), Counting()
either = one
if undecided:
    either = other
print(either[3])  #: 3
reveal(len(other.calls))  #: len(other.calls), an integer


# A name that is bound to another list in each pass is perhaps any of them.
rows = [[1], [2, 3]]
current, row = [0, 0, 0], [4]
while undecided:
    row = current
    current = rows[0]
row.append(5)
print(len(rows[0]), len(rows[1]))  #: unknown 2

# One of several lists is not called by what is in them, which changes.
import data
longer = [1] if undecided else [2, 3]
longer.append(5)
short = [1]
either = short if undecided else 3
short.append(4)
reveal(longer, either)  #: unknown; unknown
reveal((1, 2) if undecided else (3,))  #: (1, 2) or (3,)


# What is changed is an item of several that are not known, each of which may be a list with a name.
import data
left = [1, 2]
right = [3]
kept = left
while undecided:
    left, right = right, left
pairs = [[4], right]
pairs[data.index].append(7)
print(len(kept))  #: unknown
rows = [2, 1]
row = [rows, [3, 5, 4]][data.index]
row.reverse()
print(rows[0] == 2)  #: unknown

# A generator that opens the list that it goes through.
source = [1, 2]
def copied(values):
    for value in values:
        if undecided: source.append(9)
        yield value
source = [value for value in copied(source)]
print(len(source))  #: unknown


# A method of what may be an object: what that holds is not known, also where it was one of two already.
class Sized:
    def resize(self, size):
        self.size = size
sized = Sized()
sized.size = 1
if undecided:
    sized.size = 2
perhaps = sized
while undecided:
    perhaps = Sized()
perhaps.resize(7)
reveal(sized.size)  #: unknown

# Whatever is taken of one of two collections may be an object in either, by whatever way it is taken.
import random
# enumerate
a, b = [[1]], [[2], [3]]
c = a if undecided else b
for i, x in enumerate(c): x.append(7)
print(len(a[0]), len(b[0]))  #: unknown unknown
# zip
a, b = [[1]], [[2], [3]]
c = a if undecided else b
for i, x in zip(c, c): x.append(7)
print(len(a[0]), len(b[0]))  #: unknown unknown
# unpacked
a, b = [[1]], [[2], [3]]
c = a if undecided else b
x, *y = c
x.append(7)
print(len(a[0]), len(b[0]))  #: unknown unknown
# rest
a, b = [[1]], [[2], [3]]
c = a if undecided else b
y, *z = c
for x in z: x.append(7)
print(len(a[0]), len(b[0]))  #: unknown unknown
# dict
a, b = [[1]], [[2], [3]]
c = a if undecided else b
d = dict(enumerate(c))
d[0].append(7)
print(len(a[0]), len(b[0]))  #: unknown unknown
# comprehension
a, b = [[1]], [[2], [3]]
c = a if undecided else b
d = {i: v for i, v in enumerate(c)}
d[0].append(7)
print(len(a[0]), len(b[0]))  #: unknown unknown
# tuple
a, b = [[1]], [[2], [3]]
c = a if undecided else b
d = tuple(c)
d[0].append(7)
print(len(a[0]), len(b[0]))  #: unknown unknown
# min
a, b = [[1]], [[2], [3]]
c = a if undecided else b
min(c, key=len).append(7)
print(len(a[0]), len(b[0]))  #: unknown unknown
# choice
a, b = [[1]], [[2], [3]]
c = a if undecided else b
random.choice(c).append(7)
print(len(a[0]), len(b[0]))  #: unknown unknown
# next
a, b = [[1]], [[2], [3]]
c = a if undecided else b
next(iter(c)).append(7)
print(len(a[0]), len(b[0]))  #: unknown unknown
# by key
a, b = [[1]], [[2], [3]]
c = a if undecided else b
c[len(undecided)].append(7)
print(len(a[0]), len(b[0]))  #: unknown unknown
# So it is with what is taken of a dictionary or a list that was filled an unknown number of times.
a = [1]
d = {}
s = []
for i in range(len(undecided)):
    d[i] = a
    s.append(a)
for x in d.values(): x.append(4)
print(len(a))  #: unknown
a.clear()
for k, x in d.items(): x.append(4)
print(len(a))  #: unknown
a.clear()
d.get(0, [1]).append(4)
print(len(a))  #: unknown
a.clear()
d.setdefault(0, []).append(4)
print(len(a))  #: unknown
a.clear()
next(iter(s)).append(4)
print(len(a))  #: unknown
a.clear()
s[0:1] = [[2]]
for x in s: x.append(2)
print(len(a))  #: unknown
# Numbers have no insides.
widths = [4, 8] if undecided else [16]
k = [2]
for i, w in enumerate(widths): w += 1
print(len(k))  #: 1
