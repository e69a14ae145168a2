# A list that may hold more than is known never gives a definite wrong answer.
import data
items = [1, 2]
items.extend(data.more)
print(len(items), 1 in items, 5 in items, items[0], sorted(items), items == [1, 2], bool(items), sum(items))  #: unknown unknown unknown unknown unknown unknown unknown unknown
items.clear()
items.append(3)
print(items, len(items))  #: [3] 1

# A position that is not known may be any.
fixed = [1, 1, 1]
fixed[data.i] = 2
print(len(fixed), fixed[0], 1 in fixed)  #: 3 unknown unknown
same = [7, 7]
print(same[len(data.xs) % 2])  #: 7

table = {'a': 1, 'b': 2}
table[data.key] = 3
print(len(table), table['a'], 'c' in table, table.get('c'))  #: unknown unknown unknown unknown
clear = {'a': 1}
print(clear.get(data.key, 0), data.key in clear, data.key in {})  #: unknown unknown False

# Order and choice.
print(sorted([2, data.x])[0], max([1, data.x]), any([data.x, 1]), all([data.x, 0]))  #: unknown unknown True False
import random
print(random.choice([5]), random.choice([5, 6]) > 4, len(random.sample(range(9), 3)))  #: 5 True 3

# range of a number that is not known.
count = len(data.xs)
reveal(len(range(count)))  #: len(data.xs), an integer
print(list(range(count)))  #: unknown

# What stops a generator from being known.
def picked(values):
    for value in values:
        if data.flag: yield value
print(list(picked([1, 2])), [v for v in [1, 2] if data.flag], sum(v for v in [1] if data.flag))  #: unknown unknown unknown


# What is spread into a dictionary that is written out may overwrite what stands before it, and nothing behind it.
import data
written = {'units': 64, **data.settings(), 'rate': 2}
print(written['units'], written['rate'])  #: unknown 2
within = {'units': 64, **{'size': 1, **data.settings()}}
print(within['units'], within['size'])  #: unknown unknown
keyed = {'units': 64, data.key(): 3, 'rate': 2}
print(keyed['units'], keyed['rate'])  #: unknown 2
named = {'units': data.shape[1]}
named.update(data.settings())
print(named['units'])  #: unknown
