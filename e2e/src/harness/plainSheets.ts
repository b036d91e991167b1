import AdmZip from 'adm-zip';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** A sheet read from its file without a spreadsheet library. */
interface PlainSheet {
  name: string;
  /** The text of each cell; numbers as in the file. */
  rows: string[][];
  formulas: number;
  hasFrozenHeader: boolean;
  /** The cells that the filter covers, for example `A1:H57`. */
  filter?: string;
}

type Text = string | { '#text': string };

interface Cell {
  r: string;
  v?: Text;
  is?: { t: Text };
  f?: unknown;
}

interface Worksheet {
  sheetViews?: { sheetView: { pane?: { state: string; ySplit?: string } } };
  autoFilter?: { ref: string };
  sheetData: { row?: Array<{ c?: Cell[] }> };
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  trimValues: false,
  isArray: name => ['sheet', 'row', 'c', 'Relationship'].includes(name),
});

const getText = (text: Text | undefined) =>
  typeof text === 'object' ? text['#text'] : text ?? '';

/** `C7` → 2 */
function parseColumn(reference: string): number {
  const letters = reference.replace(/\d+/, '');
  return (
    [...letters].reduce(
      (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
      0,
    ) - 1
  );
}

function toPlainSheet(name: string, sheet: Worksheet): PlainSheet {
  const pane = sheet.sheetViews?.sheetView.pane;
  const lines = (sheet.sheetData.row ?? []).map(row => row.c ?? []);
  return {
    name,
    rows: lines.map(cells => {
      const texts: string[] = [];
      for (const cell of cells) {
        texts[parseColumn(cell.r)] = getText(cell.is?.t ?? cell.v);
      }
      return Array.from(texts, text => text ?? '');
    }),
    formulas: lines.flat().filter(cell => cell.f !== undefined).length,
    hasFrozenHeader: pane?.state === 'frozen' && pane.ySplit === '1',
    filter: sheet.autoFilter?.ref,
  };
}

/**
 * Reads a workbook according to the standard: a zip of XML files.
 *
 * @throws Error when the archive is damaged or a part of it is not XML
 */
export function readPlainWorksheets(file: string): PlainSheet[] {
  const parts = new Map<string, string>();
  for (const entry of new AdmZip(file).getEntries()) {
    const text = entry.getData().toString('utf8');
    const valid = XMLValidator.validate(text);
    if (valid !== true) throw new Error(`${entry.entryName}: ${valid.err.msg}`);
    parts.set(entry.entryName, text);
  }
  const read = <T>(part: string): T => parser.parse(parts.get(part)!);

  const { Relationships } = read<{
    Relationships: { Relationship: Array<{ Id: string; Target: string }> };
  }>('xl/_rels/workbook.xml.rels');
  const { workbook } = read<{
    workbook: { sheets: { sheet: Array<{ name: string; 'r:id': string }> } };
  }>('xl/workbook.xml');
  return workbook.sheets.sheet.map(sheet => {
    const { Target } = Relationships.Relationship.find(
      ({ Id }) => Id === sheet['r:id'],
    )!;
    const { worksheet } = read<{ worksheet: Worksheet }>(`xl/${Target}`);
    return toPlainSheet(sheet.name, worksheet);
  });
}
