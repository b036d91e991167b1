import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { departmentsOf } from '../__testUtils__/departmentsOf';

// Users are in every test's catalog: they stand in for software.
const config = { projects: { kinds: ['user'] } };

describeCallboard(
  'links of departments, as they are seen',
  { config },
  callboard => {
    const boss = () => callboard().as('superAdmin');

    it('are shown to those who may see where they lead', async () => {
      const org = await departmentsOf(callboard());
      const id = await org.make('Payments');
      const path = `${org.path}/${id}/links`;
      const secret = await org.project();
      const open = await org.project('gus.guest');
      const other = await departmentsOf(callboard());
      await boss()
        .patch(`/workspaces/${org.slug}/projects/${secret.id}`, {
          access: 'secret',
        })
        .expect(200);
      const links: string[] = [];
      for (const target of [
        { project_id: secret.id },
        { project_id: open.id },
        { workspace_id: await other.workspaceId() },
      ]) {
        links.push((await boss().post(path, target).expect(201)).body.id);
      }
      await org.join(people.member, 'guest');
      await org.join(people.guest, 'member');

      const seen = async (who: 'superAdmin' | 'member' | 'guest') => {
        const { body } = await callboard().as(who).get(path).expect(200);
        expect(body.total).toBe(body.items.length);
        return body.items.map((link: { id: string }) => link.id);
      };
      expect(await seen('superAdmin')).toEqual(links);
      expect(await seen('guest')).toEqual([links[1]]);

      await boss()
        .post(`/workspaces/${org.slug}/projects/${secret.id}/members`, {
          user_ref: people.member,
          role: 'member',
        })
        .expect(201);
      expect(await seen('member')).toEqual(links.slice(0, 2));
      const told = await callboard()
        .as('guest')
        .get(`/activity?workspace=${org.slug}&entity_type=department_link`)
        .expect(200);
      expect(
        told.body.activities.map((row: any) => row.entity_id).reverse(),
      ).toEqual(links.slice(1));

      const first = await boss().get(`${path}?limit=2`).expect(200);
      const rest = await boss()
        .get(`${path}?limit=2&cursor=${first.body.next_cursor}`)
        .expect(200);
      expect(
        [...first.body.items, ...rest.body.items].map(link => link.id),
      ).toEqual(links);
    });

    it('show in the history of their department, secret ones to who knows them', async () => {
      const org = await departmentsOf(callboard());
      const id = await org.make('Payments');
      const path = `${org.path}/${id}/links`;
      const open = await org.project();
      const secret = await org.project('gus.guest');
      await boss()
        .patch(`/workspaces/${org.slug}/projects/${secret.id}`, {
          access: 'secret',
        })
        .expect(200);
      const links: string[] = [];
      for (const project_id of [open.id, secret.id]) {
        const { body } = await boss().post(path, { project_id }).expect(201);
        links.push(body.id);
      }
      await boss().delete(`${path}/${links[0]}`).expect(204);
      await org.join(people.member, 'member');

      const history = async (who: 'superAdmin' | 'member', details = true) => {
        const { body } = await callboard()
          .as(who)
          .get(
            `/activity?workspace=${org.slug}&entity_type=department&entity_id=${id}&details=${details}`,
          )
          .expect(200);
        return body.activities.map((row: any) => [row.action, row.metadata]);
      };
      const ofOpen = { link_id: links[0], linked_to: open.name };
      expect(await history('superAdmin')).toEqual([
        ['unlink', ofOpen],
        ['link', { link_id: links[1], linked_to: secret.name }],
        ['link', ofOpen],
        ['create', null],
      ]);
      expect(await history('member')).toEqual([
        ['unlink', ofOpen],
        ['link', ofOpen],
        ['create', null],
      ]);
      expect(await history('member', false)).toEqual([['create', null]]);
    });
  },
);
