import PDFDocument from 'pdfkit';
import { printable } from '../../../exports/printable';
import { fonts, paper } from './paper';

/** The fonts of PDF itself know Latin letters only; these know most alphabets. */
const files = {
  [fonts.plain]: 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf',
  [fonts.bold]: 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf',
};

/**
 * An empty document without pages.
 *
 * @param now - milliseconds since 1970
 */
export function newDocument(title: string, now: number): PDFKit.PDFDocument {
  const document = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: paper.margin,
    autoFirstPage: false,
    font: require.resolve(files.plain),
    lang: 'en',
    displayTitle: true,
    info: {
      Title: printable(title),
      Creator: 'Callboard',
      CreationDate: new Date(now),
    },
  });
  for (const [name, file] of Object.entries(files)) {
    document.registerFont(name, require.resolve(file));
  }
  return document;
}
