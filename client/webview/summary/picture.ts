/** The graph as a file: SVG from the layout worker, PNG from the page's canvas. */
import type { Theme } from '../../../server/explain/options.ts';
import { startWorker } from '../common/host.ts';
import type { Picture, PictureRequest } from './drawn.ts';
import type { Model, PictureFormat } from './messages.ts';

/** A canvas has limits; a larger graph is drawn smaller. */
const MOST = { side: 16_000, pixels: 120_000_000 };
/** Pixels of the file for one of the drawing, so that letters are sharp. */
const SHARP = 2;

/** In base64. */
export async function drawPicture(
  model: Model,
  opened: readonly string[],
  fold: boolean,
  format: PictureFormat,
): Promise<string> {
  const svg = await drawSvg(model, opened, fold);
  return base64(format === 'svg' ? new TextEncoder().encode(svg) : await png(svg));
}

async function drawSvg(model: Model, opened: readonly string[], fold: boolean): Promise<string> {
  const worker = await startWorker('layout');
  try {
    const request: PictureRequest = { request: 0, model, theme: themeOfPage(), opened, fold };
    return await new Promise((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Picture>) => resolve(data.svg));
      worker.addEventListener('error', ({ message }) => reject(new Error(message)));
      worker.postMessage(request);
    });
  } finally {
    worker.terminate();
  }
}

function themeOfPage(): Theme {
  const { classList } = document.body;
  return classList.contains('vscode-high-contrast') && !classList.contains('vscode-high-contrast-light')
    ? 'high-contrast'
    : classList.contains('vscode-dark')
      ? 'dark'
      : 'light';
}

async function png(svg: string): Promise<Uint8Array> {
  const image = new Image();
  image.src = `data:image/svg+xml;base64,${base64(new TextEncoder().encode(svg))}`;
  await image.decode();
  const { width, height } = image;
  const scale = Math.min(SHARP, MOST.side / Math.max(width, height), Math.sqrt(MOST.pixels / (width * height)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (blob === null) throw new Error('the picture is too large');
  return new Uint8Array(await blob.arrayBuffer());
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 0x8000)
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(text);
}
