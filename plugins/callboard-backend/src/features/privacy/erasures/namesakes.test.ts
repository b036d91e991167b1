import { Entity } from '@backstage/catalog-model';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { testEntities } from '../../../__testUtils__/startCallboard';
import { newId } from '../../../database/ids';
import { columnsWith } from './__testUtils__/columnsWith';
import { untilErased } from './__testUtils__/untilErased';

const ann = 'user:default/ann.arbor';
const bob = 'user:default/bob.builder';
const other = 'user:default/ann.other';

const OFFICE = 'Office@corp.com';

const entityOf = (ref: string, displayName: string, email: string): Entity => ({
  ...testEntities[0],
  metadata: { name: ref.split('/')[1], namespace: 'default' },
  spec: { profile: { displayName, email }, memberOf: [] },
});

describeCallboard(
  'Erasing somebody who shares a mail address and a name',
  {
    entities: [
      ...testEntities,
      entityOf(ann, 'Ann Arbor', OFFICE),
      entityOf(bob, 'Bob Builder', OFFICE),
      entityOf(other, 'Ann Arbor', 'other@corp.com'),
    ],
  },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const employ = async (more: object) => {
      const { body } = await boss()
        .post('/workspaces/default/staff', more)
        .expect(201);
      return body.id as string;
    };
    /** All that is only theirs. */
    const rowsOf = async (user_ref: string) => {
      const { knex } = callboard();
      const staff = await knex('staff').where({ user_ref }).orderBy('id');
      return {
        staff,
        people: await knex('people').where({ user_ref }),
        memberships: await knex('memberships').where({ user_ref }),
        mails: await knex('mails').where({ user_ref }),
        did: await knex('activity').where({ user_id: user_ref }).orderBy('id'),
        record: await knex('activity')
          .whereIn(
            'entity_id',
            staff.map(({ id }) => id),
          )
          .orderBy('id'),
      };
    };

    beforeAll(async () => {
      const { knex } = callboard();
      const { body: department } = await boss()
        .post('/workspaces/default/departments', { name: 'Payments' })
        .expect(201);
      const staff = [
        [ann, 'Ann', 'Arbor', OFFICE],
        [bob, 'Bob', 'Builder', OFFICE],
        [other, 'Ann', 'Arbor', 'other@corp.com'],
      ] as const;
      for (const [index, [user_ref, ...names]] of staff.entries()) {
        const [first_name, last_name, email] = names;
        await callboard()
          .as(user_ref)
          .post('/activity', {
            action: 'add_note',
            entity_label: `A note to ${OFFICE}`,
          })
          .expect(201);
        await employ({
          staff_id: `S${index}`,
          first_name,
          last_name,
          email,
          user_ref,
          department_id: department.id,
        });
        await knex('mails').insert({
          id: newId(Date.now()),
          user_ref,
          kind: 'notification',
          about: `note ${index}`,
          status: 'failed',
          email: OFFICE,
          was_unanswered: false,
          created_at: new Date(),
          updated_at: new Date(),
        });
      }
      // A record that is nobody's yet, with an address that only she has.
      await knex('mails').where({ about: 'note 0' }).update({
        email: 'ann@corp.com',
      });
      await employ({
        staff_id: 'S9',
        first_name: 'Annabel',
        last_name: 'Arbor-Before',
        email: 'Ann@Corp.com',
        department_id: department.id,
      });
    });

    it('leaves the others all that is theirs', async () => {
      const before = [await rowsOf(bob), await rowsOf(other)];
      for (const { staff, people, mails, did, record } of before) {
        expect([staff, people, mails, did, record].map(x => x.length)).toEqual([
          1,
          1,
          1,
          expect.any(Number),
          1,
        ]);
      }
      const begun = await boss().post('/admin/erasures', {
        user_ref: ann,
        reason: 'She asked for it',
      });
      expect(await untilErased(callboard(), begun.body.id)).toMatchObject({
        status: 'done',
      });
      const after = [await rowsOf(bob), await rowsOf(other)];
      const others = before.map(({ did, ...rest }) => rest);
      expect(after.map(({ did, ...rest }) => rest)).toEqual(others);
      const called = ({ did }: (typeof before)[0]) =>
        did.map(row => [row.user_name, row.user_email]);
      expect(after.map(called)).toEqual(before.map(called));
    });

    it('leaves nothing of theirs, nor of the address where it is nobody’s', async () => {
      const { knex } = callboard();
      expect(
        await columnsWith(knex, [ann, 'ann@corp.com', 'Arbor-Before']),
      ).toEqual([]);
      const labels = await knex('activity')
        .whereLike('entity_label', 'A note%')
        .pluck('entity_label');
      expect(labels).toEqual(Array(2).fill('A note to Erased person'));
      expect(await knex('staff').where({ staff_id: 'S0' })).toEqual([]);
    });
  },
);
