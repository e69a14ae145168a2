# What is evaluated when, and how often.
def given(*args, **options):
    return args, options

# What is behind a star is spread out before the next argument is evaluated.
numbers = iter([1, 2, 3])
print(given(*numbers, next(numbers, 9)))  #: ((1, 2, 3, 9), {})

# Arguments by position come before those by name, also where they stand behind them.
numbers = iter([1, 2])
print(given(name=next(numbers), *[next(numbers)]))  #: ((1,), {'name': 2})

# The parts of a target that is added to are evaluated once.
asked = []
def place(index):
    asked.append(index)
    return index
items = [5, 6]
items[place(1)] += 1
print(items, asked)  #: [5, 7] [1]
class Box:
    n = 1
def box():
    asked.append('box')
    return Box
box().n += 1
print(Box.n, asked)  #: 2 [1, 'box']

# The names of a pattern are bound where all of it fits.
name = 'before'
match (1, 2):
    case (name, 3):
        pass
print(name)  #: before
match (1, 2):
    case (name, 2) if name > 1:
        pass
print(name)  #: 1
