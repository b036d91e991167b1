import { workspaceSettings } from '@callboard/plugin-callboard-common';
import { mapKeys, mapValues, pickBy } from 'lodash';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../__testUtils__/describeCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../__testUtils__/listActivityEntries';
import { WorkspaceDirectory } from './WorkspaceDirectory';

const uuid7 =
  /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describeCallboard('workspaces', { databases: 'tagged' }, callboard => {
  const superAdmin = () => callboard().as('superAdmin');

  it('creates a workspace for super admins, with defaults for omitted fields', async () => {
    const made = await superAdmin()
      .post('/workspaces', { slug: 'ops', name: 'Operations' })
      .expect(201);
    expect(made.body).toEqual({
      id: expect.stringMatching(uuid7),
      slug: 'ops',
      name: 'Operations',
      timezone: 'UTC',
      week_start: 1,
      settings: workspaceSettings.defaults,
      version: 1,
      created_at: expect.stringMatching(instant),
      updated_at: made.body.created_at,
    });
    const read = await superAdmin().get('/workspaces/ops').expect(200);
    expect(read.body).toEqual(made.body);
  });

  it('returns the default workspace when the cache is cleared during the look-up', async () => {
    const workspaces = new WorkspaceDirectory(callboard().knex);
    const pending = workspaces.findDefault();
    workspaces.clearCache();
    expect(await pending).toMatchObject({ slug: 'default' });
  });

  it('treats null as omitted on creation', async () => {
    const made = await superAdmin()
      .post('/workspaces', {
        slug: 'nulls',
        name: 'Nulls',
        timezone: null,
        week_start: null,
        settings: null,
      })
      .expect(201);
    expect(made.body).toMatchObject({
      timezone: 'UTC',
      week_start: 1,
      settings: workspaceSettings.defaults,
    });
  });

  it('makes the creator an admin', async () => {
    await superAdmin()
      .post('/workspaces', { slug: 'first-admin', name: 'First admin' })
      .expect(201);
    const members = await superAdmin().get('/workspaces/first-admin/members');
    expect(members.body).toMatchObject({
      total: 1,
      items: [{ user_ref: 'user:default/sue.super', role: 'admin' }],
    });
  });

  it('requires a unique slug, and allows the slug of a deleted workspace again', async () => {
    const input = { slug: 'again', name: 'Again' };
    const first = await superAdmin().post('/workspaces', input).expect(201);
    const taken = await superAdmin().post('/workspaces', input).expect(409);
    expect(taken.body.error.message).toMatch(/again/);

    await superAdmin().delete('/workspaces/again').expect(204);
    await superAdmin().get('/workspaces/again').expect(404);
    await superAdmin().delete('/workspaces/again').expect(404);

    const second = await superAdmin().post('/workspaces', input).expect(201);
    expect(second.body.id).not.toBe(first.body.id);
    await superAdmin().delete('/workspaces/again').expect(204);
    await superAdmin().post('/workspaces', input).expect(201);
  });

  it('creates one workspace for simultaneous requests with the same slug @postgres', async () => {
    const input = { slug: 'race', name: 'Race' };
    const responses = await Promise.all([
      superAdmin().post('/workspaces', input),
      superAdmin().post('/workspaces', input),
      superAdmin().post('/workspaces', input),
    ]);
    expect(responses.map(({ status }) => status).sort()).toEqual([
      201, 409, 409,
    ]);
  });

  it('returns 409 on deletion of the default workspace', async () => {
    const refused = await superAdmin().delete('/workspaces/default');
    expect(refused.status).toBe(409);
    await superAdmin().get('/workspaces/default').expect(200);
  });

  it('changes only the name, time zone and first weekday', async () => {
    const made = await superAdmin()
      .post('/workspaces', { slug: 'change', name: 'Before' })
      .expect(201);
    const changed = await superAdmin()
      .patch('/workspaces/change', {
        name: 'After',
        timezone: 'Europe/Berlin',
        week_start: 7,
        id: '01900000-0000-7000-8000-000000000000',
        slug: 'other',
        version: 99,
        created_at: '2001-01-01T00:00:00.000Z',
      })
      .expect(200);
    expect(changed.body).toEqual({
      ...made.body,
      name: 'After',
      timezone: 'Europe/Berlin',
      week_start: 7,
      version: 2,
      updated_at: expect.stringMatching(instant),
    });
    const read = await superAdmin().get('/workspaces/change').expect(200);
    expect(read.body).toEqual(changed.body);
  });

  it.each([
    [{ slug: 'Ops', name: 'x' }, 'body.slug'],
    [{ slug: 'ops-', name: 'x' }, 'body.slug'],
    [{ slug: 'x'.repeat(64), name: 'x' }, 'body.slug'],
    [{ slug: 'bad-1', name: '' }, 'body.name'],
    [{ slug: 'bad-1', name: ' \t ' }, 'body.name'],
    [{ slug: 'bad-1', name: 'x'.repeat(256) }, 'body.name'],
    [{ slug: 'bad-1', name: 911 }, 'body.name'],
    [{ slug: 'bad-1', name: 'x', timezone: '+05:30' }, 'body.timezone'],
    [{ slug: 'bad-1', name: 'x', timezone: 'Mars/Base' }, 'body.timezone'],
    [{ slug: 'bad-1', name: 'x', week_start: 0 }, 'body.week_start'],
    [{ slug: 'bad-1', name: 'x', week_start: '1' }, 'body.week_start'],
    [{ slug: 'bad-1', name: 'x', settings: [] }, 'body.settings'],
    [{ slug: 'bad-1', name: 'x', settings: { a: 1 } }, 'body.settings.a'],
  ])('rejects %j and names the field', async (body, field) => {
    const refused = await superAdmin().post('/workspaces', body).expect(400);
    expect(refused.body.error.message).toContain(`${field}: `);
  });

  it('lists only the workspaces of a member, and all workspaces for super admins', async () => {
    for (const slug of ['seen', 'unseen']) {
      await superAdmin().post('/workspaces', { slug, name: slug }).expect(201);
    }
    await superAdmin()
      .post('/workspaces/seen/members', {
        user_ref: 'user:default/max.member',
        role: 'guest',
      })
      .expect(201);

    const mine = await callboard().as('member').get('/workspaces').expect(200);
    expect(mine.body.items.map((item: any) => item.slug)).toEqual([
      'default',
      'seen',
    ]);
    expect(mine.body).toMatchObject({ total: 2, next_cursor: null });
    await callboard().as('member').get('/workspaces/unseen').expect(404);

    const all = await superAdmin().get('/workspaces?limit=200').expect(200);
    const slugs = all.body.items.map((item: any) => item.slug);
    expect(slugs).toEqual(expect.arrayContaining(['seen', 'unseen']));
    expect(all.body.total).toBe(slugs.length);
  });

  it('returns the same 404 for an invisible workspace as for a missing one', async () => {
    await superAdmin()
      .post('/workspaces', { slug: 'hidden', name: 'Hidden' })
      .expect(201);
    const responses = await Promise.all(
      ['hidden', 'absent'].map(slug =>
        callboard().as('guest').get(`/workspaces/${slug}`).expect(404),
      ),
    );
    const [hidden, absent] = responses.map(({ text }) =>
      text.replace(/hidden|absent/g, '…').replace(/"stack":"[^"]*"/, ''),
    );
    expect(hidden).toBe(absent);
  });

  it('lists workspaces by slug, each once across pages @postgres', async () => {
    const all = await superAdmin().get('/workspaces?limit=200').expect(200);
    const slugs: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: any = await superAdmin()
        .get(`/workspaces?limit=2${next && `&cursor=${next}`}`)
        .expect(200);
      expect(page.body.items.length).toBeLessThanOrEqual(2);
      expect(page.body.total).toBe(all.body.total);
      slugs.push(...page.body.items.map((item: any) => item.slug));
      next = page.body.next_cursor;
    }
    expect(slugs).toEqual(all.body.items.map((item: any) => item.slug));
    expect(slugs).toEqual([...slugs].sort());
  });
});

describeCallboard('workspace versions', { databases: 'tagged' }, callboard => {
  const superAdmin = () => callboard().as('superAdmin');

  async function make(slug: string) {
    return superAdmin().post('/workspaces', { slug, name: slug }).expect(201);
  }

  it('returns the version as ETag on 200 and 201', async () => {
    const made = await make('tags');
    expect(made.headers.etag).toBe('"1"');
    const read = await superAdmin().get('/workspaces/tags').expect(200);
    expect(read.headers.etag).toBe('"1"');
    const changed = await superAdmin()
      .patch('/workspaces/tags', { name: 'Changed' })
      .expect(200);
    expect(changed.headers.etag).toBe('"2"');
    expect(changed.body.version).toBe(2);
  });

  it('keeps the version and records nothing when a PATCH changes nothing', async () => {
    const made = await make('idle');
    for (const patch of [
      {},
      {
        name: 'idle',
        timezone: 'UTC',
        week_start: 1,
        settings: workspaceSettings.defaults,
      },
      { slug: 'ignored' },
    ]) {
      const same = await superAdmin()
        .patch('/workspaces/idle', patch)
        .expect(200);
      expect(same.body).toEqual(made.body);
      expect(same.headers.etag).toBe('"1"');
    }
    expect(await listActivityEntries(callboard(), made.body.id)).toHaveLength(
      1,
    );
  });

  it.each([['"1"'], ['W/"1"'], ['*'], ['"7", "1"'], ['W/"7" , W/"1"']])(
    'accepts a change with If-Match %s',
    async header => {
      const slug = `match-${Buffer.from(header).toString('hex')}`;
      await make(slug);
      const changed = await superAdmin()
        .patch(`/workspaces/${slug}`, { name: 'Changed' })
        .set('If-Match', header);
      expect(changed.status).toBe(200);
    },
  );

  it.each([['"2"'], ['W/"2"'], ['1'], ['"0", "2"'], ['""']])(
    'returns 412 for a change, an empty patch and a deletion with If-Match %s',
    async header => {
      const slug = `stop-${Buffer.from(header).toString('hex')}`;
      const made = await make(slug);
      for (const patch of [{ name: 'Changed' }, {}]) {
        await superAdmin()
          .patch(`/workspaces/${slug}`, patch)
          .set('If-Match', header)
          .expect(412);
      }
      await superAdmin()
        .delete(`/workspaces/${slug}`)
        .set('If-Match', header)
        .expect(412);
      const read = await superAdmin().get(`/workspaces/${slug}`).expect(200);
      expect(read.body).toEqual(made.body);
    },
  );

  it('applies the last write when If-Match is missing', async () => {
    await make('last');
    await superAdmin().patch('/workspaces/last', { name: 'One' }).expect(200);
    await superAdmin().patch('/workspaces/last', { name: 'Two' }).expect(200);
    const read = await superAdmin().get('/workspaces/last').expect(200);
    expect(read.body).toMatchObject({ name: 'Two', version: 3 });
  });

  it('applies exactly one of several changes to the same version @postgres', async () => {
    await make('both');
    const responses = await Promise.all(
      ['One', 'Two', 'Three'].map(name =>
        superAdmin().patch('/workspaces/both', { name }).set('If-Match', '"1"'),
      ),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([
      200, 412, 412,
    ]);
  });

  it('deletes a workspace only if If-Match has the current version', async () => {
    await make('delete');
    const refused = await superAdmin()
      .delete('/workspaces/delete')
      .set('If-Match', 'W/"2"');
    expect(refused.status).toBe(412);
    const deleted = await superAdmin()
      .delete('/workspaces/delete')
      .set('If-Match', 'W/"1"');
    expect(deleted.status).toBe(204);
  });
});

describeWithoutJobs('activity entries of workspaces', {}, callboard => {
  const superAdmin = () => callboard().as('superAdmin');

  it('records the user, the action and the fields before and after', async () => {
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

    const [created, updated, deleted, ...rest] = await listActivityEntries(
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
    expect(toFieldChanges(created)).toEqual(
      mapValues(shown, value => [null, value]),
    );

    expect(updated).toMatchObject({
      action: 'update',
      entity_label: 'Renamed',
    });
    expect(toFieldChanges(updated)).toEqual({
      name: ['Traced', 'Renamed'],
      week_start: [1, 7],
    });

    expect(deleted).toMatchObject({
      action: 'delete',
      entity_label: 'Renamed',
    });
    expect(toFieldChanges(deleted)).toEqual({
      ...mapValues(shown, value => [value, null]),
      name: ['Renamed', null],
      week_start: [7, null],
    });
  });

  it('dates entries by the millisecond in their id', async () => {
    const made = await superAdmin()
      .post('/workspaces', { slug: 'dated', name: 'Dated' })
      .expect(201);
    const [trace] = await listActivityEntries(callboard(), made.body.id);
    const ms = parseInt(trace.id.replace('-', '').slice(0, 12), 16);
    expect(trace.created_at).toBe(new Date(ms).toISOString());
    expect(trace.created_at).toBe(made.body.created_at);
  });

  it('records nothing for rejected requests', async () => {
    const input = { slug: 'refused', name: 'Refused' };
    const made = await superAdmin().post('/workspaces', input).expect(201);
    const total = async () =>
      (await superAdmin().get('/admin/activity').expect(200)).body.total;
    const before = await total();
    await superAdmin().post('/workspaces', input).expect(409);
    await superAdmin().delete('/workspaces/default').expect(409);
    await superAdmin()
      .patch('/workspaces/refused', { name: 'x' })
      .set('If-Match', '"9"')
      .expect(412);
    await superAdmin().patch('/workspaces/refused', { name: 1 }).expect(400);
    expect(await total()).toBe(before);
    expect(await listActivityEntries(callboard(), made.body.id)).toHaveLength(
      1,
    );
  });
});
