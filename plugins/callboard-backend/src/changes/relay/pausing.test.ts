import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  assembleChangeFixture,
  createChangeFixture,
  jane,
  getNoteId,
  renameNote,
  formatRenaming,
  ChangeFixture,
} from '../../__testUtils__/changeFixture';
import { MAX_ATTEMPTS } from '../../kernel/backoff';
import { readRelayStatus } from './readRelayStatus';
import { SubscriberUnavailableError } from '../Subscriber';

const MINUTE = 60_000;

const createRefusedConnectionError = () =>
  Object.assign(new TypeError('fetch failed'), {
    cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
  });

/** The errors of subscribers whose target is unavailable. */
const unavailableErrors: Array<[string, () => Error, number]> = [
  [
    'throws SubscriberUnavailableError',
    () => new SubscriberUnavailableError('mail is away'),
    1,
  ],
  ['cannot be reached', createRefusedConnectionError, 1],
  ['fails on five entities in a row', () => new Error('not now'), 5],
];

describe('subscriber with an unavailable target', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let fixture: ChangeFixture;
    /** The error that the subscriber throws for a change, if any. */
    let fail: ((change: ChangeEvent) => Error | undefined) | undefined;
    let calls: number;
    let got: string[];

    beforeEach(async () => {
      fixture = await createChangeFixture(databases, databaseId);
      fail = undefined;
      calls = 0;
      got = [];
      addMail(fixture);
    });

    /** Adds the subscriber with an unavailable target to a replica. */
    function addMail({ subscribers }: ChangeFixture) {
      subscribers.external.push({
        name: 'mail',
        async handle(changes) {
          calls += 1;
          for (const change of changes) {
            const error = fail?.(change);
            if (error) throw error;
          }
          got.push(...changes.map(formatRenaming));
        },
      });
    }

    const rename = (note: number, index: number) =>
      fixture.changes.run(jane, change =>
        renameNote(change, `${note}.${index}`, `${note}.${index + 1}`, note),
      );

    /** Advances an hour in the steps of the relay. */
    async function advanceHour(replica = fixture) {
      for (let minute = 0; minute < 60; minute += 1) {
        replica.advanceClock(MINUTE);
        await replica.relay.drain();
      }
    }

    const readSubscriberRow = async (replica = fixture) => {
      const [row] = await replica
        .knex('outbox_subscribers')
        .where({ name: 'mail' });
      return row;
    };

    const readDeadLetters = () =>
      fixture.knex('outbox_dispatches').whereNotNull('dead_lettered_at');

    /** The changes of a note, in order of arrival. */
    const getReceivedChanges = (note: number) =>
      got.filter(text => text.startsWith(`${note}.`));

    it.each(unavailableErrors)(
      'pauses a subscriber that %s, and delivers all changes in order on recovery @full',
      async (_, error, notes) => {
        fail = error;
        for (let index = 0; index < 3; index += 1) {
          for (let note = 1; note <= notes; note += 1) {
            await rename(note, index);
          }
        }
        await fixture.relay.drain();
        await advanceHour();
        expect(got).toEqual([]);
        expect(await readDeadLetters()).toEqual([]);
        expect((await readSubscriberRow()).paused_at).not.toBeNull();

        await rename(1, 3);
        await advanceHour();
        fail = undefined;
        await rename(1, 4);
        fixture.advanceClock(MINUTE);
        await fixture.relay.drain();
        expect(getReceivedChanges(1)).toEqual(
          [0, 1, 2, 3, 4].map(n => `1.${n} → 1.${n + 1}`),
        );
        expect(got).toHaveLength(notes * 3 + 2);
        expect(await fixture.knex('outbox')).toEqual([]);
        expect(await readSubscriberRow()).toMatchObject({
          paused_at: null,
          failing_since: null,
        });
      },
    );

    it('delivers changes that were dead-lettered before the outage was detected @full', async () => {
      fail = () => new Error('not now');
      for (let note = 1; note <= 4; note += 1) {
        await rename(note, 0);
        await advanceHour();
      }
      expect(await readDeadLetters()).toHaveLength(4);
      await rename(5, 0);
      await advanceHour();
      expect(await readDeadLetters()).toEqual([]);
      fail = undefined;
      await advanceHour();
      expect(got).toHaveLength(5);
      expect(await fixture.knex('outbox')).toEqual([]);
    });

    it('retries with one change at a time, at growing intervals @full', async () => {
      fail = createRefusedConnectionError;
      for (let note = 1; note <= 30; note += 1) {
        await rename(note, 0);
      }
      await fixture.relay.drain();
      calls = 0;
      for (let second = 0; second < 3_600; second += 10) {
        fixture.advanceClock(10_000);
        await fixture.relay.drain();
      }
      // The interval is at most a minute, and at least half a minute.
      expect(calls).toBeGreaterThan(50);
      expect(calls).toBeLessThan(130);
    });

    it('delivers changes to other subscribers during the pause', async () => {
      fail = createRefusedConnectionError;
      await rename(1, 0);
      await fixture.relay.drain();
      await rename(1, 1);
      await rename(2, 0);
      calls = 0;
      await fixture.relay.drain();
      expect(calls).toBe(0);
      expect(fixture.delivered().flat()).toEqual([
        '1.0 → 1.1',
        '1.1 → 1.2',
        '2.0 → 2.1',
      ]);
    });

    it('pauses the subscriber on every replica, and resumes it on any', async () => {
      fail = createRefusedConnectionError;
      await rename(1, 0);
      await fixture.relay.drain();
      const other = assembleChangeFixture(fixture.knex);
      addMail(other);
      calls = 0;
      await rename(2, 0);
      await other.relay.drain();
      expect(calls).toBe(0);
      fail = undefined;
      other.advanceClock(MINUTE);
      await other.relay.drain();
      expect(got.sort()).toEqual(['1.0 → 1.1', '2.0 → 2.1']);
      expect((await readSubscriberRow()).paused_at).toBeNull();
    });

    it('pauses a transactional subscriber as well @full', async () => {
      const { transactional } = fixture.subscribers;
      const done: string[] = [];
      transactional.push({
        name: 'archive',
        async handle(changes) {
          calls += 1;
          if (fail) throw createRefusedConnectionError();
          done.push(...changes.map(formatRenaming));
        },
      });
      fail = createRefusedConnectionError;
      fixture.subscribers.external.pop();
      await rename(1, 0);
      await fixture.relay.drain();
      await rename(1, 1);
      calls = 0;
      await fixture.relay.drain();
      expect(calls).toBe(0);
      await advanceHour();
      expect(await readDeadLetters()).toEqual([]);
      fail = undefined;
      await advanceHour();
      expect(done).toEqual(['1.0 → 1.1', '1.1 → 1.2']);
      expect(await fixture.knex('outbox')).toEqual([]);
    });

    it('shows the pause in the relay status @full-postgres', async () => {
      fail = createRefusedConnectionError;
      await rename(1, 0);
      await fixture.relay.drain();
      const readStatus = () => readRelayStatus(fixture.knex, Date.now());
      expect(await readStatus()).toMatchObject({ paused: 1, pending: 1 });
      fail = undefined;
      await advanceHour();
      expect(await readStatus()).toMatchObject({ paused: 0, pending: 0 });
    });

    describe('failure on one entity only', () => {
      it.each(unavailableErrors.slice(1))(
        'resumes a subscriber that %s, and dead-letters only the failed change @full',
        async (_, error) => {
          fail = ({ entity_id }) =>
            entity_id === getNoteId(1) ? error() : undefined;
          await rename(1, 0);
          for (let note = 2; note <= 20; note += 1) {
            fixture.advanceClock(MINUTE);
            await rename(note, 0);
            await fixture.relay.drain();
          }
          await advanceHour();
          expect(got).toHaveLength(19);
          expect(await readDeadLetters()).toMatchObject([
            { subscriber: 'mail', attempts: MAX_ATTEMPTS },
          ]);
          expect((await readSubscriberRow()).paused_at).toBeNull();
        },
      );
    });

    it('delivers new changes when the oldest ones keep failing @full', async () => {
      // The subscriber never handles a whole batch, for example of an unknown kind.
      fail = ({ entity_id }) =>
        entity_id <= getNoteId(10) ? new Error('never') : undefined;
      for (let note = 1; note <= 10; note += 1) {
        await rename(note, 0);
      }
      await fixture.relay.drain();
      expect((await readSubscriberRow()).paused_at).not.toBeNull();
      await rename(11, 0);
      await advanceHour();
      expect(got).toEqual(['11.0 → 11.1']);
    });
  });
});
