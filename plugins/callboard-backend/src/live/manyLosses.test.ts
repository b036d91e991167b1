import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { newId } from '../database/ids';
import { channelRenewal } from './channelRenewal';
import { ChannelKey, textOf } from './ChannelKey';
import { ChannelStore } from './ChannelStore';

/** More than a database takes as conditions of one query. */
const MANY = 1_500;

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())('losses on %s', id => {
  const store = new ChannelStore();
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
  });

  it('that come together rename the channels of all projects concerned', async () => {
    const workspace_id = newId(0);
    const projects = Array.from({ length: MANY }, () => newId(0));
    const keys = [...projects, newId(0)].map(
      (scope): ChannelKey & { workspace_id: string } => ({
        kind: 'members',
        scope,
        workspace_id,
      }),
    );
    const before = await store.name(knex, keys, 0);
    const removals = projects.map(
      project_id =>
        ({
          workspace_id,
          project_id,
          entity_type: 'project_member',
          action: 'delete',
          changes: [],
        } as Partial<ChangeEvent> as ChangeEvent),
    );
    const renewal = channelRenewal({ store, clock: { now: () => 1 } });
    await knex.transaction(tx => renewal.handle(removals, tx));
    const after = await store.find(knex, keys);
    const kept = keys.filter(
      key => before.get(textOf(key)) === after.get(textOf(key)),
    );
    expect(kept).toEqual(keys.slice(-1));
  });
});
