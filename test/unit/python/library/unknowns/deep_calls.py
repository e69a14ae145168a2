# Calls nested deeper than they are followed: what they would have gone on to change is not known.
import data
items = []
table = {}
total = 0
class Box:
    made = 0
box = Box()
box.held = 0
def grow(n):
    global total
    if n > 0:
        items.append(n)
        table[n] = n
        total += 1
        Box.made += 1
        box.held += 1
        return grow(n - 1)
    return 'done'
result = grow(30)
print(len(items), len(table), total, Box.made, box.held, result)  #: 30 30 30 30 30 done
result = grow(300)
print(len(items), len(table), total, Box.made, box.held, result)  #: unknown unknown unknown unknown unknown unknown

def counter():
    inner = 0
    def count(n):
        nonlocal inner
        inner += 1
        if n:
            count(n - 1)
    return count, lambda: inner
count, counted = counter()
count(20)
print(counted())  #: 21
count(500)
print(counted())  #: unknown

# A function that never ends for what it is given is left where Python leaves it too; others go on.
def endless(n):
    return [endless(n - 1), endless(n - 2)]
got = endless(3)
print(got)  #: unknown
print(grow(0))  #: done
# What is not decided is no endless call.
def perhaps(n):
    if data.flag:
        return perhaps(n - 1)
    return 4
print(perhaps(3) == 4)  #: unknown

# What the function that calls itself would have done, and those that it would have called.
def deep(n):
    return n if n == 0 else deep(n - 1)
class Held:
    def __init__(self):
        self.size = 1
        self.parts = [1]
        self.kept = 5
    def grow(self):
        self.parts.append(2)
held = Held()
names = ['a']
settings = {'units': 3}
untouched = 8
level = 1
def later(into):
    global level
    level = 2
    into['units'] = 4
    held.size = 2
    held.grow()
def change(more, n):
    if n > 0:
        return change(more, n - 1)
    more += ['b']
    later(settings)
change(names, 300)
print(len(names), settings['units'], level, held.size, len(held.parts))  #: unknown unknown unknown unknown unknown
print(held.kept, untouched)  #: 5 8

# What stands behind the call that is given up is followed.
more = ['a']
def beside():
    deep(300)
    more.append('b')
beside()
print(len(more))  #: 2

# Names that the statement binds in other ways.
first, second, third = 1, 2, 3
if (first := deep(300)) > 3:
    pass
for number in [deep(300)]:
    from data import second
    del third
print(first, second, third)  #: unknown unknown unknown
# A name that is set where it is not decided whether it is, before the end of the fuel.
chosen = 1
def choose():
    global chosen
    chosen = 2
def perhaps_chosen():
    if data.flag:
        choose()
        endless(3)
perhaps_chosen()
print(chosen)  #: unknown

# What a constructor that is given up sets of its object, and exceptions that a call which is given up may raise.
class Made:
    def __init__(self):
        self.a = 1
        if data.n != 0:
          if data.n != 1:
            if data.n != 2:
              if data.n != 3:
                if data.n != 4:
                  if data.n != 5:
                    if data.n != 6:
                      if data.n != 7:
                        if data.n != 8:
                          if data.n != 9:
                            if data.n != 10:
                              if data.n != 11:
                                if data.n != 12:
                                  if data.n != 13:
                                    self.a = 4
made = Made()
print(made.a)  #: unknown
def raising(n):
    if n: return raising(n - 1)
    if data.flag: raise KeyError
    raise ValueError
how = 0
try:
    raising(300)
    how = 2
except ValueError:
    pass
except KeyError:
    how = 3
print(how)  #: unknown
from contextlib import suppress
how = 0
with suppress(ValueError):
    raising(300)
    how = 2
print(how)  #: unknown
how = 0
try:
    try:
        deep(300)
        how = 2
    finally:
        seen = how
except ValueError:
    pass
print(seen)  #: 2
