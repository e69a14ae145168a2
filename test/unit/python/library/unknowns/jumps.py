# Jumps that perhaps happened, from the middle of `try`, `with` and loops.
import sys

undecided = sys.argv


# `finally` sees a `return` that perhaps happened.
seen = []
def leaves():
    try:
        if undecided:
            return 1
        seen.append('body')
    finally:
        seen.append('end')
    return 2
reveal(leaves())  #: 1 or 2, an integer
reveal(len(seen))  #: len(seen), an integer


# What a branch sets that goes on is not there where the other one returned.
state = 0
def sets():
    global state
    if undecided:
        state = 5
    else:
        return
sets()
reveal(state)  #: 0 or 5, an integer


# A handler sees what the body had made by the time of the exception, and nothing of what it would have made.
made = [1]
try:
    made.append(2)
    if undecided:
        raise ValueError
    made.append(3)
except ValueError:
    print(made)  #: [1, 2]
reveal(len(made))  #: len(made), an integer


# So does one that sets nothing.
count = 0
try:
    if undecided:
        raise KeyError
    count = 1
except KeyError:
    pass
reveal(count)  #: 1 or 0, an integer


# A function that perhaps returned before it raises.
def chosen(name):
    if name == 'a':
        return 64
    if name == 'b':
        return 32
    raise ValueError(name)
reveal(chosen(undecided[1]))  #: 64 or 32, an integer


# Which handler is reached depends on which of several is raised.
def checked():
    if undecided:
        raise ValueError
    else:
        raise KeyError
try:
    checked()
    way = 0
except ValueError:
    way = 1
except KeyError:
    way = 2
reveal(way)  #: 1 or 2, an integer


# `__exit__` is called on every way out, and perhaps ends the exception.
class Guard:
    entered = 0
    def __enter__(self):
        Guard.entered += 1
    def __exit__(self, kind, value, traceback):
        Guard.entered -= 1
        return kind is ValueError
after = 0
with Guard():
    if undecided:
        raise ValueError
    after = 1
reveal(after, Guard.entered)  #: 1 or 0, an integer; 0
def within():
    with Guard():
        if undecided:
            return 1
    return 2
reveal(within(), Guard.entered)  #: 1 or 2, an integer; 0


# A pass that is perhaps skipped, and surely breaks where it is not.
passes = 0
for size in [8, 16]:
    passes += 1
    if undecided:
        continue
    break
reveal(passes)  #: 1 or 2, an integer


# A `break` in the `else` of a loop is one of the loop around it.
rest = 0
while rest < 1:
    for _ in [1]:
        pass
    else:
        if undecided:
            break
    rest = 1
reveal(rest)  #: 0 or 1, an integer


# What one pass hands on to the next comes through all of them.
first, second, third = 0, 0, 0
while undecided:
    third = second
    second = first
    first = 1
reveal(third)  #: unknown


# Only the element that is perhaps made perhaps raises.
def fails(size):
    raise ValueError
caught = 0
try:
    made = [fails(size) for size in [8] if undecided]
except ValueError:
    caught = 1
reveal(caught)  #: 0 or 1, an integer


# What a pattern binds that perhaps fits.
match undecided:
    case [number]:
        reveal(number)  #: number


# What is raised by something of which nothing is known may come past the inner handlers, with what was done by then.
import data
outside = 0
try:
    try:
        data.run()
        outside = 1
    except KeyError:
        outside = 2
except Exception:
    outside += 10
reveal(outside)  #: 1 or 2 or 10, an integer


# An assertion that is not decided perhaps fails, where that is waited for.
import data
try:
    assert data.size > 3
    asserted = 2
except AssertionError:
    asserted = 3
reveal(asserted)  #: 2 or 3, an integer
def tried():
    try:
        assert data.size
        return 4
    except AssertionError:
        pass
    return 5
reveal(tried())  #: 4 or 5, an integer
assert data.size > 3
reveal(asserted)  #: 2 or 3, an integer
