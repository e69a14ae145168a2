/** Sizes and modes of pictures, from their headers, as Pillow tells them. */
import type { ImageOfFile } from '../python/domain/data-files.ts';

/** A header lies within so many bytes, but for JPEGs with large notes before it. */
export const BYTES_OF_IMAGE = 262_144;

/** undefined where it is no picture of a kind that is known here, or its mode is not clear. */
export function imageOf(bytes: Uint8Array): ImageOfFile | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 26) return undefined;
  if (view.getUint32(0) === 0x89504e47) return png(view);
  if (view.getUint16(0) === 0xffd8) return jpeg(view);
  if (view.getUint32(0) === 0x47494638)
    return { width: view.getUint16(6, true), height: view.getUint16(8, true), mode: 'P' };
  if (view.getUint16(0) === 0x424d) return bitmap(view);
  return undefined;
}

/** Pillow's modes by bit depth and color type. */
const PNG_MODES: Readonly<Record<string, string>> = {
  '1 0': '1',
  '2 0': 'L',
  '4 0': 'L',
  '8 0': 'L',
  '8 2': 'RGB',
  '16 2': 'RGB',
  '1 3': 'P',
  '2 3': 'P',
  '4 3': 'P',
  '8 3': 'P',
  '8 4': 'LA',
  '8 6': 'RGBA',
  '16 6': 'RGBA',
};

function png(view: DataView): ImageOfFile | undefined {
  const mode = PNG_MODES[`${view.getUint8(24)} ${view.getUint8(25)}`];
  return mode === undefined ? undefined : { width: view.getUint32(16), height: view.getUint32(20), mode };
}

const JPEG_MODES: Readonly<Record<number, string>> = { 1: 'L', 3: 'RGB', 4: 'CMYK' };

/** The segment that begins a frame has the size. */
function jpeg(view: DataView): ImageOfFile | undefined {
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const mode = JPEG_MODES[view.getUint8(at + 9)];
      return mode === undefined ? undefined : { width: view.getUint16(at + 7), height: view.getUint16(at + 5), mode };
    }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function bitmap(view: DataView): ImageOfFile | undefined {
  const bits = view.byteLength >= 30 ? view.getUint16(28, true) : 0;
  if (bits !== 24) return undefined;
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)), mode: 'RGB' };
}
