import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { Desk } from './__testUtils__/Desk';

const entity_ref = 'component:default/payments-api';
const other_ref = 'component:default/payments_api';

describeCallboard('ingestion', { entities: landscape }, callboard => {
  let desk: Desk;
  let other: Desk;
  const boss = () => callboard().as('superAdmin');
  const item = (external_id: string, more: object = {}) => ({
    entity_ref,
    external_id,
    updated_at: '2026-01-01T00:00:00.000Z',
    title: `Item ${external_id}`,
    ...more,
  });
  const labelsOf = async ({ path }: Desk): Promise<string[]> => {
    const { body } = await boss().get(`${path}/labels`).expect(200);
    return body.items.map(({ name }: { name: string }) => name);
  };
  const summariesOf = async (source: string) => {
    const { body } = await boss().get('/admin/activity?action=ingest');
    return body.activities.filter(
      ({ metadata }: { metadata: { source: string } }) =>
        metadata.source === source,
    );
  };

  beforeEach(async () => {
    desk = await Desk.open(callboard());
    other = await Desk.open(callboard(), 'payments_api');
  });

  it('fails alone what no database can hold', async () => {
    const results = await desk.ingest('odd', [
      item('1'),
      item('2', { updated_at: '0000-01-01T00:00:00.000Z' }),
      item('3', { start_date: '2026-02-02', target_date: '2026-02-01' }),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'created',
      'failed',
      'failed',
    ]);
    expect(results[2].reason).toBe(
      'target_date: must not be before start_date',
    );
    expect(await desk.itemsOf('odd')).toHaveLength(1);
  });

  it.each([
    // eslint-disable-next-line no-script-url
    'javascript:alert(1)',
    '//evil.example/1',
    '/items/1',
    'http://example.org/1',
    'https://jane:secret@example.org/1',
  ])('fails an item that would lead to %j', async external_url => {
    expect(
      await desk.ingest('links', [item('1', { external_url })]),
    ).toMatchObject([
      {
        status: 'failed',
        reason: 'external_url: must be an https address without credentials',
      },
    ]);
  });

  it('takes instants as others write them, and answers them in UTC', async () => {
    const [{ status, id }] = await desk.ingest('instants', [
      item('1', {
        updated_at: '2026-05-01T00:00:00Z',
        created_at: '2026-04-01T01:30:00.25+05:30',
      }),
    ]);
    expect(status).toBe('created');
    const { body } = await boss()
      .get(`${desk.path}/work-items/${id}`)
      .expect(200);
    expect(body.created_at).toBe('2026-03-31T20:00:00.250Z');
    const [same, newer] = [
      await desk.ingest('instants', [
        item('1', { updated_at: '2026-05-01T01:00:00+02:00', title: 'Old' }),
      ]),
      await desk.ingest('instants', [
        item('1', { updated_at: '2026-04-30T23:30:00-01:00', title: 'New' }),
      ]),
    ];
    expect(same).toMatchObject([{ status: 'outdated' }]);
    expect(newer).toMatchObject([{ status: 'updated' }]);
  });

  it('leaves dates in order, and other fields open to change', async () => {
    const [{ id }] = await desk.ingest('dates', [
      item('1', { target_date: '2026-02-01' }),
    ]);
    const [later] = await desk.ingest('dates', [
      item('1', {
        updated_at: '2026-01-02T00:00:00.000Z',
        start_date: '2026-03-01',
      }),
    ]);
    expect(later.status).toBe('failed');
    await desk.patch({ id: id! }, { title: 'Still mine' });
  });

  it('changes nothing in an archived project', async () => {
    await desk.ingest('archive', [item('1', { entity_ref: other_ref })]);
    const archived_at = '2026-01-01T00:00:00.000Z';
    await boss().patch(other.path, { archived_at }).expect(200);
    const results = await desk.ingest('archive', [
      item('1', {
        entity_ref: other_ref,
        updated_at: '2026-01-02T00:00:00.000Z',
        labels: ['frozen'],
      }),
      item('2', { entity_ref: other_ref, is_deleted: true }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['failed', 'failed']);
    expect(await labelsOf(other)).not.toContain('frozen');
    await boss().patch(other.path, { archived_at: null }).expect(200);
    const [again] = await desk.ingest('archive', [
      item('2', { entity_ref: other_ref }),
    ]);
    expect(again.status).toBe('created');
  });

  it('makes no labels for states that it does not take', async () => {
    const told = item('1', { labels: ['short-lived'] });
    await desk.ingest('labels', [told]);
    const { body } = await boss()
      .get(`${desk.path}/labels?search=short-lived`)
      .expect(200);
    await boss().delete(`${desk.path}/labels/${body.items[0].id}`).expect(204);
    const [again] = await desk.ingest('labels', [told]);
    expect(again.status).toBe('unchanged');
    expect(await labelsOf(desk)).not.toContain('short-lived');
  });

  it('is an event of its own in each project', async () => {
    await boss().patch(other.path, { access: 'secret' }).expect(200);
    await desk.ingest('apart', [
      item('1'),
      item('2'),
      ...['3', '4', '5'].map(id => item(id, { entity_ref: other_ref })),
    ]);
    const summaries = await summariesOf('apart');
    expect(
      summaries.map((row: any) => [row.entity_type, row.entity_id]),
    ).toEqual(
      expect.arrayContaining([
        ['project', desk.pid],
        ['project', other.pid],
      ]),
    );
    expect(
      summaries.map(
        ({ entity_label, metadata }: any) =>
          `${entity_label}: ${metadata.changed}`,
      ),
    ).toEqual(expect.arrayContaining(['Payments API: 2', 'payments_api: 3']));
    await callboard().as('guest').get('/me').expect(200);
    const { body: items } = await callboard()
      .as('guest')
      .get('/activity?action=ingest')
      .expect(200);
    expect(
      items.activities.map(({ entity_label }: any) => entity_label),
    ).not.toContain('payments_api');
    await boss().patch(other.path, { access: 'open' }).expect(200);
  });

  it('gives items of a secret project only to people who see it', async () => {
    await callboard().as('member').get('/me').expect(200);
    await boss().patch(other.path, { access: 'secret' }).expect(200);
    await boss()
      .post(`${other.path}/members`, { user_ref: people.guest, role: 'guest' })
      .expect(201);
    await desk.ingest('secret', [
      item('1', {
        entity_ref: other_ref,
        assignees: [people.member, people.guest],
      }),
    ]);
    expect((await desk.itemsOf('secret'))[0].assignees).toEqual([people.guest]);
    await boss().patch(other.path, { access: 'open' }).expect(200);
  });
});
