import PDFDocument from 'pdfkit';
import { removeUnprintable } from '../../../exports/removeUnprintable';
import { DocumentFormats } from './DocumentFormats';
import { Drawing } from './Drawing';
import { paper } from './paper';
import { TextFonts } from './text/TextFonts';

/** The properties of a document. */
export interface DocumentInput {
  name: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** The language tag of its dates and numbers. */
  locale: string;
  /** The date of its creation in the zone of its reader. */
  today: string;
}

/** An empty document without pages. */
export function createPdfDocument({
  name,
  createdAt,
  locale,
  today,
}: DocumentInput): Drawing {
  const document = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: paper.margin,
    autoFirstPage: false,
    // Every text sets its font.
    font: '',
    lang: 'en',
    // The first version with structure elements.
    pdfVersion: '1.5',
    tagged: true,
    displayTitle: true,
    info: {
      Title: removeUnprintable(name),
      Creator: 'Callboard',
      CreationDate: new Date(createdAt),
    },
  });
  const parent = document.struct('Document');
  document.addStructure(parent);
  return {
    document,
    parent,
    fonts: new TextFonts(document),
    formats: new DocumentFormats(locale, today),
  };
}
