# A generator runs step by step with whoever takes its items.
def steps(n):
    for i in range(n):
        print('made', i)
        yield i
    print('end')
made = steps(3)
print('nothing yet')
print(next(made))
print('between')
print(list(made))
#: nothing yet
#: made 0
#: 0
#: between
#: made 1
#: made 2
#: end
#: [1, 2]

# One without end gives as many as are asked for.
def numbers(start):
    n = start
    while True:
        yield n
        n += 1
names = numbers(5)
print(next(names), next(names), [n for n, _ in zip(names, 'ab')])  #: 5 6 [7, 8]
print(next(n for n in numbers(1) if n * n > 30), any(n > 3 for n in numbers(0)))  #: 6 True

def both():
    yield 0
    yield from [1, 2]
    return
print(list(both()), sum(both()), max(x * 2 for x in both()))  #: [0, 1, 2] 3 4

def guarded():
    try:
        yield 1
        raise ValueError('inside')
    except ValueError as error:
        print('caught', error)
    finally:
        print('closed')
print(list(guarded()))
#: caught inside
#: closed
#: [1]

import contextlib
@contextlib.contextmanager
def scope(name):
    print('enter', name)
    yield name.upper()
    print('leave', name)
with scope('a') as value:
    print(value)
#: enter a
#: A
#: leave a
