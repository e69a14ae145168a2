# Lists: aliases are one list, slices are copies.
layers = [64, 32]
same, copy = layers, layers[:]
same.append(16)
print(layers, copy, same is layers, copy == [64, 32])  #: [64, 32, 16] [64, 32] True True
layers += [8]
print(same, layers[-1], layers[1:3], layers[::-1], layers[10:])  #: [64, 32, 16, 8] 8 [32, 16] [8, 16, 32, 64] []
layers[1:3] = [1, 2, 3]
del layers[0]
print(layers, layers.pop(), layers.pop(0), layers)  #: [2, 3] 8 1 [2, 3]
numbers = [3, 1, 2]
print(numbers.sort(), numbers, sorted([3, 1], reverse=True), sorted(['bb', 'a'], key=len))  #: None [1, 2, 3] [3, 1] ['a', 'bb']
print(sorted([(1, 'b'), (0, 'z'), (1, 'a')], key=lambda pair: pair[0]))  #: [(0, 'z'), (1, 'b'), (1, 'a')]
print([1, 2] + [3], [0] * 3, [1, 2].index(2), [1, 1].count(1), 2 in [1, 2], [1, [2]] == [1, [2]])  #: [1, 2, 3] [0, 0, 0] 1 2 True True
rows = [[0] * 2] * 2
rows[0][0] = 1
print(rows)  #: [[1, 0], [1, 0]]

# Tuples and comparison of sequences.
print((1,) + (2, 3), (1, 2)[0], (1, 2) < (1, 3), (1, 2) < (1, 2, 0), [2] > [1, 5], () == ())  #: (1, 2, 3) 1 True True True True

# Dicts keep the order of their keys.
config = {'units': 64, 'rate': 0.5}
config['units'] = 32
config.update(activation='relu')
print(config, config['units'], config.get('x'), config.get('x', 1), 'rate' in config)  #: {'units': 32, 'rate': 0.5, 'activation': 'relu'} 32 None 1 True
print(list(config), list(config.items())[0], config.pop('rate'), config.setdefault('new', []), len(config))  #: ['units', 'rate', 'activation'] ('units', 32) 0.5 [] 3
print({**{'a': 1}, 'b': 2}, {'a': 1} | {'a': 2}, dict(zip('ab', [1, 2])), dict.fromkeys('ab', 0))  #: {'a': 1, 'b': 2} {'a': 2} {'a': 1, 'b': 2} {'a': 0, 'b': 0}
print({'a': 1}.keys() & {'a', 'b'}, {'b': 1}.keys() == {'b'}, list({1: 2}.values()), {1: 'x', 1.0: 'y', True: 'z'})  #: {'a'} True [2] {1: 'z'}

# Sets.
print({1, 2} | {3}, {1, 2} & {2}, {1, 2} - {2}, {1, 2} ^ {2, 3}, {1} <= {1, 2}, len(set('aab')))  #: {1, 2, 3} {2} {1} {1, 3} True 2

# Unpacking.
first, *middle, last = range(5)
(a, b), c = (1, 2), 3
print(first, middle, last, a, b, c, [*range(2), *'x'], (*[1], 2))  #: 0 [1, 2, 3] 4 1 2 3 [0, 1, 'x'] (1, 2)

# Iteration.
print(list(zip([1, 2], 'ab')), list(enumerate('ab', 1)), list(map(str, [1, 2])), list(filter(None, [0, 1])), list(reversed([1, 2])))  #: [(1, 'a'), (2, 'b')] [(1, 'a'), (2, 'b')] ['1', '2'] [1] [2, 1]
print(range(0, 10, 3)[-1], len(range(5, 0, -2)), list(range(3, 0, -1)), 4 in range(0, 10, 2), range(5)[1:3])  #: 9 3 [3, 2, 1] True range(1, 3)
print(any([0, 1]), all([]), any(n > 2 for n in [1, 2]), sum(n * n for n in range(4)), max('abc', key=ord), min([], default=0))  #: True True False 14 c 0
items = iter([1, 2])
print(next(items), next(items), next(items, 'end'))  #: 1 2 end

for work in [lambda: [][0], lambda: {}['k'], lambda: [1].remove(2), lambda: {[]: 1}, lambda: (1, 2)['a'], lambda: sorted([1, 'a']), lambda: min([])]:
    try:
        work()
    except Exception as error:
        print(type(error).__name__, error)
#: IndexError list index out of range
#: KeyError 'k'
#: ValueError list.remove(x): x not in list
#: TypeError unhashable type: 'list'
#: TypeError tuple indices must be integers or slices, not str
#: TypeError '<' not supported between instances of 'str' and 'int'
#: ValueError min() arg is an empty sequence
