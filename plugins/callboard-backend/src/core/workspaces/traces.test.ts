import { mapKeys, mapValues, pickBy } from 'lodash';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';

describeCallboard('traces of workspaces', {}, callboard => {
  const superAdmin = () => callboard().as('superAdmin');

  it('tell who did what, and the fields before and after', async () => {
    const made = await superAdmin()
      .post('/workspaces', { slug: 'traced', name: 'Traced' })
      .expect(201);
    await superAdmin()
      .patch('/workspaces/traced', {
        name: 'Renamed',
        week_start: 7,
        timezone: 'UTC',
      })
      .expect(200);
    await superAdmin().delete('/workspaces/traced').expect(204);

    const [created, updated, deleted, ...rest] = await tracesOf(
      callboard(),
      made.body.id,
    );
    expect(rest).toEqual([]);

    const { updated_at, version, settings, ...visible } = made.body;
    expect(created).toMatchObject({
      workspace_id: made.body.id,
      user_id: 'user:default/sue.super',
      user_name: 'Sue Super',
      user_email: 'sue.super@example.com',
      action: 'create',
      entity_type: 'workspace',
      entity_id: made.body.id,
      entity_label: 'Traced',
      source: 'backend',
      batch_id: null,
      ip: null,
      request_id: expect.any(String),
    });
    const shown = pickBy(
      { ...visible, ...mapKeys(settings, (_, key) => `settings.${key}`) },
      value => value !== null,
    );
    expect(changesIn(created)).toEqual(
      mapValues(shown, value => [null, value]),
    );

    expect(updated).toMatchObject({
      action: 'update',
      entity_label: 'Renamed',
    });
    expect(changesIn(updated)).toEqual({
      name: ['Traced', 'Renamed'],
      week_start: [1, 7],
    });

    expect(deleted).toMatchObject({
      action: 'delete',
      entity_label: 'Renamed',
    });
    expect(changesIn(deleted)).toEqual({
      ...mapValues(shown, value => [value, null]),
      name: ['Renamed', null],
      week_start: [7, null],
    });
  });

  it('are dated by the millisecond in their id', async () => {
    const made = await superAdmin()
      .post('/workspaces', { slug: 'dated', name: 'Dated' })
      .expect(201);
    const [trace] = await tracesOf(callboard(), made.body.id);
    const ms = parseInt(trace.id.replace('-', '').slice(0, 12), 16);
    expect(trace.created_at).toBe(new Date(ms).toISOString());
    expect(trace.created_at).toBe(made.body.created_at);
  });

  it('do not remain of what was refused', async () => {
    const wanted = { slug: 'refused', name: 'Refused' };
    const made = await superAdmin().post('/workspaces', wanted).expect(201);
    const total = async () =>
      (await superAdmin().get('/admin/activity').expect(200)).body.total;
    const before = await total();
    await superAdmin().post('/workspaces', wanted).expect(409);
    await superAdmin().delete('/workspaces/default').expect(409);
    await superAdmin()
      .patch('/workspaces/refused', { name: 'x' })
      .set('If-Match', '"9"')
      .expect(412);
    await superAdmin().patch('/workspaces/refused', { name: 1 }).expect(400);
    expect(await total()).toBe(before);
    expect(await tracesOf(callboard(), made.body.id)).toHaveLength(1);
  });
});
