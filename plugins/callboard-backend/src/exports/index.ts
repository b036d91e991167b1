import { formatAttachmentHeader } from './formatAttachmentHeader';
import { CellValue, Column, Row } from './Column';
import { ExportAborted, getWrittenRowCount } from './ExportRun';
import { neutralise, restore, writeCsv } from './writeCsv';
import { removeUnprintable } from './toCellText';
import {
  SpreadsheetWriter,
  Sheet,
  SpreadsheetWriterOptions,
} from './SpreadsheetWriter';
import {
  writeBytes,
  toJsonLine,
  writeJsonLines,
  writeTexts,
} from './writeTexts';
import { writeTable, TableFormat } from './writeTable';
import { writeZip, ZipFile } from './writeZip';

export {
  formatAttachmentHeader,
  ExportAborted,
  neutralise,
  restore,
  removeUnprintable,
  SpreadsheetWriter,
  writeBytes,
  writeCsv,
  toJsonLine,
  writeJsonLines,
  writeTable,
  writeTexts,
  getWrittenRowCount,
  writeZip,
};
export type {
  CellValue,
  Column,
  Row,
  Sheet,
  SpreadsheetWriterOptions,
  TableFormat,
  ZipFile,
};
