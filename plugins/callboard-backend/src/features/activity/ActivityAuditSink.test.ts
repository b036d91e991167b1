import { mockServices } from '@backstage/backend-test-utils';
import { AuditedActivity } from '@callboard/plugin-callboard-node';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { ActivityLog } from '../../changes/ActivityLog';
import { createId } from '../../database/ids';
import { ActivityAuditSink } from './ActivityAuditSink';

const databases = MigratedDatabases.create();

const auditedAction = (action: string): AuditedActivity => ({
  at: new Date(),
  user_ref: 'system:plugin/probe',
  display_name: 'plugin:probe',
  action,
  entity_type: null,
  entity_id: null,
  entity_label: null,
  metadata: { plugin: 'probe' },
  ip: '10.0.0.1',
});

describe.each(databases.eachSupportedId())('ActivityAuditSink on %p', id => {
  async function open(onStored: () => void = () => {}) {
    const knex = await databases.init(id);
    const logger = mockServices.logger.mock();
    const workspace = { id: createId(Date.now()) };
    await knex('workspaces').insert({
      ...workspace,
      slug: 'default',
      name: 'Default',
      timezone: 'UTC',
      week_start: 1,
      settings: '{}',
      version: 1,
      created_at: new Date(),
      updated_at: new Date(),
    });
    const sink = new ActivityAuditSink({
      knex,
      log: new ActivityLog(),
      logger,
      captureIp: false,
      onStored,
      people: { getMany: async () => [] } as never,
      workspaces: { getBySlug: async () => workspace } as never,
    });
    const stored = () =>
      knex('activity').orderBy('id').select('action', 'ip', 'source');
    return { sink, stored, logger };
  }

  it('stores each action once when the batch is retried after a late error', async () => {
    let calls = 0;
    const { sink, stored } = await open(() => {
      calls += 1;
      if (calls === 1) {
        throw new Error('The answer is lost');
      }
    });
    const actions = [auditedAction('one'), auditedAction('two')];
    await expect(sink.store(actions)).rejects.toThrow('lost');
    await sink.store([...actions, auditedAction('three')]);
    // This sink is configured not to store IP addresses.
    expect(await stored()).toEqual(
      ['one', 'two', 'three'].map(action => ({
        action,
        ip: null,
        source: 'auditor',
      })),
    );
  });

  it('stores the other actions of a batch when the database refuses one', async () => {
    const { sink, stored, logger } = await open();
    const refused = {
      ...auditedAction('two'),
      action: null as unknown as string,
    };
    const { refused: count } = await sink.store([
      auditedAction('one'),
      refused,
      auditedAction('three'),
    ]);
    expect(count).toBe(1);
    expect((await stored()).map(({ action }) => action)).toEqual([
      'one',
      'three',
    ]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});
