# What a generator changes behind a condition that is not decided is perhaps changed.
import sys

undecided = sys.argv
log = []
def numbers():
    yield 1
    if undecided:
        log.append('more')
        yield 2
for _ in numbers():
    pass
reveal(len(log))  #: len(log), an integer


# Whether a generator comes to its handler is not decided.
def handled():
    try:
        if undecided:
            raise KeyError
    except KeyError:
        yield 5
last = 6
for last in handled():
    pass
reveal(last)  #: unknown

# A generator that loops over another one, and is left where it is not decided what it yields.
taken = 0
def source():
    global taken
    for i in range(3):
        taken += 1
        yield i
def passing(items):
    for item in items:
        if undecided: yield item
for item in passing(source()): pass
print(taken)  #: unknown
# More items than are followed.
taken = 0
def many():
    global taken
    for i in range(5000):
        taken += 1
        yield i
for item in many(): pass
print(taken)  #: unknown
# What stands behind a loop that takes more steps than are tried of what is left.
late = []
def slow():
    if undecided: yield 1
    for i in range(5000): pass
    late.append(1)
for item in slow(): pass
print(len(late))  #: unknown
# It runs between the passes of the loop that takes its items, and sees what these have changed.
number = 0
total = 0
def summing():
    global total
    for i in range(3):
        if undecided: yield i
        total += number
for item in summing(): number += 1
print(total)  #: unknown
# So it does where they are taken one by one.
total = 0
number = 1
items = summing()
next(items, 0)
total = 0
next(items, 0)
print(total)  #: unknown
