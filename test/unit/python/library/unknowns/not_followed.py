# Code that is not followed runs what it is given, and what that changes is not known: by whatever way it comes to it.
from data import consume
import heapq
from functools import partial
from heapq import heappush

# Generators, and iterators that call something for their items.
n = 0
def count():
    global n
    for i in range(3):
        n += 1
        yield i
consume(count())
print(n)  #: unknown
n = 0
def one_more(x):
    global n
    n += 1
    return x
consume(map(one_more, [1, 2]))
print(n)  #: unknown
n = 0
consume(one_more(i) for i in range(3))
print(n)  #: unknown
n = 0
consume(partial(one_more, 2))
print(n)  #: unknown

# Objects that are called, or whose items are taken.
n = 0
class Called:
    def __call__(self):
        one_more(1)
consume(Called())
print(n)  #: unknown
n = 0
class Looped:
    def __iter__(self):
        one_more(1)
        return iter([])
consume(Looped())
print(n)  #: unknown
n = 0
consume([1], 'a', 3)
print(n)  #: 0

# Names of the module that are set in other ways than by `=`.
n = 0
def by_walrus():
    global n
    if (n := 5): pass
consume(by_walrus)
print(n)  #: unknown
def three(): return 3
def defining():
    global three
    def three(): return 4
consume(defining)
print(three())  #: unknown

# Containers under other names, in calls, in other objects.
items = [1]
def alias():
    same = items
    same.append(2)
consume(alias)
print(len(items))  #: unknown
items = [1]
def put(into): into.append(2)
def putting():
    put(items)
consume(putting)
print(len(items))  #: unknown
items = [1]
outer = [items]
def inner():
    outer[0].append(3)
consume(inner)
print(len(items))  #: unknown
items = [1]
def default(into=items):
    into.append(3)
consume(default)
print(len(items))  #: unknown
items = [1]
def heap():
    heapq.heappush(items, 3)
consume(heap)
print(len(items))  #: unknown

# Classes, attributes by texts, functions in tables.
class Box:
    size = 1
box = Box()
def of_class():
    Box.size = 2
consume(of_class)
print(box.size)  #: unknown
class Case:
    size = 1
case = Case()
def by_text():
    setattr(case, 'size', 2)
consume(by_text)
print(case.size)  #: unknown
n = 0
def up():
    global n
    n += 1
table = {'up': up}
def by_table():
    table['up']()
consume(by_table)
print(n)  #: unknown

# Lists and objects of its own, and what it only reads, are nobody else's.
names = ['a', 'b']
class Kept:
    sizes = [1]
    def unused(self):
        self.sizes.append(2)
kept = Kept()
def reading():
    found = []
    for name in names:
        found.append(name + str(kept.sizes))
    return found
consume(reading)
print(len(names), len(kept.sizes))  #: 2 1

# The same in a call that is given up.
def deep(k, what): return deep(k - 1, what) if k else what()
gen = count()
n = 0
deep(300, lambda: next(gen))
print(n)  #: unknown
def nested(k):
    if k: return nested(k - 1)
    add(3)
items = []
add = items.append
nested(300)
print(len(items))  #: unknown
items = []
def pushing(k):
    if k: return pushing(k - 1)
    heappush(items, 3)
pushing(300)
print(len(items))  #: unknown
# Names and attributes that were not there before.
class Empty: pass
empty = Empty()
def naming(k):
    global named
    if k: return naming(k - 1)
    named = 3
    empty.size = 3
naming(300)
print(named, empty.size)  #: unknown unknown
class Plain:
    n = 1
plain = Plain()
def by_dict(k):
    if k: return by_dict(k - 1)
    plain.__dict__['n'] = 3
by_dict(300)
print(plain.n)  #: unknown
n = 1
def by_globals(k):
    if k: return by_globals(k - 1)
    globals()['n'] = 3
by_globals(300)
print(n)  #: unknown
n = 1
exec('n = 3')
print(n)  #: unknown
