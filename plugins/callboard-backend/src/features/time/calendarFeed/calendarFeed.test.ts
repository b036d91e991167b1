import ICAL from 'ical.js';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { TimeFixture, today } from '../__testUtils__/TimeFixture';
import { addDays } from '../../../database/zones';
import { MemoryOutput } from '../../../exports/__testUtils__/MemoryOutput';
import { WorklogRow } from '../worklogs/WorklogRow';
import { writeCalendar } from './writeCalendar';

describeCallboard(
  'calendar feeds',
  { databases: 'tagged', entities: catalogEntities },
  callboard => {
    let fixture: TimeFixture;

    beforeAll(async () => {
      fixture = await TimeFixture.open(callboard());
    });

    beforeEach(async () => {
      await callboard().knex('worklogs').delete();
    });

    /** Creates a person's feed and returns its path relative to the API. */
    const createFeed = async (who: PersonName) => {
      const { body } = await callboard()
        .as(who)
        .post('/me/calendar-feed')
        .expect(201);
      return new URL(body.url).pathname.replace(callboard().base, '');
    };
    const read = (path: string) => callboard().as('nobody').get(path);
    /** Reads the events of a calendar, parsed by another library. */
    const readEvents = async (path: string) => {
      const { text } = await read(path).expect(200);
      const calendar = new ICAL.Component(ICAL.parse(text));
      return calendar
        .getAllSubcomponents('vevent')
        .map(event => new ICAL.Event(event));
    };
    const readSummaries = async (path: string) =>
      (await readEvents(path)).map(({ summary }) => summary).sort();
    const yesterday = () => addDays(today(), -1);

    it('returns an absolute feed URL once and stores no plain token', async () => {
      const member = callboard().as('member');
      expect((await member.get('/me/calendar-feed').expect(200)).body).toEqual({
        created_at: null,
      });
      const { body } = await member.post('/me/calendar-feed', {}).expect(201);
      expect(body.url).toMatch(
        /^https?:\/\/[^/]+\/api\/callboard\/calendar\/[\w-]{43}\.ics$/,
      );
      const known = await member.get('/me/calendar-feed').expect(200);
      expect(known.body).toEqual({ created_at: expect.any(String) });
      const [row] = await callboard().knex('calendar_feeds');
      const [, token] = /([\w-]{43})\.ics$/.exec(body.url)!;
      expect(JSON.stringify(row)).not.toContain(token);
      const log = await member
        .get('/me/activity?entity_type=calendar_feed')
        .expect(200);
      expect(JSON.stringify(log.body)).not.toContain(token);
      expect(log.body.activities).toMatchObject([{ action: 'create' }]);
    });

    it('returns the time entries of the user as valid iCalendar events', async () => {
      const allDay = await fixture.log('member', {
        duration_minutes: 90,
        logged_at: yesterday(),
        description: 'Found it, and\nmended it; \\o/ "done"',
      });
      const timed = await fixture.log('member', {
        duration_minutes: 45,
        logged_at: yesterday(),
        started_at: `${yesterday()}T09:30:15.250Z`,
      });
      await fixture.log('projectAdmin', { logged_at: yesterday() });
      const path = await createFeed('member');
      const events = await readEvents(path);
      expect(events).toHaveLength(2);
      const [first, second] = [allDay, timed].map(
        ({ id }) => events.find(({ uid }) => uid === `${id}@callboard`)!,
      );
      const name = `${fixture.item.identifier} ${fixture.item.title}`;
      expect(first.summary).toBe(name);
      expect(first.description).toBe(
        '1h 30m\nFound it, and\nmended it; \\o/ "done"',
      );
      expect(first.startDate.isDate).toBe(true);
      expect(first.startDate.toString()).toBe(yesterday());
      expect(first.endDate.toString()).toBe(today());
      expect(second.summary).toBe(name);
      expect(second.startDate.toString()).toBe(`${yesterday()}T09:30:15Z`);
      expect(second.endDate.toString()).toBe(`${yesterday()}T10:15:15Z`);
      expect(second.description).toBe('45m');
      expect(
        second.component.getFirstPropertyValue('dtstamp')!.toString(),
      ).toBe(timed.updated_at.replace(/\.\d+Z$/, 'Z'));

      const answer = await read(path).expect(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'text/calendar; charset=utf-8',
        'cache-control': 'private, no-cache',
      });
      expect(
        answer.text.split('\r\n').every(line => Buffer.byteLength(line) <= 75),
      ).toBe(true);
    });

    it('returns 304 until a time entry or its work item changes', async () => {
      const item = await fixture.project.make({ title: 'Named' });
      const createdWorklog = await fixture.log(
        'member',
        { logged_at: yesterday() },
        item,
      );
      const path = await createFeed('member');
      let { etag } = (await read(path).expect(200)).headers;
      const readAgain = () => read(path).set('If-None-Match', etag);
      expect((await readAgain()).status).toBe(304);
      await fixture
        .as('member')
        .patch(fixture.getWorklogPath(createdWorklog), {
          description: 'Changed',
        })
        .expect(200);
      ({ etag } = (await readAgain().expect(200)).headers);
      await readAgain().expect(304);
      await fixture.project.patch(item, { title: 'Renamed' });
      ({ etag } = (await readAgain().expect(200)).headers);
      await fixture
        .as('member')
        .delete(fixture.getWorklogPath(createdWorklog))
        .expect(204);
      await readAgain().expect(200);
    });

    it('keeps the UID of an event on update and removes the event on deletion', async () => {
      const createdWorklog = await fixture.log('member', {
        logged_at: yesterday(),
      });
      const path = await createFeed('member');
      const [before] = await readEvents(path);
      await fixture
        .as('member')
        .patch(fixture.getWorklogPath(createdWorklog), {
          description: 'Changed',
        })
        .expect(200);
      const [after] = await readEvents(path);
      expect(after.uid).toBe(before.uid);
      expect(after.sequence).toBe(before.sequence + 1);
      await fixture
        .as('member')
        .delete(fixture.getWorklogPath(createdWorklog))
        .expect(204);
      expect(await readEvents(path)).toEqual([]);
    });

    it('includes the last half year and the next month', async () => {
      await fixture.saveSettings({ max_future_days: 60 });
      for (const days of [-182, -179, 0, 29, 32]) {
        await fixture.log('member', {
          logged_at: addDays(today(), days),
          description: `${days}`,
        });
      }
      await fixture.saveSettings({ max_future_days: null });
      const events = await readEvents(await createFeed('member'));
      expect(events.map(({ description }) => description)).toEqual([
        '30m\n29',
        '30m\n0',
        '30m\n-179',
      ]);
    });

    it('includes only time entries of projects the user can currently access', async () => {
      await callboard().as('reader').get('/me').expect(200);
      const item = await fixture.project.make({ assignees: [people.reader] });
      await fixture.log('reader', { logged_at: yesterday() }, item);
      const path = await createFeed('reader');
      expect(await readSummaries(path)).toHaveLength(1);
      const access = (value: string) =>
        fixture
          .as('superAdmin')
          .patch(fixture.project.path, { access: value })
          .expect(200);
      await access('secret');
      expect(await readSummaries(path)).toEqual([]);
      await access('open');
      expect(await readSummaries(path)).toHaveLength(1);
    });

    it('escapes text from users so that it cannot inject calendar properties', async () => {
      const title = 'END:VEVENT\n, \u2028 👩‍💻'.repeat(5);
      const item = await fixture.project.make({ title });
      await fixture.log(
        'member',
        {
          logged_at: yesterday(),
          description: 'a\r\nATTENDEE:mailto:x@example.org\rb',
        },
        item,
      );
      const [event, ...otherEvents] = await readEvents(
        await createFeed('member'),
      );
      expect(otherEvents).toEqual([]);
      expect(item.title).toContain('END:VEVENT , 👩‍💻END:VEVENT');
      expect(event.summary).toBe(`${item.identifier} ${item.title}`);
      expect(event.description).toBe(
        '30m\na\nATTENDEE:mailto:x@example.org\nb',
      );
      expect(event.attendees).toEqual([]);
    });

    describe('404 response', () => {
      /** Reads the error response, without the requested URL. */
      const readError = async (path: string) => {
        const { status, body, headers } = await read(path);
        const { url, ...request } = body.request;
        return {
          status,
          error: body.error,
          request,
          type: headers['content-type'],
        };
      };

      it('returns the same 404 for revoked, unknown and malformed feed URLs', async () => {
        const member = callboard().as('member');
        const revoked = await createFeed('member');
        const current = await createFeed('member');
        const former = await readError(revoked);
        expect(former).toMatchObject({
          status: 404,
          error: {
            message:
              'This calendar feed does not exist. The URL may have been revoked or replaced',
          },
        });
        await read(current).expect(200);
        await member.delete('/me/calendar-feed').expect(204);
        await member.delete('/me/calendar-feed').expect(204);
        for (const path of [
          current,
          `/calendar/${'x'.repeat(43)}.ics`,
          '/calendar/1.ics',
          `/calendar/${'x'.repeat(2_000)}.ics`,
          `/calendar/${encodeURIComponent("' OR 1=1 --")}.ics`,
        ]) {
          expect(await readError(path)).toEqual(former);
        }
      });

      it('returns the same 404 for resigned staff and removed workspace members', async () => {
        const superAdmin = callboard().as('superAdmin');
        const path = await createFeed('stranger');
        const notFound = await readError('/calendar/gone.ics');
        await read(path).expect(200);
        const hired = await superAdmin
          .post('/workspaces/default/staff', {
            staff_id: 'S1',
            first_name: 'Sam',
            last_name: 'Stranger',
            email: 'sam@example.com',
            user_ref: people.stranger,
          })
          .expect(201);
        const staff = `/workspaces/default/staff/${hired.body.id}`;
        await superAdmin.post(`${staff}/deactivate`).expect(200);
        expect(await readError(path)).toEqual(notFound);
        await superAdmin.post(`${staff}/reactivate`).expect(200);
        await read(path).expect(200);

        const { body } = await superAdmin
          .get('/workspaces/default/members?limit=200')
          .expect(200);
        const membership = body.items.find(
          ({ user_ref }: { user_ref: string }) => user_ref === people.stranger,
        );
        await superAdmin
          .delete(`/workspaces/default/members/${membership.id}`)
          .expect(204);
        expect(await readError(path)).toEqual(notFound);
      });
    });

    it('leaves only one feed valid after concurrent creation @postgres', async () => {
      const paths = await Promise.all(
        [1, 2, 3].map(() => createFeed('projectAdmin')),
      );
      const answers = await Promise.all(paths.map(path => read(path)));
      expect(answers.map(({ status }) => status).sort()).toEqual([
        200, 404, 404,
      ]);
    });
  },
);

const MANY = 1_000;

const entry = (n: number) =>
  ({
    id: `entry-${n}`,
    identifier: `PAY-${n}`,
    title: `Ünïted; ${'a long title, '.repeat(8)}`,
    description: n % 2 ? null : 'One line\nand another, with \\ and ;',
    duration_minutes: 45,
    logged_at: '2026-11-16',
    started_at: n % 3 ? null : '2026-11-16T09:00:00.000Z',
    version: 2,
    created_at: '2026-11-16T10:00:00.000Z',
    updated_at: '2026-11-16T11:00:00.000Z',
  } as WorklogRow);

const written = async (entries: WorklogRow[]) => {
  const output = new MemoryOutput();
  await writeCalendar(output, entries);
  return output.text;
};

const parseEvents = (text: string) =>
  new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map(event => new ICAL.Event(event));

describe('iCalendar file', () => {
  it('contains one event per time entry, with its text and start', async () => {
    const entries = Array.from({ length: 7 }, (_, n) => entry(n));
    const events = parseEvents(await written(entries));
    expect(
      events.map(({ uid, summary, description }) => [
        uid,
        summary,
        description,
      ]),
    ).toEqual(
      entries.map(({ id, identifier, title, description }) => [
        `${id}@callboard`,
        `${identifier} ${title}`,
        description ? `45m\n${description}` : '45m',
      ]),
    );
    expect(events.map(({ startDate }) => startDate.isDate)).toEqual(
      entries.map(({ started_at }) => started_at === null),
    );
  });

  it('writes a valid empty calendar when no time entries exist', async () => {
    const text = await written([]);
    expect(parseEvents(text)).toEqual([]);
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[^]*\r\nEND:VCALENDAR$/);
  });

  it('folds lines to at most 75 bytes', async () => {
    const lines = (await written([entry(0), entry(1)])).split('\r\n');
    expect(lines.length).toBeGreaterThan(10);
    expect(
      Math.max(...lines.map(line => Buffer.byteLength(line))),
    ).toBeLessThan(76);
  });

  it('yields to the event loop while it writes 1,000 time entries @full', async () => {
    let yields = 0;
    let isDone = false;
    const count = () => {
      if (!isDone) {
        yields += 1;
        setImmediate(count);
      }
    };
    setImmediate(count);
    const text = await written(
      Array.from({ length: MANY }, (_, n) => entry(n)),
    );
    isDone = true;
    expect(parseEvents(text)).toHaveLength(MANY);
    expect(yields).toBeGreaterThanOrEqual(MANY / 50);
  });
});
