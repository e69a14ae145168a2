import numpy as np
import pandas as pd

df = pd.DataFrame({'a': [1, 2, 3], 'b': [4.0, 5.0, 6.0], 'label': ['x', 'y', 'x']})
print(df.shape, len(df), df.columns.tolist(), df['a'].shape, df[['a', 'b']].values.shape, df.drop('label', axis=1).shape)  #=> (3, 3) | 3 | [a, b, label] | (3,) | (3, 2) | (3, 2)
print(df.drop(columns=['a', 'b']).to_numpy().shape, df.iloc[:, :-1].shape, df.iloc[:2, 0].shape, df.loc[:, 'a':'b'].shape, df.values[:, 1:].shape)  #=> (3, 1) | (3, 2) | (2,) | (3, 2) | (3, 2)
df['c'] = df['a'] * 2
print(df.shape, df.head(2).shape, df[df['a'] > 1].shape[1], df.iloc[0].shape)  #=> (3, 4) | (2, 4) | 4 | (4,)
y = df.pop('label')
print(y.shape, df.shape, y.values.shape, len(y.unique()))  #=> (3,) | (3, 3) | (3,) | 2
t = pd.DataFrame(np.zeros((50, 4)), columns=list('wxyz'))
print(t.shape, t[['w', 'z']].shape, (t / 2).shape, (t - t.mean()).shape, t.x.shape, pd.concat([t, t]).shape, pd.concat([t, t], axis=1).shape)  #=> (50, 4) | (50, 2) | (50, 4) | (50, 4) | (50,) | (100, 4) | (50, 8)
u = pd.read_csv('data.csv')
print(u.shape[1], u.values.shape[1], len(u), u['close'].values.ndim)  #=> u.shape[1] | u.values.shape[1] | len(u) | u['close'].values.ndim
named = pd.read_csv('auto.csv', names=['mpg', 'cylinders', 'weight'], sep=' ')
print(named.shape[1], named.drop('mpg', axis=1).values.shape[1])  #=> 3 | 2
s = pd.Series([1, 2, 3])
print(s.shape, s.max(), np.array(s).tolist(), s.map(lambda v: v).shape, np.array(df).shape)  #=> (3,) | 3 | [1, 2, 3] | (3,) | (3, 3)
named.dropna(inplace=True)
print(named.shape[1], np.asarray(named['mpg']).ndim)  #=> 3 | 1
