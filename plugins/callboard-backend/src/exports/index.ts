export { attachment } from './attachment';
export type { CellValue, Column, Row } from './Column';
export { ExportAborted } from './ExportAborted';
export { neutralise, restore } from './neutralise';
export { SpreadsheetWriter } from './SpreadsheetWriter';
export type { Sheet, SpreadsheetWriterOptions } from './SpreadsheetWriter';
export { writeCsv } from './writeCsv';
export { writeJsonLines } from './writeJsonLines';
