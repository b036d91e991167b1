import { loadBackend } from '../lib/backend.mjs';
import { line, percentile, ratioLine, times } from '../lib/measure.mjs';

const { Capacity } = loadBackend('features/time/capacity/Capacity');
const { CapacityReadModel } = loadBackend(
  'features/time/capacity/CapacityReadModel',
);
const { WorkCalendar } = loadBackend('features/time/calendar/WorkCalendar');
const { WorklogReadModel } = loadBackend(
  'features/time/worklogs/WorklogReadModel',
);
const { timeViewerOf } = loadBackend('features/time/worklogs/whereTimeVisible');

const RUNS = 30;
const PAGE = 50;

/** The last position of a page, from which the next one goes on. */
async function positionAfter(readModel, filter, pages) {
  const rows = await readModel.list(filter, {
    order_by: '-logged_at',
    limit: pages * PAGE,
  });
  return rows.at(-1).position;
}

/** The first page of a list, and one deep in it; milliseconds. */
export async function pagesOf(reader, asker, deep) {
  const readModel = new WorklogReadModel(reader);
  const filter = { viewer: timeViewerOf(asker) };
  const after = await positionAfter(readModel, filter, deep - 1);
  const read = position =>
    readModel.list(filter, {
      order_by: '-logged_at',
      after: position,
      limit: PAGE + 1,
    });
  await times(5, () => read());
  return {
    first: percentile(await times(RUNS, () => read()), 0.5),
    deep: percentile(await times(RUNS, () => read(after)), 0.5),
  };
}

/** Pages of a large list beside those of a small one. */
export function* pageLines(large, small, deep) {
  yield line('the first page of all entries', large.first);
  yield line(`page ${deep}`, large.deep);
  yield ratioLine(
    'the first page: as slow as that of 10,000 entries',
    large.first / small.first,
    { atMost: 1.5 },
  );
  yield ratioLine(
    `page ${deep}: as slow as the last page of 10,000 entries`,
    large.deep / small.deep,
    { atMost: 1.5 },
  );
}

/** The capacity of many people over a quarter. */
export async function* capacityCase({ reader, name }, company, asker) {
  const capacity = new Capacity({
    knex: reader,
    clock: { now: () => Date.parse('2026-09-30T12:00:00Z') },
    calendar: new WorkCalendar(),
    readModel: new CapacityReadModel(reader),
  });
  const member_id = company.staff.slice(0, 500).map(({ user_ref }) => user_ref);
  const ask = () =>
    capacity.of(asker, {
      member_id,
      date_from: '2026-07-01',
      date_to: '2026-09-30',
    });
  const { items } = await ask();
  const found = await times(15, ask);
  yield line(
    `capacity of ${items.length} people over a quarter: p95`,
    percentile(found, 0.95),
    name.startsWith('PostgreSQL') ? 300 : undefined,
    `median ${percentile(found, 0.5).toFixed(0)} ms`,
  );
}
