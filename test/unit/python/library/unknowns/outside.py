# Nothing outside of the program is looked at.
import argparse, os, sys
print(os.environ.get('BATCH_SIZE', 64), os.getenv('NAME', 'x'))  #: 64 x
print(os.environ.get('HOME'), os.environ['HOME'], 'HOME' in os.environ, os.listdir('.'))  #: unknown unknown unknown unknown
os.environ['MODE'] = 'test'
print(os.environ['MODE'], os.path.exists('x'), open('f').read())  #: test unknown unknown
print(len(sys.argv), sys.version_info[0], sys.version_info >= (3, 6), sys.version_info >= (3, 12), sys.maxsize > 2 ** 32)  #: unknown 3 True unknown True

parser = argparse.ArgumentParser(description='training')
parser.add_argument('data')
parser.add_argument('--units', type=int, default=64)
parser.add_argument('--rate', type=float, default='0.5')
parser.add_argument('--layers', type=int, nargs='+', default=[32, 16])
parser.add_argument('-b', '--batch-size', type=int, required=True)
parser.add_argument('--verbose', action='store_true')
args = parser.parse_args()
print(args.units, args.rate, args.layers, args.verbose, vars(args)['units'])  #: 64 0.5 [32, 16] False 64
reveal(args.batch_size * 2)  #: 2·args.batch_size, an integer
reveal(args.data)  #: args.data
options, rest = parser.parse_known_args()
print(options.units, len(rest))  #: 64 unknown

import random, time
print(random.random() < 0.5, time.time(), input('name? '))  #: unknown unknown unknown
