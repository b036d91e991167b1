import { getDocument } from 'pdfjs-dist/legacy/build/pdf';

/** Returns the words of a document, in the order in which they were written. */
export async function readPdfWords(bytes: Buffer): Promise<string[]> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await loading.promise;
  const words: string[] = [];
  for (let nth = 1; nth <= document.numPages; nth += 1) {
    const page = await document.getPage(nth);
    const { items } = await page.getTextContent();
    words.push(...items.flatMap(item => ('str' in item ? [item.str] : [])));
  }
  await loading.destroy();
  return words.filter(word => word.trim() !== '');
}
