import { Activity } from '@callboard/plugin-callboard-common';
import { randomUUID } from 'crypto';
import ExcelJS from 'exceljs';
import { download } from '../../../__testUtils__/download';
import { Agent } from '../../../__testUtils__/startCallboard';
import { until } from '../../../__testUtils__/until';

/** Downloads a file and waits for its log row, which is recorded after the last byte. */
async function downloadRecorded(agent: Agent, path: string) {
  const requestId = randomUUID();
  const file = await download(agent, path, requestId);
  await until(
    async () =>
      (await agent
        .knex('activity')
        .where({ request_id: requestId })
        .first()) !== undefined,
  );
  return file;
}

/** Downloads the rows of a scope as JSON Lines. */
export async function downloadRows(
  agent: Agent,
  path: string,
): Promise<Activity[]> {
  const { text } = await downloadRecorded(agent, path);
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line));
}

/** Downloads a workbook. */
export async function downloadWorkbook(agent: Agent, path: string) {
  const { headers, bytes } = await downloadRecorded(agent, path);
  return { headers, workbook: await readWorkbook(bytes) };
}

/** Opens a workbook. */
export async function readWorkbook(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  return workbook;
}
