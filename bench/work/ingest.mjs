import { loadBackend } from '../lib/backend.mjs';
import { percentile, rateLine, timed } from '../lib/measure.mjs';
import { itemOf } from './data.mjs';

const { insertMany } = loadBackend('database/bulk');

const BATCH = 500;

/**
 * How fast items of another system come in, beside how fast their rows alone are
 * written.
 *
 * @param send - sends requests to the workspace as another plugin
 */
export async function* ingestCases(
  knex,
  send,
  { workspace_id, projects, settings },
) {
  const BATCHES = 20;
  const ROUNDS = 5;
  /** How many items are written a second, once there are batches of them. */
  const perSecond = async (batchOf, write) => {
    const batches = Array.from({ length: BATCHES }, (_, n) => batchOf(n));
    const { ms } = await timed(async () => {
      for (const batch of batches) {
        await write(batch);
      }
    });
    return (BATCHES * BATCH * 1_000) / ms;
  };
  const ingest = (round, updated_at) =>
    perSecond(
      n => snapshots(projects[3], `${round}-${n}`, updated_at),
      items => send('POST', '/work-items/ingest', { source: 'bench', items }),
    );
  const scope = { workspace_id, project_id: projects[4].id };
  const labels = settings.labels.get(scope.project_id).slice(1, 3);
  const bare = round =>
    perSecond(
      n =>
        rowsOf(scope, settings, `${round}-${n}`, (round * BATCHES + n) * BATCH),
      rows => upsert(knex, rows, labels),
    );

  // In turns, so that what else the machine does meets both alike.
  const [told, plain] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    plain.push(await bare(round));
    told.push(await ingest(round, '2026-01-01T00:00:00.000Z'));
  }
  const [fresh, base] = [told, plain].map(rates =>
    percentile(
      rates.sort((a, b) => a - b),
      0.5,
    ),
  );
  const isPostgres = String(knex.client.config.client).startsWith('pg');
  yield rateLine(
    'ingest: new items, 500 at a time',
    fresh,
    isPostgres ? 2_000 : undefined,
    `${(base / fresh).toFixed(
      1,
    )} × the bare upsert of the same rows (${Math.round(base).toLocaleString(
      'en',
    )}/s)`,
  );
  yield rateLine(
    'ingest: the same again',
    await ingest(0, '2026-01-01T00:00:00.000Z'),
  );
  yield rateLine(
    'ingest: newer states',
    await ingest(0, '2026-01-02T00:00:00.000Z'),
  );
}

/** States of items as a source tells them. */
function snapshots({ entity_ref }, name, updated_at) {
  return Array.from({ length: BATCH }, (_, n) => ({
    entity_ref,
    external_id: `E${name}-${n}`,
    updated_at,
    title: `Item ${n} of elsewhere`,
    description: 'As it was told, with a few words about why and how.',
    state_groups: ['backlog', 'started'],
    assignees: [`user:default/p${n % 5_000}`],
    labels: ['label 1', 'label 2'],
    external_url: `https://example.org/issues/${n}`,
    completed_at: null,
  }));
}

/** What such items are in their table. */
function rowsOf(scope, settings, name, start) {
  return Array.from({ length: BATCH }, (_, n) => {
    const number = 1_000_000 + start + n;
    return {
      ...itemOf(scope, settings, n, number),
      source: 'bare',
      external_id: `B${name}-${n}`,
      external_url: `https://example.org/issues/${n}`,
      external_updated_at: new Date(),
      external_digest: String(number).padEnd(64, 'f'),
    };
  });
}

/** Writes them with their people and labels, and nothing around it. */
async function upsert(knex, rows, labels) {
  await knex.transaction(async tx => {
    await tx('work_items')
      .insert(rows)
      .onConflict(
        knex.raw(
          '(workspace_id, source, external_id) WHERE external_id IS NOT NULL',
        ),
      )
      .merge();
    await insertMany(
      tx,
      'work_item_assignees',
      rows.map(({ id }, n) => ({
        work_item_id: id,
        user_ref: `user:default/p${n % 5_000}`,
      })),
    );
    await insertMany(
      tx,
      'work_item_labels',
      rows.flatMap(({ id }) =>
        labels.map(label => ({ work_item_id: id, label_id: label.id })),
      ),
    );
  });
}
