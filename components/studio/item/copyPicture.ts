/** As PNG, whatever it is: that is what clipboards take. The promise goes in unfinished, while the click still counts. */
export function copyPicture(blob: Blob): Promise<void> {
  return navigator.clipboard.write([new ClipboardItem({ 'image/png': toPng(blob) })]);
}

async function toPng(blob: Blob): Promise<Blob> {
  if (blob.type === 'image/png') return blob;
  const bitmap = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}
