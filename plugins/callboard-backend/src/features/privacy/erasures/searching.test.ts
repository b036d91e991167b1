import { Knex } from 'knex';
import { range } from 'lodash';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { writeJson } from '../../../database/dialect';
import { newId } from '../../../database/ids';
import { addRows } from '../../activity/__testUtils__/activityRows';
import { ErasedPerson } from './ErasedPerson';
import { Place } from './Eraser';
import { readErasure } from './ErasureRow';
import { ErasureSteps } from './ErasureSteps';
import { LogEraser } from './LogEraser';

const MOST = 100;

/** Somebody with two rows of a thousand. */
const rare: ErasedPerson = {
  user_ref: 'user:default/rare',
  pseudonym: 'user:erased/0123456789',
  names: [],
  emails: [],
  shared_emails: [],
  ids: { 'staff.id': [], 'memberships.id': [] },
};

const clock = { now: () => Date.now() };

describeCallboard('Searching for somebody to erase', {}, callboard => {
  const newLog = () =>
    new LogEraser({
      reader: callboard().knex,
      clock,
      // Nothing is erased here.
      counts: undefined as never,
      sealedLog: undefined as never,
    });

  beforeAll(async () => {
    const { body } = await callboard()
      .as('superAdmin')
      .get('/workspaces/default');
    await addRows(
      callboard().knex,
      body.id,
      Array.from({ length: 1_000 }, (_, index) =>
        index < 998
          ? { created_at: Date.now() - 60_000 }
          : { user_id: rare.user_ref, user_name: 'rare' },
      ),
    );
  });

  it('ends in time, and goes on where it was', async () => {
    const log = newLog();
    const found: Place[] = [];
    let steps = 0;
    let next: Place | undefined;
    do {
      const step = await log.find(rare, next, { most: MOST, until: 0 });
      expect(step.keys.length > 0 && steps < 2).toBe(false);
      found.push(...step.keys);
      next = step.next;
      steps += 1;
    } while (next);
    expect(found).toHaveLength(2);
    expect(steps).toBeGreaterThan(2);
  });

  it('counts what the person did where there is no time for more', async () => {
    const { knex } = callboard();
    const steps = new ErasureSteps({
      ...{ knex, clock, reader: knex },
      tables: async () => [],
      personal: [],
      log: newLog(),
    });
    const tables = [{ table: 'activity', rows: 2 }];
    expect(await steps.count(rare)).toEqual({ tables, is_exact: true });
    expect(await steps.count(rare, performance.now())).toEqual({
      tables,
      is_exact: false,
    });
  });

  /** An erasure that has begun, and how to read it. */
  const begin = async (knex: Knex, steps: ErasureSteps) => {
    const id = newId(Date.now());
    await knex('erasures').insert({
      id,
      user_ref: `user:default/${id}`,
      person: writeJson(rare),
      pseudonym: rare.pseudonym,
      reason: 'x',
      status: 'running',
      requested_by: 'user:default/sue.super',
      started_at: new Date(),
      state: writeJson(await steps.begin()),
    });
    return async () =>
      readErasure(await knex('erasures').where({ id }).first());
  };

  it('stores how far it is, although it found nothing, and stops when told to', async () => {
    const { knex } = callboard();
    const log = newLog();
    const steps = new ErasureSteps({
      ...{ knex, clock, reader: knex, rowsAtOnce: MOST, searchMs: 0, log },
      tables: async () => [],
      personal: [],
    });
    const read = await begin(knex, steps);
    const stopping = new AbortController();
    const find = log.find.bind(log);
    const finding = jest.spyOn(log, 'find').mockImplementation((...args) => {
      stopping.abort();
      return find(...args);
    });
    const state = await steps.run(
      { ...(await read()), person: rare },
      { until: Infinity, signal: stopping.signal },
    );
    expect(finding).toHaveBeenCalledTimes(1);
    expect(state.after).not.toBeNull();
    expect((await read()).state).toEqual(state);
  });

  it('stores once how far it is where it finds nothing in many tables', async () => {
    const { knex } = callboard();
    const find = jest.fn(async () => ({ keys: [] }));
    const steps = new ErasureSteps({
      ...{ knex, clock, reader: knex, log: newLog() },
      tables: async () =>
        range(50).map(nth => ({
          table: `table_${nth}`,
          find,
          erase: () => Promise.reject(new Error('nothing was found')),
        })),
      personal: [],
    });
    const searching = jest
      .spyOn(LogEraser.prototype, 'find')
      .mockResolvedValue({ keys: [] });
    const read = await begin(knex, steps);
    let writes = 0;
    const count = ({ sql }: { sql: string }) => {
      writes += /^update .erasures./.test(sql) ? 1 : 0;
    };
    knex.on('query', count);
    const state = await steps.run(
      { ...(await read()), person: rare },
      { until: Infinity, signal: new AbortController().signal },
    );
    knex.off('query', count);
    searching.mockRestore();
    expect(find).toHaveBeenCalledTimes(100);
    expect(state.step).toBe(state.steps);
    expect((await read()).state).toEqual(state);
    expect(writes).toBe(1);
  });
});
