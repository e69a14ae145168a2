/** Pictures as bytes: what was encoded, written and read again keeps its size. */
import { HostValue } from '../../python/domain/host.ts';
import type { Value } from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { define, type LibraryCall } from '../../python/library/arrays/library-call.ts';
import { words } from '../../words/message.ts';

export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Without loss: the elements stay. */
  readonly elements: readonly Value[] | undefined;
}

/** A picture as bytes: which ones they are is not said. */
export class CodedImage extends HostValue {
  readonly typeName = 'bytes';
  readonly picture: Picture;
  constructor(picture: Picture) {
    super();
    this.picture = picture;
  }
  override truth(): boolean {
    return true;
  }
}

const coded = (elements: readonly Value[] | undefined): ArrayValue =>
  new ArrayValue({
    shape: [],
    dtype: 'string',
    elements,
    library: 'tensorflow',
    reason: words`the bytes of a picture are not worked out`,
  });

const encode = (name: string, isExact: boolean) =>
  define(name, 'image compression|format quality name', (call) => {
    const image = call.array('image');
    const { shape } = image;
    const outer = shape.slice(0, -3);
    if (outer.length > 0) return new ArrayValue({ shape: outer, dtype: 'string', library: 'tensorflow' });
    const [height, width, channels] = shape;
    if (typeof height !== 'number' || typeof width !== 'number' || typeof channels !== 'number')
      return coded(undefined);
    const elements = isExact && image.dtype === 'uint8' ? image.elements : undefined;
    return coded([new CodedImage({ height, width, channels, elements })]);
  });

export const encodeFunctions = {
  encode_png: encode('encode_png', true),
  encode_jpeg: encode('encode_jpeg', false),
};

/** The picture in a tensor of bytes, where it is known. */
export function pictureIn(call: LibraryCall, name: string): Picture | undefined {
  const contents = call.passed(name);
  const plain = contents instanceof ArrayValue && contents.shape?.length === 0 ? contents.elements?.[0] : contents;
  return plain instanceof CodedImage ? plain.picture : undefined;
}
