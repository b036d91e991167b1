export { formatAttachmentHeader } from './formatAttachmentHeader';
export type { CellValue, Column, Row } from './Column';
export { ExportAborted, getWrittenRowCount } from './ExportRun';
export { restoreNeutralised, writeCsv } from './writeCsv';
export { removeUnprintable } from './toCellText';
export { SpreadsheetWriter } from './SpreadsheetWriter';
export type { WorksheetDefinition } from './SpreadsheetWriter';
export {
  writeBytes,
  toJsonLine,
  writeJsonLines,
  writeTexts,
} from './writeTexts';
export { writeTable } from './writeTable';
export type { TableFormat } from './writeTable';
export { writeZip } from './writeZip';
export type { ZipFile } from './writeZip';
