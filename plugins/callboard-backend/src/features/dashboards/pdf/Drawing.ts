import { DocumentFormats } from './DocumentFormats';
import { TextFonts } from './text/TextFonts';

/** A PDF that is being drawn. */
export interface Drawing {
  document: PDFKit.PDFDocument;
  fonts: TextFonts;
  formats: DocumentFormats;
}
