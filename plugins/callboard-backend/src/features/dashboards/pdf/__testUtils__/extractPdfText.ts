import { getDocument } from 'pdfjs-dist/legacy/build/pdf';

/** Extracts the texts of each page of a document, in the order of writing. */
export async function extractPdfText(bytes: Buffer): Promise<string[]> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await loading.promise;
  const pages: string[] = [];
  for (let nth = 1; nth <= document.numPages; nth += 1) {
    const page = await document.getPage(nth);
    const { items } = await page.getTextContent();
    pages.push(
      items
        .flatMap(item => ('str' in item ? [item.str] : []))
        .filter(text => text.trim() !== '')
        .join('\n'),
    );
  }
  await loading.destroy();
  return pages;
}
