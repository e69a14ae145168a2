/** Recursion, endless iterators, large numbers and texts: Python itself as a bomb. */
import { areStopped } from './stopped.ts';

await areStopped(
  {
    'list mul nested': 'a=[0]*10**9\nb=[a]*10**9\nc=a*10**9',
    'list imul': 'a=[0]\nwhile True:\n    a*=10',
    'tuple mul': 'a=(0,)*10**9',
    'bytes mul': 'a=b"x"*10**12',
    bytearray: 'a=bytearray(10**12)\nb=bytes(10**12)',
    'many big strings': 'a=[]\nfor i in range(10**6):\n    a.append("x"*10**6+str(i))',
    'str join': 'a="".join(["x"*10**6]*10**6)',
    'str replace': 'a="x"*10**6\nb=a.replace("x","y"*10**6)',
    'str replace empty': 'a="x"*10**6\nb=a.replace("",a)',
    'str translate': 'a=("x"*10**6).translate({120:"y"*10**6})',
    'str center': 'a="x".center(10**12)\nb="x".zfill(10**12)\nc="x".ljust(10**12)\nd="\\t".expandtabs(10**12)',
    format:
      'a="%1000000000d"%1\nb="{:>999999999}".format(1)\nc=format(1,">999999999")\nd=f"{1:>{10**9}}"\ne="%.999999999f"%1.0\nf="{:.999999999f}".format(1.0)\ng="%*d"%(10**9,1)\nh=format(10**300,",")',
    'format nested': 'a="{0:{1}}".format(1,10**9)\nb="{0!r:>{1}}".format("x",10**9)',
    'getattr recursion': 'class A:\n    def __getattr__(self,n):\n        return getattr(self,n+"x")\na=A().b',
    'getattr recursion2': 'class A:\n    def __getattr__(self,n):\n        return self.zz\na=A().b',
    'getattribute recursion': 'class A:\n    def __getattribute__(self,n):\n        return self.zz\na=A().b',
    'setattr recursion': 'class A:\n    def __setattr__(self,n,v):\n        self.x=v\na=A()\na.y=1',
    'eq recursion': 'class A:\n    def __eq__(self,o):\n        return self==o\na=A()==A()\nb=A() in [A()]*10',
    'hash recursion': 'class A:\n    def __hash__(self):\n        return hash(self)\na={A():1}',
    'property recursion': 'class A:\n    @property\n    def x(self):\n        return self.x\na=A().x',
    'len recursion': 'class A:\n    def __len__(self):\n        return len(self)\na=len(A())\nb=bool(A())',
    'iter recursion': 'class A:\n    def __iter__(self):\n        return iter(self)\na=list(A())',
    'iter next endless':
      'class A:\n    def __iter__(self):\n        return self\n    def __next__(self):\n        return 1\na=list(A())\nfor b in A(): pass',
    'call recursion': 'class A:\n    def __call__(self):\n        return self()\na=A()()',
    'repr self nested': 'a=[]\na.append(a)\nb=str(a)\nc={}\nc[0]=c\nd=repr(c)\nprint(a,c)\na==a\nb=a==[a]\nhash((1,))',
    'eq self nested': 'a=[]\na.append(a)\nb=[]\nb.append(b)\nc=a==b\nd=a<b\ne=sorted([a,b])',
    'add recursion': 'class A:\n    def __add__(self,o):\n        return self+o+self\na=A()+A()\nb=sum([A()]*10,A())',
    'enter recursion':
      'class A:\n    def __enter__(self):\n        with self:\n            pass\n    def __exit__(self,*a): pass\nwith A(): pass',
    'decorator recursion': 'def d(f):\n    @d\n    def g(): pass\n    return g\n@d\ndef h(): pass',
    'generator recursion': 'def g(n):\n    yield n\n    yield from g(n+1)\na=list(g(0))',
    'generator exp':
      'def g(n):\n    if n:\n        yield from g(n-1)\n        yield from g(n-1)\n    yield n\na=list(g(60))',
    'generator chain': 'g=iter(range(10**9))\nfor i in range(10**5):\n    g=(x+1 for x in g)\na=next(g)',
    'map chain': 'g=range(10**9)\nfor i in range(10**5):\n    g=map(lambda x:x+1,g)\na=list(g)',
    'metaclass recursion':
      'class M(type):\n    def __new__(c,n,b,d):\n        return M("x",(),{})\nclass A(metaclass=M): pass',
    'class recursion': 'def f():\n    class A(f()): pass\n    return A\na=f()',
    'deep inheritance':
      'class A: pass\nfor i in range(10**5):\n    class A(A):\n        def f(self): return super().f()\na=A().f()',
    'deep inheritance init':
      'class A:\n    def __init__(self): pass\nfor i in range(10**4):\n    class A(A):\n        def __init__(self): super().__init__()\na=A()',
    'mro diamond':
      'class A: pass\nclass B: pass\n' +
      Array.from(
        { length: 60 },
        (_, i) =>
          `class A${i}(${i ? `A${i - 1}` : 'A'}): pass\nclass B${i}(${i ? `A${i - 1}` : 'A'}): pass\nclass C${i}(A${i},B${i}): pass`,
      ).join('\n'),
    'mro many bases':
      Array.from({ length: 500 }, (_, i) => `class A${i}: pass`).join('\n') +
      `\nclass Z(${Array.from({ length: 500 }, (_, i) => `A${i}`).join(',')}): pass\n` +
      Array.from({ length: 50 }, (_, i) => `class Z${i}(${i ? `Z${i - 1}` : 'Z'}): pass`).join('\n'),
    'closure nest': 'f=lambda: 1\nfor i in range(10**5):\n    f=(lambda g: lambda: g())(f)\na=f()',
    reduce:
      'import functools\na=functools.reduce(lambda a,b:a+a,range(100),[0])\nb=functools.reduce(lambda a,b:a*a,range(100),3)',
    lru_cache: 'import functools\n@functools.lru_cache(None)\ndef f(n): return f(n-1)+f(n-2) if n>1 else n\na=f(10**6)',
    fork: 'import threading\nwhile True:\n    threading.Thread(target=lambda: None).start()',
    power:
      'a=10**10**10\nb=2**(2**40)\nc=(10**1000)**1000\nd=pow(10,10**10)\ne=pow(3,10**12,7)\nf=(-1)**10**30\ng=1**10**30\nh=0**10**30\nk=2**-10**10',
    'square tower': 'a=3\nfor i in range(100):\n    a=a*a',
    'square tower2': 'a=3\nfor i in range(100):\n    a**=2',
    shift: 'a=1<<10**10\nb=1<<(1<<70)\nc=1>>10**30\nd=(1<<10**6)\nfor i in range(10**5): d=d<<10**6',
    'int str2': 'a=7**200000\nfor i in range(1000):\n    b=str(a)',
    float:
      'a=1e308*10\nb=float("1e99999")\nc=int(1e308)**100\nd=round(1e308,-10**9)\ne=round(10**400,-10**9)\nf=divmod(10**100000,7)',
    decimal: 'from decimal import Decimal\na=Decimal(10)**10**10',
    'sort list': 'a=list(range(10**5))\nfor i in range(10**4):\n    a.sort(key=lambda x:-x)\n    a.reverse()',
    'list insert': 'a=[]\nfor i in range(10**6):\n    a.insert(0,i)',
    'list copy': 'a=list(range(10**5))\nb=[]\nfor i in range(10**5):\n    b.append(a[:])',
    'list eq': 'a=list(range(10**5))\nb=list(range(10**5))\nfor i in range(10**5):\n    c=a==b',
    'list add': 'a=list(range(10**5))\nb=[]\nfor i in range(10**5):\n    b=a+a',
    'dict copy':
      'a={i:i for i in range(10**4)}\nb=[]\nfor i in range(10**5):\n    b.append(dict(a))\n    b.append({**a})\n    b.append(a|a)',
    'dict items':
      'a={i:i for i in range(10**4)}\nfor i in range(10**5):\n    b=list(a.items())\n    c=list(a)\n    d=sorted(a)',
    'string concat': 'a=""\nfor i in range(10**6):\n    a=a+"x"*1000',
    'string in':
      'a="a"*10**6\nfor i in range(10**5):\n    b=("a"*1000+"b") in a\n    c=a.count("a")\n    d=a.find("b")',
    'string index': 'a="a"*10**6\nfor i in range(10**5):\n    b=a[::2]\n    c=list(a)',
    unpack: 'a=[0]*10**6\ndef f(*a,**k): return f(*a,*a)\nb=f(1)',
    kwargs: 'def f(**k): return f(**k,**{"a"+str(len(k)):1})\na=f()',
    regex:
      'import re\na=re.match("(a+)+$","a"*40+"b")\nb=re.sub("(a*)*b","",("a"*40))\nc=re.findall("(x+x+)+y","x"*40)\nd=re.split("(a|aa)+$","a"*50+"b")\ne=re.search("(.*)*(.*)*=","x"*100)\nf=re.compile("((a+)+)+$").match("a"*50+"!")\ng=re.fullmatch("([a-z]+)*1","a"*50)\nprint(a,b,c,d,e)',
    literal_eval:
      'import ast\na=ast.literal_eval("["*10**5+"]"*10**5)\nb=ast.literal_eval("("*1000+")"*1000)\nc=ast.literal_eval("9"*10**6)',
    base64:
      'import base64,zlib\na=base64.b64decode("QUFB"*10**7)\nb=zlib.decompress(base64.b64decode("eJw="))\nc=base64.b64encode(b"x"*10**8)',
    'eval exec':
      'eval("9**9**9")\nexec("while True: pass")\na=eval("["*1000+"]"*1000)\ndef f(): return eval("f()")\nf()',
    'copy deepcopy':
      'import copy\na=[0]\nfor i in range(40): a=[a,a]\nb=copy.deepcopy(a)\nc=[]\nc.append(c)\nd=copy.deepcopy(c)\ne=[0]\nfor i in range(5000): e=[e]\nf=copy.deepcopy(e)\nprint(f)\nprint(e==f)\nprint(hash(tuple(e)))',
    'undecided while':
      'while unknown():\n    while unknown():\n        while unknown():\n            while unknown():\n                while unknown():\n                    while unknown():\n                        a=[unknown()]',
    'undecided try':
      Array.from({ length: 60 }, (_, i) => `${' '.repeat(i)}try:`).join('\n') +
      '\n' +
      ' '.repeat(60) +
      'a=unknown()\n' +
      Array.from({ length: 60 }, (_, i) => `${' '.repeat(59 - i)}except Exception: a=${i}`).join('\n'),
    'undecided list joins': 'a=[]\nfor i in range(10**4):\n    if unknown(i): a.append(i)\n    else: a=[a]\nprint(a)',
    del: 'class A:\n    def __del__(self):\n        A()\na=A()\ndel a',
    descriptor:
      'class D:\n    def __get__(self,o,t):\n        return o.x\n    def __set__(self,o,v):\n        o.x=v\nclass A:\n    x=D()\na=A().x\nA().x=1',
    'int subclass':
      'class I(int):\n    def __index__(self): return self.__index__()\n    def __add__(self,o): return I(self)+o\na=[0]*I(3)\nb=I(3)+1\nc=range(I(10))',
    setdefault: 'class D(dict):\n    def __missing__(self,k): return self[k+1]\na=D()[0]',
    'format recursion': 'class A:\n    def __format__(self,s): return format(self,s)\na=f"{A():x}"\nb="{}".format(A())',
    'string module':
      'import string\na=string.Template("$x"*10**6).substitute(x="y"*10**6)\nimport textwrap\nb=textwrap.wrap("x "*10**6,3)\nc=textwrap.indent("x\\n"*10**6," "*10**6)',
    time: 'import time\ntime.sleep(10**9)\na=input()\nimport subprocess\nb=subprocess.check_output(["ls"])',
    'linked list eq':
      'import dataclasses\n@dataclasses.dataclass\nclass N:\n    n: object\na=None\nb=None\nfor i in range(10**4):\n    a=N(a)\n    b=N(b)\nprint(a==b)\nprint(a)\nc=dataclasses.asdict(a)\nd=dataclasses.replace(a)',
    'a sum over 10³⁰ numbers': 'a = range(10**30)\nb = [len(a), a[10**29], 10**29 in a]\nc = sum(a)',
    'an endless cycle': 'import itertools\na = list(itertools.cycle([1]))',
    'a class that holds itself': 'class A: pass\nA.me=A\nprint(A)\nb=A\nprint(b.me.me)',
    'a tuple of the same tuple twice, as classes':
      't=(int,str)\nfor i in range(60): t=(t,t)\na=isinstance(1.0,t)\ntry:\n    raise KeyError\nexcept t: pass',
    'a union of itself': 't=int|str\nfor i in range(60): t=t|t\na=isinstance(1.0,t)',
    'dicts merged':
      'd={}\nfor i in range(10**5): d={**d,**{str(i):i}}\ne={}\nfor i in range(60): e={**e,"a"+str(i):e}\nprint(e)\nf=dict(**{str(i):i for i in range(10**5)})',
    'a tower of classes by type()': 't=object\nfor i in range(10**5): t=type("T"+str(i),(t,),{"a":i})\nprint(t().a)',
    'a text of two units a character':
      's="😀"*10**6\nfor i in range(10**5): a=s[i]\nfor i in range(10**5): a=len(s)\nfor i in range(10**5): a=s[i:i+3]',
    'sets in sets':
      'v=frozenset()\nfor i in range(10**4): v=frozenset([v])\nfor i in range(60): v=frozenset([v,(v,)])\nx={v:v}',
    'widths in f-strings':
      'w=10**9\na=f"{1:{w}}"\nb=f"{f"{1:{10**8}}":>{10**9}}"\nc=f"{3.14:0{10**7}.{10**7}f}"\nd=[f"{i:>{i*1000}}" for i in range(10**5)]\ne=f"{10**100000:b}"',
    'a pattern that tries all ways':
      'import re\na=re.match(r"(a+)+$","a"*40+"b")\nb=re.match(r"(a|aa)+$","a"*60+"b")\nc=re.search(r"(.*)(.*)(.*)(.*)(.*)x","y"*3000)\nd=re.compile("("*5000+")"*5000)\ne=re.match("(?:a{0,1000}){0,1000}b","a"*2000)',
    'generators of generators':
      'def g():\n    yield 1\n    yield from g()\na=list(g())\ndef k(n):\n    if n: yield from k(n-1); yield from k(n-1)\n    yield n\nb=list(k(40))\ne=(x for x in range(10**9))\nfor i in range(3000): e=(x+1 for x in e)\nnext(e)',
  },
  {
    'str mul': 'a="x"*10**12\nb="ab"*10**8\nc=[("y"*10**7)+str(i) for i in range(10**5)]',
    'str split': 'a=("x "*10**6).split()\nb=[a+[i] for i in range(1000)]',
    'comprehension tower':
      'a=[[[[[[0 for a in range(1000)] for b in range(1000)] for c in range(1000)] for d in range(1000)] for e in range(1000)] for f in range(1000)]',
    'comprehension flat': 'a=[0 for a in range(1000) for b in range(1000) for c in range(1000) for d in range(1000)]',
    'dict comp': 'a={i:{j:0 for j in range(10**6)} for i in range(10**6)}',
    'set comp': 'a={i for i in range(10**9)}',
    'dict fromkeys': 'a=dict.fromkeys(range(10**9))',
    'dict zip': 'a=dict(zip(range(10**9),range(10**9)))',
    'set range': 'a=set(range(10**9))\nb=frozenset(range(10**9))',
    'hash exp': 'class A:\n    def __hash__(self):\n        return hash((A(),A()))\na={A():1}',
    'getitem endless':
      'class A:\n    def __getitem__(self,i):\n        return i\na=list(A())\nfor b in A(): pass\nc=3.5 in A()',
    'repr recursion': 'class A:\n    def __repr__(self):\n        return repr(self)+str(self)\na=repr(A())\nb=f"{A()}"',
    compose: 'import functools\nf=lambda x:x\nfor i in range(10**5):\n    f=functools.partial(f)\na=f(1)',
    'mutual recursion': 'def f(n): return g(n)+g(n)\ndef g(n): return f(n)+f(n)\na=f(1)',
    'int str': 'a=str(10**100000)\nb=int("9"*10**6)\nc=int("f"*10**7,16)\nd=[str(3**i) for i in range(10**5)]',
    'bigint mul': 'a=7**300000\nfor i in range(10**5):\n    b=a*a//3%11',
    'bigint gcd':
      'import math\na=math.gcd(7**100000,3**100000)\nb=math.lcm(*range(1,10**5))\nc=math.comb(10**7,5*10**6)\nd=math.perm(10**7,10**6)\ne=math.prod(range(1,10**6))\nf=math.isqrt(7**300000)\ng=math.factorial(10**5)',
    fraction: 'from fractions import Fraction\na=Fraction(1,3)\nfor i in range(10**6): a=a*a+1',
    'list in': 'a=list(range(10**5))\nfor i in range(10**5):\n    b=i in a\n    c=a.index(99999)\n    d=a.count(3)',
    'string upper': 'a="a"*10**6\nfor i in range(10**5):\n    b=a.upper().lower().strip().title()',
    'string split loop': 'a="a "*10**5\nfor i in range(10**5):\n    b=a.split()',
    'string of unicode': 'a="😀"*10**6\nfor i in range(10**5):\n    b=a[5]\n    c=len(a)',
    'product len': 'import itertools\nfor x in itertools.product(*[range(1000)]*1000): pass',
    'iter sentinel': 'a=list(iter(lambda:1,2))\nb=list(iter(int,1))',
    json: 'import json\na=json.loads("["*10**5+"]"*10**5)\nb=json.loads("["*5000+"]"*5000)\nprint(b)\nc=json.dumps(b)\nd=json.loads("1e999999999")\ne=json.loads("9"*10**6)\nx=[0]\nx.append(x)\nf=json.dumps(x)\ng=json.loads("["+"0,"*10**6+"0]")\nh=json.dumps([g]*1000)\nprint(h)',
    'enum dataclass':
      'import dataclasses,enum\nD=dataclasses.make_dataclass("D",["a"+str(i) for i in range(10**6)])\nE=enum.Enum("E",["a"+str(i) for i in range(10**6)])\n@dataclasses.dataclass\nclass N:\n    n: object=dataclasses.field(default_factory=lambda: N())\na=N()',
    'undecided recursion':
      'def f(n):\n    if unknown(n): return f(n-1)+f(n-2)\n    if unknown(n+1): return f(n-3)\n    return n\na=f(k)',
    'undecided loops deep':
      Array.from({ length: 40 }, (_, i) => `${' '.repeat(i)}for i${i} in unknown${i}:`).join('\n') +
      '\n' +
      ' '.repeat(40) +
      'a=i0',
    'undecided big state':
      'd={i:[i] for i in range(10**4)}\nfor i in range(10**4):\n    if unknown(i):\n        for k in d: d[k]=d[k]+[i]',
    'sorted cmp':
      'import functools\nclass A:\n    def __lt__(self,o): return sorted([A(),A()])\na=sorted([A()]*100)\nb=min(A(),A())',
    random:
      'import random\na=random.sample(range(10**9),10**8)\nb=random.choices([1],k=10**12)\nc=random.shuffle(list(range(10**7)))\nd=random.randbytes(10**12)',
    'os walk':
      'import os,glob,pathlib\nfor r,d,f in os.walk("/"): pass\na=glob.glob("/**/*",recursive=True)\nb=list(pathlib.Path("/").rglob("*"))\nc=open("/dev/zero").read()\nwith open("/etc/passwd") as f: d=f.read()\nfor l in open("/dev/zero"): pass\np=pathlib.Path("a")\nfor i in range(10**5): p=p/"b"\nprint(p)',
    'a sorted range': 'a = sorted(range(10**9))',
    'a range unpacked into print': 'print(*range(10**9))',
    'a product of a million by itself': 'import itertools\na = list(itertools.product(range(10**6), repeat=10))',
    'a text joined without end': 'import itertools\na = "".join(map(str, itertools.count()))',
    'a count of 10⁹ things': 'import collections\na = collections.Counter(range(10**9))',
    'tuples of the same tuple twice, compared':
      'a = ()\nfor i in range(60): a = (a, a)\nb = ()\nfor i in range(60): b = (b, b)\nc = a == b',
    'lists copied in every way':
      'a=list(range(1000))\nb=[a.copy() for i in range(10**6)]\nc=[list(a) for i in range(10**6)]',
    'lists taken apart': 'a=list(range(1000))\nb=[a[:] for i in range(10**6)]\nc=[tuple(a) for i in range(10**6)]',
    'many lists of thousands':
      'a=[[0]*5000 for i in range(10**6)]\nb={(i,j):[i]*j for i in range(3000) for j in range(3000)}',
    'a data class of thousands of fields':
      'import dataclasses\n@dataclasses.dataclass\nclass D:\n' +
      Array.from({ length: 5000 }, (_, i) => `    a${i}: int = ${i}`).join('\n') +
      '\nd=D()\nfor i in range(1000): d=dataclasses.replace(d,a1=i)\ne=[D() for _ in range(1000)]\nprint(d==D())',
    'a class of thousands of bases':
      Array.from({ length: 1000 }, (_, i) => `class C${i}: pass`).join('\n') +
      '\nclass X(' +
      Array.from({ length: 1000 }, (_, i) => `C${i}`).join() +
      '): pass\nx=X()\ny=hasattr(x,"foo")',
    'classes of classes of classes':
      'class M(type):\n    def __call__(c,*a): return c(*a)\n    def __getattr__(c,n): return getattr(c,n)\nclass A(metaclass=M): pass\na=A()\nb=A.x\nclass C:\n    def __init_subclass__(c,**k):\n        class D(C): pass\nclass E(C): pass\nclass F:\n    def __new__(c): return F()\nf=F()',
    'thousands of patterns':
      'def f(x):\n    match x:\n' +
      Array.from(
        { length: 3000 },
        (_, i) => `        case [${i},*r]: return layers.Dense(${i + 1})(r)\n        case {"k${i}":v,**rest}: return v`,
      ).join('\n') +
      '\na=f([2999,1])\nfor i in range(1000): c=f([i])',
    'a nest of dicts in every function':
      'import json,copy,pickle\na=1\nfor i in range(60): a={"l":a,"r":a}\ns=json.dumps(a)\nb=copy.deepcopy(a)\nc=a=={"l":a,"r":a}\nd=repr(a)\nprint(a)\nk=np.array(a)\nm=keras.tree.flatten(a)\nn=layers.Dense(4,kernel_initializer=a)',
  },
);
