import { isDeepStrictEqual } from 'node:util';
import { loadFeature, map } from '../lib/backend.mjs';
import { onPostgres } from '../lib/databases.mjs';
import { options, buildSummaryCases } from './reading.mjs';

const { ActivityReader } = loadFeature('activity/ActivityReader');
const { countByDimensions } = loadFeature('activity/countByDimensions');

export const measure = context => onPostgres(context, 'tenth', compareWithRows);

/** Checks that summaries equal counts of the rows, on a smaller log: counting rows takes long. */
async function compareWithRows({ knex, sizes, figure }) {
  const reader = new ActivityReader(knex);
  const note = `of ${sizes.tenth.activity.toLocaleString('en')} rows`;
  for (const { names, selection } of buildSummaryCases(sizes)) {
    const [group, what] = names;
    const summary = await reader.summarize(selection, options);
    let isEqual = true;
    for (const dimension of ['user', 'action', 'entity_type', 'date']) {
      const isDate = dimension === 'date';
      const orderBy = isDate ? 'key' : 'count';
      const query = { dimensions: [dimension], weekStart: 1, orderBy };
      const counted = await countByDimensions({ knex }, selection, query);
      const expected = summary[isDate ? 'by_day' : `by_${dimension}`];
      isEqual &&= isDeepStrictEqual(expected, map(counted, 'group'));
    }
    const label = `${group}, equal to counting the rows`;
    figure.equals([label, what], isEqual, true, note);
  }
}
