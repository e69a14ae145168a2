print('a' + 'b', 'ab' * 3, 'abc'[1], 'abc'[-1], 'hello'[1:4], 'hello'[::-1])  #: ab ababab b c ell olleh
print(len('日本'), len('😀'), '😀x'[1], 'é'.upper())  #: 2 1 x É
print('a,b,,c'.split(','), ' a  b '.split(), 'a b c'.split(' ', 1), 'a.b.c'.rsplit('.', 1))  #: ['a', 'b', '', 'c'] ['a', 'b'] ['a', 'b c'] ['a.b', 'c']
print('_'.join(['x', 'y']), 'block_1_conv'.replace('_', '/'), 'Layer'.lower(), 'dense layer'.title())  #: x_y block/1/conv layer Dense Layer
print('  x '.strip() + '|', 'xxabxx'.strip('x'), 'model.h5'.removesuffix('.h5'), 'k=v'.partition('='))  #: x| ab model ('k', '=', 'v')
print('conv2d'.startswith(('dense', 'conv')), 'abc'.find('c'), 'abc'.find('z'), 'banana'.count('an'))  #: True 2 -1 2
print('7'.zfill(3), 'ab'.center(6, '*'), 'ab'.ljust(4) + '|', 'ab'.rjust(4))  #: 007 **ab** ab  |   ab
print('12'.isdigit(), 'a1'.isalnum(), 'ab'.isalpha(), 'Ab'.isupper(), ''.isdigit(), 'x_1'.isidentifier())  #: True True True False False True

# repr chooses the quotes that need least escaping.
print(repr('a'), repr("it's"), repr('say "hi"'), repr('it\'s "x"'))  #: 'a' "it's" 'say "hi"' 'it\'s "x"'
print(repr('tab\t line\n \\ \x00 é \u200b'), ascii('é'))  #: 'tab\t line\n \\ \x00 é \u200b' '\xe9'
print(b'by\x00te', b'abc'[1], 'é'.encode(), b'\xc3\xa9'.decode())  #: b'by\x00te' 98 b'\xc3\xa9' é

# The three ways to format.
print(f'layer_{3}', f'{3.14159:.2f}', f'{1234567:,}', f'{0.256:.1%}', f'{"x":>3}|{"y":<3}|{"z":^3}')  #: layer_3 3.14 1,234,567 25.6%   x|y  | z 
print(f'{255:#x} {255:08b} {-5:+d} {5:+d} {1e10:e} {1e-10:g} {12345.678:.3g}')  #: 0xff 11111111 -5 +5 1.000000e+10 1e-10 1.23e+04
print(f'{2.5:.0f} {3.5:.0f} {0.125:.2f} {1e22:.0f}')  #: 2 4 0.12 10000000000000000000000
print(f'{"a"!r} {{x}} {3:{4}d}|{7=}')  #: 'a' {x}    3|7=7
print('%d%% %s %r %05.1f %-4d| %x' % (50, 'a', 'b', 2.25, 7, 255))  #: 50% a 'b' 002.2 7   | ff
print('%(name)s_%(n)03d' % {'name': 'conv', 'n': 7})  #: conv_007
print('{} {1}'.format('a', 'b') if False else '{0} {1} {0}'.format('a', 'b'), '{n:>4}'.format(n=5), '{0[k]} {1.real}'.format({'k': 1}, 2))  #: a b a    5 1 2
print(str(None), str([1, 'a']), str(1.0), str(True), str((1,)), str({'a': {1}}))  #: None [1, 'a'] 1.0 True (1,) {'a': {1}}

for work in [lambda: 'abc'[5], lambda: ', '.join([1]), lambda: '{:d}'.format('x'), lambda: '%d' % 'x', lambda: 'abc'.index('z')]:
    try:
        work()
    except Exception as error:
        print(type(error).__name__, error)
#: IndexError string index out of range
#: TypeError sequence item 0: expected str instance, int found
#: ValueError Unknown format code 'd' for object of type 'str'
#: TypeError %d format: a real number is required, not str
#: ValueError substring not found
