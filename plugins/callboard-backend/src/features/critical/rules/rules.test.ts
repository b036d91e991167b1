import { CriticalRule } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';

const RULES = '/admin/critical-rules';

describeCallboard('Rules of critical events', {}, callboard => {
  const boss = () => callboard().as('superAdmin');

  const read = async (id: string): Promise<CriticalRule> => {
    const { body } = await boss().get(RULES).expect(200);
    return body.items.find((rule: CriticalRule) => rule.id === id);
  };

  it('keep what two people change of one at once', async () => {
    for (const id of ['refusals', 'mass_delete', 'tamper_found']) {
      await Promise.all([
        boss().patch(`${RULES}/${id}`, { count: 31 }).expect(200),
        boss().patch(`${RULES}/${id}`, { minutes: 32 }).expect(200),
        boss().patch(`${RULES}/${id}`, { is_enabled: false }).expect(200),
      ]);
      expect(await read(id)).toMatchObject({
        count: 31,
        minutes: 32,
        is_enabled: false,
        version: 4,
      });
    }
  });

  it('have a version, and are changed only from the one that was read', async () => {
    const path = `${RULES}/person_erased`;
    expect(await read('person_erased')).toMatchObject({
      version: 1,
      updated_at: null,
    });
    const same = await boss().patch(path, { count: 1 }).expect(200);
    expect(same.body).toMatchObject({ version: 1, updated_at: null });
    const first = await boss()
      .patch(path, { count: 2 })
      .set('If-Match', same.header.etag)
      .expect(200);
    expect(first.header.etag).toBe('"2"');
    expect(first.body).toMatchObject({
      version: 2,
      updated_at: expect.stringMatching(/Z$/),
    });
    await boss()
      .patch(path, { count: 3 })
      .set('If-Match', same.header.etag)
      .expect(412);
    expect(await read('person_erased')).toEqual(first.body);
  });

  it('count rows only where they are about rows', async () => {
    const patch = (id: string, rows: number | null) =>
      boss().patch(`${RULES}/${id}`, { rows });
    expect((await patch('mass_export', 7)).body).toMatchObject({ rows: 7 });
    expect((await patch('mass_export', null)).body.rows).toBeNull();
    await patch('mass_delete', null).expect(200);
    const { body } = await patch('mass_delete', 7).expect(400);
    expect(body.error.message).toContain('body.rows');
  });
});
