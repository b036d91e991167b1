import { DocumentFormats } from './DocumentFormats';
import { TextFonts } from './text/TextFonts';

/** A PDF that is being drawn. */
export interface Drawing {
  document: PDFKit.PDFDocument;
  /** The structure element that holds what is drawn next. */
  parent: PDFKit.PDFStructureElement;
  fonts: TextFonts;
  formats: DocumentFormats;
}
