import { download } from '../../__testUtils__/download';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  people,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { downloadRows, downloadWorkbook } from './__testUtils__/download';
import { countAll } from './__testUtils__/countAll';

const databases = MigratedDatabases.create();

/** What every object has, though nobody gave it. */
const words = [
  'constructor',
  '__proto__',
  'prototype',
  'tostring',
  'hasownproperty',
  'valueof',
  '__definegetter__',
];

describe.each(databases.eachSupportedId())('words of objects on %s', id => {
  let callboard: TestCallboard;

  beforeAll(async () => {
    callboard = await startCallboard(databases, id);
    await callboard
      .as('member')
      .post(
        '/activity',
        words.map(word => ({
          action: word,
          entity_type: word,
          entity_id: word,
          entity_label: word,
          metadata: JSON.parse(`{"${word}": {"${word}": "${word}"}}`),
        })),
      )
      .expect(201);
  });

  afterAll(() => callboard.stop());

  const get = async (path: string) =>
    (await callboard.as('superAdmin').get(`/admin/activity${path}`).expect(200))
      .body;
  const filter = `user_id=${people.member}`;

  it.each(words)('are stored and found as any other: %s', async word => {
    for (const by of ['action', 'entity_type', 'entity_id', 'q']) {
      const { activities } = await get(`?${filter}&${by}=${word}`);
      expect(activities).toMatchObject([
        { action: word, entity_type: word, entity_id: word },
      ]);
      expect(Object.entries(activities[0].metadata)).toEqual(
        // The one name that no object may be given; it is left out.
        word === '__proto__'
          ? []
          : [[word, JSON.parse(`{"${word}": "${word}"}`)]],
      );
    }
  });

  it.each(['counted', 'uncounted'])('are %s as any other', async counted => {
    if (counted === 'counted') await countAll(callboard.knex);
    const summary = await get(`/summary?${filter}&group_by=action,entity_type`);
    const facets = await get(`/facets?${filter}`);
    const sorted = [...words].sort();
    expect(summary.by_action.map((group: any) => group.action).sort()).toEqual(
      expect.arrayContaining(sorted),
    );
    expect(
      summary.by_entity_type.map((group: any) => group.entity_type),
    ).toEqual(expect.arrayContaining(sorted));
    expect(summary.rows).toEqual(
      expect.arrayContaining(
        words.map(word => ({ action: word, entity_type: word, count: 1 })),
      ),
    );
    expect(facets.entity_types).toEqual(
      expect.arrayContaining(
        words.map(word => ({ entity_type: word, count: 1 })),
      ),
    );
  });

  it('are exported as any other', async () => {
    const boss = callboard.as('superAdmin');
    const path = (format: string) =>
      `/admin/activity/export.${format}?${filter}`;
    const rows = await downloadRows(boss, path('jsonl'));
    expect(rows.map(row => row.entity_type)).toEqual(
      expect.arrayContaining(words),
    );
    const { text } = await download(boss, path('csv'));
    const { workbook } = await downloadWorkbook(boss, path('xlsx'));
    const types = workbook.getWorksheet('Raw')!.getColumn(5).values;
    for (const word of words) {
      expect(text).toContain(`,${word},${word},${word},${word},`);
      expect(types).toContain(word);
    }
  });
});
