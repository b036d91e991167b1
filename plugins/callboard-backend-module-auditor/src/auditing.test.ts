import {
  createMockDirectory,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { AuditedPortal, createEntity } from './__testUtils__/AuditedPortal';
import { until } from './__testUtils__/until';

const ids: TestDatabaseId[] = ['SQLITE_3', 'POSTGRES_18'];
const databases = TestDatabases.create({ ids });
const directory = createMockDirectory();

const MAX = 'user:default/max';

describe.each(databases.eachSupportedId())(
  'audit events of other plugins @full-postgres, on %p',
  id => {
    let portal: AuditedPortal;

    beforeAll(async () => {
      portal = await AuditedPortal.start(await databases.init(id), {
        activity: {
          captureIp: true,
          auditor: { plugins: ['catalog', 'probe'] },
        },
        entities: [createEntity('Component', 'payments', 'Payments')],
      });
    });

    afterAll(async () => {
      await portal.stop();
    });

    const waitForEntity = (name: string) =>
      until<any>(async () => {
        const path = `catalog/entities/by-name/component/default/${name}`;
        const { status, body } = await portal.send(MAX, 'get', path);
        return status === 200 && body;
      });

    const waitForRows = (action: string, count = 1) =>
      until<any[]>(async () => {
        const rows = await portal.listRows(action);
        return rows.length >= count && rows;
      });

    it('records a deleted entity, visible to admins and to the user who deleted it', async () => {
      const { metadata } = await waitForEntity('payments');
      await portal.scheduler.triggerTask('callboard-audit-entity-names');
      const path = `catalog/entities/by-uid/${metadata.uid}`;
      const { status } = await portal.send(MAX, 'delete', path);
      expect(status).toBe(204);

      const [row] = await waitForRows('catalog.entity-mutate');
      expect(row).toMatchObject({
        user_id: MAX,
        user_name: 'max',
        source: 'auditor',
        entity_type: 'component',
        entity_id: 'component:default/payments',
        entity_label: 'Payments',
        ip: expect.stringContaining('127.0.0.1'),
        metadata: {
          plugin: 'catalog',
          event: 'entity-mutate',
          severity: 'medium',
          status: 'succeeded',
          request: { method: 'DELETE', url: `/api/${path}` },
          meta: { actionType: 'delete', uid: metadata.uid },
        },
      });
      expect(await portal.listRows('catalog.entity-mutate', MAX)).toHaveLength(
        1,
      );
      expect(
        await portal.listRows('catalog.entity-mutate', MAX, 'me/'),
      ).toHaveLength(1);
      expect(
        await portal.listRows('catalog.entity-mutate', 'user:default/eve'),
      ).toEqual([]);
    });

    it('records an unregistered entity with its entity reference', async () => {
      directory.addContent({
        'ledger.yaml': JSON.stringify({
          ...createEntity('Component', 'ledger'),
          metadata: { name: 'ledger' },
        }),
      });
      const registered = await portal.send(MAX, 'post', 'catalog/locations', {
        type: 'file',
        target: directory.resolve('ledger.yaml'),
      });
      expect(registered.status).toBe(201);
      await waitForEntity('ledger');
      await portal.scheduler.triggerTask('callboard-audit-entity-names');
      const { id: location } = registered.body.location;
      await portal.send(MAX, 'delete', `catalog/locations/${location}`);

      const rows = await waitForRows('catalog.location-mutate', 2);
      expect(
        rows.map(({ entity_type, entity_id }) => [entity_type, entity_id]),
      ).toEqual([
        ['component', 'component:default/ledger'],
        ['location', location],
      ]);
    });

    it('records a request that Callboard refuses with 403', async () => {
      const path = 'callboard/admin/activity';
      const { status } = await portal.send('user:default/eve', 'get', path);
      expect(status).toBe(403);
      const [row] = await waitForRows('callboard.request-refused');
      expect(row).toMatchObject({
        user_id: 'user:default/eve',
        source: 'auditor',
        metadata: {
          status: 'failed',
          request: { method: 'GET', url: `/api/${path}` },
          error: { name: 'NotAllowedError' },
        },
      });
    });

    it('stores only events of the configured plugins, severities and statuses @full', async () => {
      const probe = portal.auditors.get('probe')!;
      const events = [
        await probe.createEvent({ eventId: 'read', severityLevel: 'low' }),
        await probe.createEvent({ eventId: 'write', severityLevel: 'medium' }),
        await portal.auditors
          .get('other')!
          .createEvent({ eventId: 'write', severityLevel: 'critical' }),
      ];
      for (const event of events) {
        await event.success();
      }
      const failed = await probe.createEvent({
        eventId: 'Fail Löudly!',
        severityLevel: 'low',
      });
      await failed.fail({ error: new TypeError('No way') });

      const [row] = await waitForRows('probe.fail_l_udly_');
      expect(row).toMatchObject({
        user_id: 'system:plugin/probe',
        user_name: 'plugin:probe',
        ip: null,
        metadata: {
          event: 'Fail Löudly!',
          severity: 'high',
          status: 'failed',
          error: { name: 'TypeError', message: 'No way' },
        },
      });
      const written = await portal.listRows('probe.write');
      expect(written.map(({ metadata }) => metadata.status)).toEqual([
        'succeeded',
      ]);
      expect(await portal.listRows('probe.read')).toEqual([]);
      expect(await portal.listRows('other.write')).toEqual([]);
      // The auditor still logs all events, added or not.
      const audited = portal.infos.filter(text =>
        /^(probe|other)\./.test(text),
      );
      expect(audited).toEqual([
        ...['probe.write', 'other.write', 'probe.write', 'other.write'],
      ]);
    });

    it('limits and sanitises the event metadata that it stores', async () => {
      const circular: any = { deep: {} };
      circular.deep.circular = circular;
      const hostile: any[] = [
        { text: 'x'.repeat(1_000_000), after: 'short' },
        circular,
        { text: 'a\0b\ud800', 'na\0me': 1 },
        JSON.parse('{"__proto__": {"isAdmin": true}, "other": 1}'),
        { many: Array.from({ length: 100_000 }, (_, n) => ({ n })) },
        { bytes: Buffer.alloc(1_000_000), call: () => 1, big: 10n ** 30n },
        { emoji: '😀'.repeat(50_000), entityRef: `a:${'b'.repeat(400)}` },
        {
          inside: {
            get text(): string {
              throw new Error('Not to be read');
            },
          },
        },
      ];
      for (const meta of hostile) {
        await portal.audit('hostile', meta);
      }
      const rows = (
        await waitForRows('probe.hostile', hostile.length)
      ).reverse();
      const lengths = rows.map(({ metadata }) =>
        Buffer.byteLength(JSON.stringify(metadata)),
      );
      expect(Math.max(...lengths)).toBeLessThanOrEqual(8_192);
      expect(rows.map(({ metadata }) => metadata.is_cut ?? false)).toEqual([
        ...[true, true, false, true, true, true, true, true],
      ]);
      expect(rows[0].metadata.meta.after).toBe('short');
      expect(rows[2].metadata.meta).toEqual({
        text: 'a\uFFFDb\uFFFD',
        'na\uFFFDme': 1,
      });
      expect(rows[3].metadata.meta).toEqual({ other: 1 });
      expect(rows[5].metadata.meta).toEqual({ big: `${10n ** 30n}` });
      expect(rows[6].entity_id).toBeNull();
      expect(rows[7].metadata).not.toHaveProperty('meta');
    });

    it('stores all captured events before the backend shuts down', async () => {
      for (let nth = 0; nth < 1_200; nth += 1) {
        await portal.audit('last-words', { nth });
      }
      await portal.stop();
      const [{ count }] = await portal
        .knex('activity')
        .where({ action: 'probe.last-words' })
        .count({ count: '*' });
      expect(Number(count)).toBe(1_200);
      expect(portal.warnings).toEqual([]);
    });
  },
);

describe('auditing with an unavailable activity table @full', () => {
  let portal: AuditedPortal;

  beforeAll(async () => {
    portal = await AuditedPortal.start(await databases.init('POSTGRES_18'), {
      activity: { auditor: { plugins: 'all' } },
    });
  });

  afterAll(async () => {
    await portal.stop();
  });

  const countRows = async (action: string): Promise<number> => {
    const [found] = await portal
      .knex('activity')
      .where({ action })
      .count({ rows: '*' });
    return Number(found.rows);
  };

  /** The order in which numbered actions are in the log. */
  const listStoredNumbers = async (action: string): Promise<number[]> => {
    const rows = await portal
      .knex('activity')
      .where({ action })
      .orderBy('id')
      .select('metadata');
    return rows.map(({ metadata }) => metadata.meta.nth);
  };

  const getNumbers = (size: number) =>
    Array.from({ length: size }, (_, n) => n);

  it('accepts events while the table is locked, and stores them in order afterwards', async () => {
    const lock = await portal.knex.transaction();
    await lock.raw('LOCK TABLE activity IN ACCESS EXCLUSIVE MODE');
    await portal.audit('flood', { nth: 0 });
    for (let nth = 1; nth < 5_000; nth += 1) {
      await portal.audit('flood', { nth });
    }
    expect(lock.isCompleted()).toBe(false);
    await lock.rollback();
    await until(async () => (await countRows('probe.flood')) === 5_000);
    expect(await listStoredNumbers('probe.flood')).toEqual(getNumbers(5_000));
  });

  it('stores each event exactly once after a database outage', async () => {
    await portal.knex.destroy();
    for (const nth of getNumbers(100)) {
      await portal.audit('away', { nth });
    }
    await new Promise(resolve => setTimeout(resolve, 400));
    portal.knex.initialize();
    for (const nth of getNumbers(100)) {
      await portal.audit('away', { nth: 100 + nth });
    }
    await until(
      async () => (await listStoredNumbers('probe.away')).length >= 200,
    );
    expect(await listStoredNumbers('probe.away')).toEqual(getNumbers(200));
  });
});
