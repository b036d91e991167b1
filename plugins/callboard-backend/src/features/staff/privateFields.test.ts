import { download } from '../../__testUtils__/download';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { PersonName } from '../../__testUtils__/startCallboard';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';
import { readWorkbook } from '../activity/__testUtils__/download';
import { Office } from './__testUtils__/Office';

const secrets = { phone: '+49 555 1234', notes: 'in therapy' };

describeCallboard('phone and notes of staff', {}, callboard => {
  let office: Office;
  /** The ids of the member's own record, and of somebody else's. */
  let own: string;
  let other: string;

  beforeAll(async () => {
    office = await Office.open(callboard());
    const user_ref = 'user:default/max.member';
    const email = 'max.member@example.com';
    own = (await office.hire({ ...secrets, user_ref, email })).id;
    other = (await office.hire(secrets)).id;
  });

  /** Whose secrets somebody sees, in the list and one by one. */
  async function seenBy(who: PersonName) {
    const agent = office.as(who);
    const list = await agent.get('/staff').expect(200);
    const single = await Promise.all(
      [own, other].map(id => agent.get(`/staff/${id}`).expect(200)),
    );
    const seen = (people: any[]) =>
      people
        .filter(({ phone, notes }) => phone && notes)
        .map(({ id }) => id)
        .sort();
    const inList = seen(list.body.items);
    expect(seen(single.map(({ body }) => body))).toEqual(inList);
    return inList;
  }

  it('are there for admins', async () => {
    expect(await seenBy('admin')).toEqual([own, other].sort());
    expect(await seenBy('superAdmin')).toEqual([own, other].sort());
  });

  it('are there for the person, and not for others', async () => {
    expect(await seenBy('member')).toEqual([own]);
    expect(await seenBy('guest')).toEqual([]);
    const { body } = await office.as('guest').get(`/staff/${own}`).expect(200);
    expect(Object.keys(body)).not.toContain('phone');
    expect(Object.keys(body)).not.toContain('notes');
  });

  it('are in one’s own profile', async () => {
    const mine = await office.as('member').get('/me/staff-profile').expect(200);
    expect(mine.body).toMatchObject({ id: own, ...secrets });
    await office.as('guest').get('/me/staff-profile').expect(404);
    await office.admin.get('/me/staff-profile').expect(404);
  });

  it('are searched for admins only', async () => {
    const found = async (who: PersonName, search: string) =>
      (
        await office
          .as(who)
          .get(`/staff?search=${encodeURIComponent(search)}`)
          .expect(200)
      ).body.total;
    expect(await found('admin', '555 12')).toBe(2);
    expect(await found('member', '555 12')).toBe(0);
    expect(await found('admin', 'therapy')).toBe(0);
  });

  it.each(['csv', 'xlsx'])(
    'are exported for admins only, as %s',
    async format => {
      const textOf = async (bytes: Buffer) => {
        if (format === 'csv') {
          return bytes.toString();
        }
        const sheet = (await readWorkbook(bytes)).getWorksheet('Staff')!;
        return JSON.stringify(sheet.getSheetValues());
      };
      const path = `/staff/export.${format}`;
      const everything = await download(office.admin, path);
      expect(await textOf(everything.bytes)).toMatch(/phone.*notes/);
      expect(await textOf(everything.bytes)).toContain('in therapy');
      const less = await download(office.as('member'), path);
      expect(await textOf(less.bytes)).toContain('max.member@example.com');
      expect(await textOf(less.bytes)).not.toMatch(
        /phone|notes|therapy|555 12/,
      );
    },
  );

  it('are recorded as changed without their values', async () => {
    const { id } = await office.hire(secrets);
    const one = `/staff/${id}`;
    await office.admin.patch(one, { notes: 'better', phone: null }).expect(200);
    await office.admin.delete(one).expect(204);
    const traces = await tracesOf(callboard(), id);
    expect(
      traces.map(trace => {
        const { phone, notes } = changesIn(trace);
        return { phone, notes };
      }),
    ).toEqual([
      { phone: [null, '[hidden]'], notes: [null, '[hidden]'] },
      { phone: ['[hidden]', null], notes: ['[hidden]', '[hidden]'] },
      { phone: undefined, notes: ['[hidden]', null] },
    ]);
    const stored = await callboard().knex('activity').where({ entity_id: id });
    expect(JSON.stringify(stored)).not.toMatch(/therapy|555 12|better/);
    const outbox = await callboard().knex('outbox');
    expect(JSON.stringify(outbox)).not.toMatch(/therapy|555 12|better/);
  });

  it('changes to staff are read by every member', async () => {
    const { id } = await office.hire({ position: 'Nurse' });
    const path = `/activity?workspace=${office.slug}&entity_id=${id}`;
    const seen = await callboard().as('member').get(path).expect(200);
    expect(seen.body.total).toBe(1);
  });
});
