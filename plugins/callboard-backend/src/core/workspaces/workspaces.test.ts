import { workspaceSettings } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';

const uuid7 =
  /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describeCallboard('workspaces', {}, callboard => {
  const superAdmin = () => callboard().as('superAdmin');

  it('are made by super admins, with defaults for what is left out', async () => {
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

  it('take null for absent on create', async () => {
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

  it('make their creator an admin', async () => {
    await superAdmin()
      .post('/workspaces', { slug: 'first-admin', name: 'First admin' })
      .expect(201);
    const members = await superAdmin().get('/workspaces/first-admin/members');
    expect(members.body).toMatchObject({
      total: 1,
      items: [{ user_ref: 'user:default/sue.super', role: 'admin' }],
    });
  });

  it('have a slug that is unique among live ones and can be used again', async () => {
    const wanted = { slug: 'again', name: 'Again' };
    const first = await superAdmin().post('/workspaces', wanted).expect(201);
    const taken = await superAdmin().post('/workspaces', wanted).expect(409);
    expect(taken.body.error.message).toMatch(/again/);

    await superAdmin().delete('/workspaces/again').expect(204);
    await superAdmin().get('/workspaces/again').expect(404);
    await superAdmin().delete('/workspaces/again').expect(404);

    const second = await superAdmin().post('/workspaces', wanted).expect(201);
    expect(second.body.id).not.toBe(first.body.id);
    await superAdmin().delete('/workspaces/again').expect(204);
    await superAdmin().post('/workspaces', wanted).expect(201);
  });

  it('are made once when two ask for the same slug at once', async () => {
    const wanted = { slug: 'race', name: 'Race' };
    const answers = await Promise.all([
      superAdmin().post('/workspaces', wanted),
      superAdmin().post('/workspaces', wanted),
      superAdmin().post('/workspaces', wanted),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('keep the default one', async () => {
    const refused = await superAdmin().delete('/workspaces/default');
    expect(refused.status).toBe(409);
    await superAdmin().get('/workspaces/default').expect(200);
  });

  it('change in name, time zone and first weekday, and in nothing else', async () => {
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
  ])('refuse %j, naming the field', async (body, field) => {
    const refused = await superAdmin().post('/workspaces', body).expect(400);
    expect(refused.body.error.message).toContain(`${field}: `);
  });

  it('are seen by their members and super admins only', async () => {
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

  it('answer the same for one that is invisible as for one that is absent', async () => {
    await superAdmin()
      .post('/workspaces', { slug: 'hidden', name: 'Hidden' })
      .expect(201);
    const answers = await Promise.all(
      ['hidden', 'absent'].map(slug =>
        callboard().as('guest').get(`/workspaces/${slug}`).expect(404),
      ),
    );
    const [hidden, absent] = answers.map(({ text }) =>
      text.replace(/hidden|absent/g, '…').replace(/"stack":"[^"]*"/, ''),
    );
    expect(hidden).toBe(absent);
  });

  it('are listed by slug, page by page, each once', async () => {
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
