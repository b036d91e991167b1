import { DocumentFormats } from './DocumentFormats';
import { TextFonts } from './text/TextFonts';

/** A PDF in progress. */
export interface Drawing {
  document: PDFKit.PDFDocument;
  /** The structure element that contains the next drawings. */
  parent: PDFKit.PDFStructureElement;
  fonts: TextFonts;
  formats: DocumentFormats;
}
