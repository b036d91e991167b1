import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { landscape } from './__testUtils__/landscape';

const statuses = ['suspended', 'resigned'] as const;

describeCallboard(
  'the owner of an entity',
  { entities: landscape },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const max = () => callboard().as('member');

    it.each(statuses)(
      'is nobody to its project while they are %s in its workspace',
      async employment_status => {
        const base = `/workspaces/${employment_status}`;
        await boss()
          .post('/workspaces', { slug: employment_status, name: 'Shops' })
          .expect(201);
        await boss()
          .post(`${base}/members`, { user_ref: people.member, role: 'member' })
          .expect(201);
        const { body: project } = await boss()
          .put(`${base}/projects/by-entity/system/default/shop`)
          .expect(200);
        const one = `${base}/projects/${project.id}`;
        expect((await max().get(one).expect(200)).body.role).toBe('admin');
        const staff = await boss()
          .post(`${base}/staff`, {
            staff_id: 'S1',
            first_name: 'Max',
            last_name: 'Member',
            email: 'max.member@example.com',
            user_ref: people.member,
            employment_status,
          })
          .expect(201);

        const log = `/activity?workspace=${employment_status}&entity_id=${project.id}`;
        const changesSeen = async () =>
          (await max().get(log).expect(200)).body.total;
        expect((await max().get(one).expect(200)).body.role).toBeNull();
        await max().patch(one, { name: 'Mine' }).expect(403);
        expect(await changesSeen()).toBe(1);
        await boss().patch(one, { access: 'secret' }).expect(200);
        await max().get(one).expect(404);
        expect((await max().get(`${base}/projects`)).body.items).toEqual([]);
        expect(await changesSeen()).toBe(0);

        await boss()
          .post(`${base}/staff/${staff.body.id}/reactivate`)
          .expect(200);
        expect((await max().get(one).expect(200)).body.role).toBe('admin');
        expect(await changesSeen()).toBe(2);
      },
    );
  },
);
