import { getDocument } from 'pdfjs-dist/legacy/build/pdf';

/** Returns the words of a PDF file, in the order in which the file contains them. */
export async function readPdfWords(bytes: Buffer): Promise<string[]> {
  const loadingTask = getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
  });
  const document = await loadingTask.promise;
  const words: string[] = [];
  for (let pageNumber = 1; pageNumber <= document.numPages; pageNumber += 1) {
    const page = await document.getPage(pageNumber);
    const { items } = await page.getTextContent();
    words.push(...items.flatMap(item => ('str' in item ? [item.str] : [])));
  }
  await loadingTask.destroy();
  return words.filter(word => word.trim() !== '');
}
