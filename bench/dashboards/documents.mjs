import { line, percentile, times } from '../lib/measure.mjs';

const PDFS = 30;

/** A dashboard as PDF, and what memory is left in use after many. */
export async function* documentCases({ backend, board, request }) {
  const draw = () => request('GET', `/dashboards/${board.id}/export.pdf`);
  await draw();
  const found = await times(5, draw);
  yield line(
    'PDF of 12 widgets: p95',
    percentile(found, 0.95),
    3_000,
    `median ${percentile(found, 0.5).toFixed(0)} ms`,
  );
  const memory = async () => (await backend.call('memory')).rss;
  const before = await memory();
  await times(PDFS / 2, draw);
  const between = await memory();
  await times(PDFS / 2, draw);
  const after = await memory();
  yield `| memory of the server after ${PDFS} PDFs | ${after.toFixed(
    0,
  )} MB |  | before ${before.toFixed(
    0,
  )} MB, after half of them ${between.toFixed(0)} MB |`;
}
