import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { newId } from '../../../database/ids';
import { Batches } from './Batches';
import { ErasedPerson } from './ErasedPerson';
import { Eraser } from './Eraser';
import { ErasureState } from './ErasureRow';

describeCallboard('Batches of an erasure', {}, callboard => {
  const person = { user_ref: 'user:default/zora' } as ErasedPerson;
  const begun: ErasureState = {
    ...{ step: 0, steps: 2, after: null, log_end: null },
    tables: [],
  };
  const at = (after: string) => ({ ...begun, after: [after] });
  const counted = (after: string, rows: number) => ({
    ...at(after),
    tables: [{ table: 'notes', rows }],
  });

  /** Has erased what it says, without a table of its own. */
  const eraserOf = (erase: Eraser['erase']) =>
    ({ table: 'notes', erase } as unknown as Eraser);
  const one = eraserOf(async () => 1);

  const insert = async (state: object) => {
    const id = newId(Date.now());
    const { knex } = callboard();
    await knex('erasures').insert({
      ...{ id, user_ref: `user:default/${id}`, person: '{}', reason: '' },
      ...{ pseudonym: `user:erased/${id}`, status: 'running' },
      ...{ requested_by: 'user:default/boss', started_at: new Date() },
      state: JSON.stringify(state),
    });
    return id;
  };
  const stored = async (id: string) => {
    const { knex } = callboard();
    const { state } = await knex('erasures').where({ id }).first();
    return typeof state === 'string' ? JSON.parse(state) : state;
  };

  it('are stored with how far it is and how many rows they were', async () => {
    const id = await insert(begun);
    const batches = new Batches(callboard().knex);
    const batch = { id, person, from: begun, state: at('b'), keys: [['a']] };
    const state = await batches.erase(one, batch);
    expect(state).toEqual(counted('b', 1));
    expect(await stored(id)).toEqual(state);
  });

  it('are left to who has gone on with it, and counted once', async () => {
    const id = await insert(begun);
    const batches = new Batches(callboard().knex);
    const batch = { id, person, from: begun, state: at('b'), keys: [['a']] };
    const both = await Promise.all([
      batches.erase(one, batch),
      batches.erase(one, batch),
    ]);
    expect(both).toEqual([counted('b', 1), counted('b', 1)]);
    expect(await stored(id)).toEqual(counted('b', 1));
  });

  it('are done row by row where one cannot be there twice, which goes', async () => {
    const id = await insert(begun);
    const { knex } = callboard();
    const taken = await insert(begun);
    const removed: unknown[] = [];
    const eraser = {
      ...eraserOf(async (tx, _, keys) => {
        if (keys.some(([key]) => key === 'twice')) {
          await tx('erasures')
            .where({ id })
            .update({ user_ref: `user:default/${taken}` });
        }
        return keys.length;
      }),
      remove: async (_: unknown, key: unknown) => {
        removed.push(key);
      },
    } as unknown as Eraser;
    const keys = [['a'], ['twice'], ['c']];
    const batch = { id, person, from: begun, state: at('d'), keys };
    const state = await new Batches(knex).erase(eraser, batch);
    expect(state).toEqual(counted('d', 2));
    expect(await stored(id)).toEqual(state);
    expect(removed).toEqual([['twice']]);
  });
});
