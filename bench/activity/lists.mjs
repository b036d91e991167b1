import { loadBackend } from '../lib/backend.mjs';
import { line, percentile, timed, times } from '../lib/measure.mjs';
import { entity, PEOPLE, person } from './data.mjs';

const { encodeCursor } = loadBackend('http/cursor');

const PAGE = 50;
const ROUNDS = 41;
const LIST_BOUND = 1.5;
const TOTAL_BOUND = 50;

/** What lists are narrowed by; each some ten values that differ in frequency. */
const narrowed = {
  'no filter': [{}],
  person: [0, 1, 10, 100, 1_000, 2_500, PEOPLE - 1].map(n => ({
    user_id: person(n),
  })),
  action: ['page_view', 'update', 'export'].map(action => ({ action })),
  entity: [0, 10, 1_000, 19_999].map(n => ({ entity_id: entity(n) })),
  'person and action': [0, 10, 100].flatMap(n =>
    ['page_view', 'update'].map(action => ({ user_id: person(n), action })),
  ),
};

const queryOf = filter => new URLSearchParams(filter).toString();

/** The cursor of page 1000, or of the last page there is; none for the first. */
async function farCursor({ knex }, filter) {
  const matching = knex('activity').where(filter).whereRaw('NOT is_detail');
  const [{ n }] = await matching.clone().count({ n: '*' });
  const before = Math.max(0, Math.min(999 * PAGE, Number(n) - PAGE) - 1);
  const [row] = await matching
    .select('id')
    .orderBy('id', 'desc')
    .offset(before)
    .limit(1);
  return row && encodeCursor(row.id);
}

/** Lists of a big log against those of a small one, in turns. */
export async function* listCases([small, big]) {
  for (const [name, filters] of Object.entries(narrowed)) {
    const found = { first: [[], []], far: [[], []] };
    for (const filter of filters) {
      const urls = await Promise.all(
        [small, big].map(async log => {
          const list = `/admin/activity?total=false&${queryOf(filter)}`;
          const cursor = await farCursor(log, filter);
          return {
            first: list,
            far: cursor ? `${list}&cursor=${cursor}` : list,
          };
        }),
      );
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const [index, log] of [small, big].entries()) {
          for (const page of ['first', 'far']) {
            const { ms } = await timed(() => log.get(urls[index][page]));
            // The first rounds are for warming.
            if (round > 4) found[page][index].push(ms);
          }
        }
      }
    }
    for (const [page, title] of [
      ['first', 'page 1'],
      ['far', 'page 1000 or the last'],
    ]) {
      const [a, b] = found[page].map(all =>
        percentile(
          all.sort((x, y) => x - y),
          0.5,
        ),
      );
      yield line(
        `list, ${name}: ${title}`,
        b,
        a * LIST_BOUND,
        `${(b / a).toFixed(2)} × the ${a.toFixed(1)} ms of the small log`,
      );
    }
    const totals = [];
    for (const filter of filters) {
      const list = `/admin/activity?${queryOf(filter)}`;
      await big.get(list);
      totals.push(...(await times(15, () => big.get(list))));
    }
    totals.sort((a, b) => a - b);
    yield line(
      `list, ${name}: page 1 with \`total\`, p95`,
      percentile(totals, 0.95),
      TOTAL_BOUND,
    );
  }
}
