# Classes that inherit from builtins.
class Config(dict):
    def __getattr__(self, key): return self[key]
    def __setattr__(self, key, value): self[key] = value
config = Config(units=4)
config.rate = 0.5
print(config, config.units, config['rate'], {**config}, len(config), 'units' in config, dict(config) == config)  #: {'units': 4, 'rate': 0.5} 4 0.5 {'units': 4, 'rate': 0.5} 2 True True

class Layers(list):
    def total(self): return sum(self)
layers = Layers([1, 2])
layers.append(3)
print(layers, layers.total(), layers[-1], layers == [1, 2, 3], [x for x in layers], isinstance(layers, list))  #: [1, 2, 3] 6 3 True [1, 2, 3] True

class Bad(ValueError):
    def __init__(self, message, code):
        super().__init__(message)
        self.code = code
try:
    raise Bad('wrong', 7)
except ValueError as error:
    print(error, error.code, error.args, repr(error))  #: wrong 7 ('wrong',) Bad('wrong')

import enum
class Kind(str, enum.Enum):
    DENSE = 'dense'
print(Kind.DENSE == 'dense', Kind('dense').name, Kind.DENSE.upper(), str(Kind.DENSE), {'dense': 1}[Kind.DENSE])  #: True DENSE DENSE Kind.DENSE 1
class Size(enum.IntEnum):
    SMALL = 8
print(Size.SMALL * 2, Size.SMALL == 8, range(Size.SMALL)[-1], f'{Size.SMALL:03d}')  #: 16 True 7 008

# A union has each class once, and a class with itself is that class.
print((int | int) is int, isinstance('a', int | str | int), isinstance(1.5, int | str))  #: True True False
