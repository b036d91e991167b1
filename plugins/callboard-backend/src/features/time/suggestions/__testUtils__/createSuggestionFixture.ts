import { TimeSuggestion } from '@callboard/plugin-callboard-common';
import {
  people,
  PersonName,
  TestCallboard,
} from '../../../../__testUtils__/startCallboard';
import { ActivityRow } from '../../../../changes/ActivityLog';
import { systemClock } from '../../../../kernel/clock';
import { ensureActivityMonths } from '../../../../database/activityMonths';
import { createId } from '../../../../database/ids';
import { addRows } from '../../../activity/__testUtils__/activityRows';
import { CommentFixture } from '../../../work/__testUtils__/CommentFixture';
import { TimeFixture } from '../../__testUtils__/TimeFixture';

/** The day of the suggestions. */
export const DATE = '2026-05-06';

/** The fake current time, in the evening of `DATE`. */
export const NOW = Date.parse(`${DATE}T18:00:00Z`);

/** Returns an instant on `DATE`, in milliseconds since 1970. */
export const at = (time: string) => Date.parse(`${DATE}T${time}:00Z`);

/**
 * Returns helpers that create the member's activity on `DATE` and list the suggestions. Deletes all
 * activity before each test.
 */
export function createSuggestionFixture(callboard: () => TestCallboard) {
  let fixture: TimeFixture;
  let workspace_id: string;
  let now = NOW;

  beforeAll(async () => {
    fixture = await TimeFixture.open(callboard());
    const { knex } = callboard();
    [{ id: workspace_id }] = await knex('workspaces').select('id');
    const [from, to] = [Date.UTC(2026, 4), Date.UTC(2026, 5)];
    await ensureActivityMonths(knex, from, to);
    jest.spyOn(systemClock, 'now').mockImplementation(() => now);
  });

  afterAll(() => {
    jest.restoreAllMocks();
  });

  beforeEach(async () => {
    now = NOW;
    const { knex } = callboard();
    await knex('activity').delete();
    await knex('worklogs').delete();
    await knex('unlogged_times').delete();
    await knex('time_dismissals').delete();
    await knex('timers').delete();
  });

  const member = () => callboard().as('member');
  /** Records an action by the member on an item at a time of the day. */
  const recordActivity = async (
    time: string,
    item: { id: string },
    overrides: Partial<ActivityRow> = {},
  ) =>
    addRows(callboard().knex, workspace_id, [
      {
        created_at: at(time),
        action: 'update',
        entity_type: 'work_item',
        entity_id: item.id,
        entity_label: `At ${time}`,
        ...overrides,
      },
    ]);
  const list = async (
    who: PersonName = 'member',
    date = DATE,
  ): Promise<TimeSuggestion[]> => {
    const { body } = await callboard()
      .as(who)
      .get(`/me/time-suggestions?date=${date}`)
      .expect(200);
    return body.items;
  };
  /** Lists the suggestions in short form. */
  const listFormatted = async () =>
    (await list()).map(
      ({ kind, work_item, started_at, minutes }) =>
        `${kind} ${work_item.identifier} ${started_at.slice(
          11,
          16,
        )} ${minutes}`,
    );
  const formatSuggestion = (
    item: { identifier: string },
    time: string,
    minutes: number,
  ) => `activity ${item.identifier} ${time} ${minutes}`;
  const accept = (items: object[], date = DATE) =>
    member().post('/me/time-suggestions/accept', { date, items });
  const log = (values: object, item: { id: string } = fixture.item) =>
    fixture.log('member', { logged_at: DATE, ...values }, item);
  /** Stores 30 minutes of unlogged time of the member, which begin at a time of the day. */
  const insertUnloggedTime = async (
    time: string,
    item: { id: string } = fixture.item,
  ) => {
    const id = createId(now);
    await callboard()
      .knex('unlogged_times')
      .insert({
        id,
        user_ref: people.member,
        workspace_id,
        project_id: fixture.project.pid,
        work_item_id: item.id,
        date: DATE,
        started_at: new Date(at(time)),
        ended_at: new Date(at(time) + 30 * 60_000),
        minutes: 30,
        description: 'From a timer',
        is_billable: true,
        reason: 'the day was full',
        created_at: new Date(now),
      });
    return id;
  };

  /** Ingests an item that the member opened in a source and commented on 25 minutes later. */
  const ingestItemAndComment = async () => {
    const source = fixture.project.newSource();
    now = Date.parse('2026-05-12T18:00:00Z');
    const openedAt = '2026-05-12T13:00:00Z';
    await fixture.project.ingest(source, [
      {
        entity_ref: 'component:default/payments-api',
        external_id: '1',
        title: 'Opened elsewhere',
        created_by: people.member,
        created_at: openedAt,
        updated_at: openedAt,
      },
    ]);
    const commentedAt = '2026-05-12T13:25:00Z';
    const commentFixture = await CommentFixture.create(
      callboard(),
      fixture.project,
    );
    await commentFixture.ingest(source, [
      {
        external_id: '2',
        work_item_external_id: '1',
        author_ref: people.member,
        body: 'Said elsewhere',
        created_at: commentedAt,
        updated_at: commentedAt,
      },
    ]);
  };

  return {
    get fixture() {
      return fixture;
    },
    /** The server's current time; milliseconds since 1970. */
    get now() {
      return now;
    },
    set now(instant: number) {
      now = instant;
    },
    get workspace_id() {
      return workspace_id;
    },
    member,
    recordActivity,
    list,
    listFormatted,
    formatSuggestion,
    accept,
    log,
    insertUnloggedTime,
    ingestItemAndComment,
  };
}
