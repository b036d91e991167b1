import { Activity } from '@callboard/plugin-callboard-common';
import ExcelJS from 'exceljs';
import { download } from '../../../__testUtils__/download';
import { Agent } from '../../../__testUtils__/startCallboard';

/** Downloads the rows of a scope as JSON Lines. */
export async function downloadRows(
  agent: Agent,
  path: string,
): Promise<Activity[]> {
  const { text } = await download(agent, path);
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line));
}

/** Downloads a workbook. */
export async function downloadWorkbook(agent: Agent, path: string) {
  const { headers, bytes } = await download(agent, path);
  return { headers, workbook: await readWorkbook(bytes) };
}

/** Opens a workbook. */
export async function readWorkbook(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  return workbook;
}
