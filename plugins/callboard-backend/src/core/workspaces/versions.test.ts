import { workspaceSettings } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { tracesOf } from '../../__testUtils__/tracesOf';

describeCallboard('versions of workspaces', {}, callboard => {
  const superAdmin = () => callboard().as('superAdmin');

  async function make(slug: string) {
    return superAdmin().post('/workspaces', { slug, name: slug }).expect(201);
  }

  it('are told as ETag on 200 and 201', async () => {
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

  it('stay, with no trace, when a PATCH changes nothing', async () => {
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
    expect(await tracesOf(callboard(), made.body.id)).toHaveLength(1);
  });

  it.each([['"1"'], ['W/"1"'], ['*'], ['"7", "1"'], ['W/"7" , W/"1"']])(
    'let a change through whose If-Match is %s',
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
    'stop a change, and a change of nothing, whose If-Match is %s',
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

  it('let the last write win without If-Match', async () => {
    await make('last');
    await superAdmin().patch('/workspaces/last', { name: 'One' }).expect(200);
    await superAdmin().patch('/workspaces/last', { name: 'Two' }).expect(200);
    const read = await superAdmin().get('/workspaces/last').expect(200);
    expect(read.body).toMatchObject({ name: 'Two', version: 3 });
  });

  it('let exactly one of two changes win that build on the same version', async () => {
    await make('both');
    const answers = await Promise.all(
      ['One', 'Two', 'Three'].map(name =>
        superAdmin().patch('/workspaces/both', { name }).set('If-Match', '"1"'),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('are deleted only as they were read', async () => {
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
