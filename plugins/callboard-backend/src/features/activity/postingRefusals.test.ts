import { randomUUID } from 'crypto';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { readAll } from './__testUtils__/activityRows';

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())('posting what is bad on %s', id => {
  let callboard: TestCallboard;

  beforeAll(async () => {
    callboard = await startCallboard(databases, id);
  });

  afterAll(() => callboard.stop());

  /** Someone who has not done anything yet. */
  const somebody = () =>
    callboard.as(`user:default/u${randomUUID().slice(0, 8)}`);

  const messageOf = async (event: unknown) =>
    (await somebody().post('/activity', event).expect(400)).body.error.message;

  it('refuses an empty batch, and one of 101', async () => {
    expect(await messageOf([])).toBe('body: must hold at least one event');
    expect(await messageOf(Array(101).fill({ action: 'click' }))).toBe(
      'body: must hold at most 100 events',
    );
  });

  it('stores nothing of a batch with a bad event, and names it', async () => {
    const agent = somebody();
    const events: unknown[] = Array(5).fill({ action: 'click' });
    events[3] = { action: 'NOT AN ACTION' };
    const { body } = await agent.post('/activity', events).expect(400);
    expect(body.error.message).toMatch(/^body\[3\]\.action: must be 1 to 64/);
    expect(await readAll(agent, '/me/activity?action=click')).toEqual([]);
  });

  it('names every bad field of every event', async () => {
    const message = await messageOf([
      { action: 1 },
      { action: 'ok', entity_type: '', entity_id: 'x'.repeat(256) },
    ]);
    expect(message).toContain('body[0].action');
    expect(message).toContain('body[1].entity_type');
    expect(message).toContain('body[1].entity_id');
  });

  it.each([
    ['an action in upper case', { action: 'Click' }],
    ['an action of 65 letters', { action: 'a'.repeat(65) }],
    ['no action', {}],
    ['an entity type of 65 letters', { entity_type: 't'.repeat(65) }],
    ['a label of 513 letters', { entity_label: 'l'.repeat(513) }],
    ['a label of 40 000 letters', { entity_label: 'l'.repeat(40_000) }],
    ['a number for a text', { entity_id: 911 }],
    ['metadata that are a list', { metadata: [1] }],
    ['metadata that are a text', { metadata: 'text' }],
    ['U+0000 in a label', { entity_label: 'a\u0000b' }],
    ['U+0000 deep in the metadata', { metadata: { a: [{ b: '\u0000' }] } }],
    ['U+0000 in a name in the metadata', { metadata: { 'a\u0000': 1 } }],
    ['a lone surrogate in an id', { entity_id: 'a\ud800' }],
    ['a lone surrogate in the metadata', { metadata: { a: '\udc00' } }],
    ['a client event id that is no UUID', { client_event_id: 'abc' }],
  ])('refuses %s', async (_, event) => {
    const base = Object.keys(event).includes('action') ? {} : { action: 'x' };
    const bad = Object.keys(event).length === 0 ? {} : { ...base, ...event };
    const [field] = Object.keys(event);
    expect(await messageOf(bad)).toMatch(
      new RegExp(`^body\\.${field ?? 'action'}`),
    );
  });

  it('refuses bodies that are no events', async () => {
    for (const body of ['"text"', '1', 'null', '[[]]', '[null]', '{', '']) {
      const { status } = await somebody()
        .post('/activity')
        .set('Content-Type', 'application/json')
        .send(body);
      expect([body, status]).toEqual([body, 400]);
    }
  });

  it('says that metadata of a megabyte are too much', async () => {
    const { status, body } = await somebody().post('/activity', {
      action: 'click',
      metadata: { text: 'x'.repeat(1024 * 1024) },
    });
    expect([status, body.error.message]).toEqual([
      413,
      'body: must be at most 1 MB',
    ]);
    expect(
      await messageOf({
        action: 'click',
        metadata: { text: 'x'.repeat(900_000) },
      }),
    ).toContain('body.metadata');
  });
});
