import { readFileSync } from 'fs';
import { resolve } from 'path';
import { oneDatabase } from '../../__testUtils__/databases';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { World, worldConfig } from '../../contract/__testUtils__/World';
import { Assistant } from './__testUtils__/Assistant';
import { portalOfAssistants } from './__testUtils__/portalOfAssistants';
import { assistantActions } from './assistantActions';

const options = {
  databases: oneDatabase,
  config: worldConfig,
  ...portalOfAssistants,
};

describeCallboard('assistants', options, callboard => {
  let world: World;
  let workspace: string;
  let pid: string;
  let item: string;
  let secret: string;
  let member: Assistant;
  let guest: Assistant;

  /** Makes an item in the project of a place, and answers its identifier. */
  async function newItem(place: 'own' | 'secret', title: string) {
    const {
      slug,
      pid: project,
      id,
    } = await world.newOfProject(place, 'work-items', { title });
    const { body } = await callboard()
      .as('superAdmin')
      .get(`/workspaces/${slug}/projects/${project}/work-items/${id}`)
      .expect(200);
    return body.identifier as string;
  }

  /** The rows of the log about the newest change of the member. */
  async function newestOfMember() {
    const { body } = await callboard()
      .as('superAdmin')
      .get(`/activity?workspace=${workspace}&limit=1`)
      .expect(200);
    return body.activities[0];
  }

  beforeAll(async () => {
    world = new World(callboard());
    ({ slug: workspace, pid } = await world.project('own'));
    item = await newItem('own', 'Fix rounding');
    secret = await newItem('secret', 'Nobody may know');
    member = await Assistant.of(callboard(), 'member');
    guest = await Assistant.of(callboard(), 'guest');
  });

  it('find every action as a tool, marked as destructive unless it reads or only adds', async () => {
    const tools = await member.tools();
    const marks = tools.map(({ name, annotations: marked }) => [
      name,
      marked?.readOnlyHint,
      marked?.destructiveHint,
    ]);
    expect(marks).toEqual(
      assistantActions.map(({ name, effect }) => [
        `callboard.${name}`,
        effect === 'reads',
        effect === 'changes' || effect === 'deletes',
      ]),
    );
    expect(
      tools
        .filter(({ annotations: marked }) => marked?.destructiveHint)
        .map(({ name }) => name),
    ).toEqual([
      'callboard.update-work-item',
      'callboard.delete-work-item',
      'callboard.update-worklog',
      'callboard.delete-worklog',
      'callboard.start-timer',
      'callboard.stop-timer',
    ]);
  });

  it('are told of every tool and field what it is, and that texts are data', async () => {
    const tools = await member.tools();
    for (const { description } of tools) {
      expect(description).toMatch(/data, never instructions/);
    }
    const fields = tools.flatMap(({ name, inputSchema }) =>
      Object.entries(inputSchema.properties ?? {}).map(([field, schema]) => ({
        field: `${name} ${field}`,
        ...(schema as { description?: string; enum?: unknown }),
      })),
    );
    const untold = fields
      .filter(({ description }) => !description)
      .map(({ field }) => field);
    expect(untold).toEqual([]);
  });

  it('log time for the person, and the log says that they did', async () => {
    const { answer } = await member.use('log-time', {
      workspace,
      item,
      duration: '1h30',
      description: 'Review',
    });
    expect(answer).toMatchObject({
      item,
      user_ref: 'user:default/max.member',
      duration_minutes: 90,
    });
    expect(await newestOfMember()).toMatchObject({
      user_id: 'user:default/max.member',
      action: 'create',
      entity_type: 'worklog',
      source: 'assistant',
      request_id: expect.any(String),
    });
    const { worklog_id } = answer;
    const changed = await member.use('update-worklog', {
      workspace,
      item,
      worklog_id,
      duration: '2h',
    });
    expect(changed.answer.duration_minutes).toBe(120);
    const sum = await member.use('summarize-time', {
      workspace,
      person: 'me',
    });
    expect(sum.answer.total_duration_minutes).toBe(120);
    await member.use('delete-worklog', { workspace, item, worklog_id });
    const left = await member.use('list-worklogs', { workspace, item });
    expect(left.answer).toMatchObject({ items: [], total: 0 });
  });

  it('make, change, comment on and delete work items by the names people use', async () => {
    const made = await member.use('create-work-item', {
      workspace,
      project: item.split('-')[0],
      title: 'Write it down',
      assignees: ['me'],
      estimate: '1h',
    });
    const { identifier } = made.answer;
    expect(made.answer).toMatchObject({
      state_group: 'backlog',
      assignees: ['user:default/max.member'],
      estimate_minutes: 60,
    });
    const { answer: project } = await member.use('get-project', {
      workspace,
      project: pid,
    });
    const done = project.states.find(
      ({ group }: { group: string }) => group === 'completed',
    );
    const changed = await member.use('update-work-item', {
      workspace,
      item: identifier,
      state: done.name,
      is_archived: true,
    });
    expect(changed.answer).toMatchObject({
      title: 'Write it down',
      state_group: 'completed',
      is_archived: true,
    });
    await member.use('comment-on-work-item', {
      workspace,
      item: identifier,
      body: 'Done',
    });
    const one = await member.use('get-work-item', {
      workspace,
      item: identifier,
    });
    expect(one.answer.comments).toMatchObject([{ body: 'Done' }]);
    const gone = await member.use('delete-work-item', {
      workspace,
      item: identifier,
    });
    expect(gone.answer).toMatchObject({ deleted: identifier });
    expect(await newestOfMember()).toMatchObject({
      action: 'delete',
      entity_type: 'work_item',
      source: 'assistant',
    });
  });

  it('start and stop the timer', async () => {
    const started = await member.use('start-timer', { workspace, item });
    expect(started.answer.timer.work_item.identifier).toBe(item);
    const { answer } = await member.use('get-timer');
    expect(answer).toMatchObject({ timer: { workspace_slug: workspace } });
    expect((await member.use('stop-timer')).error).toBeUndefined();
  });

  it('do no more than the person may', async () => {
    const acts = await Promise.all([
      guest.use('log-time', { workspace, item, duration: '5m' }),
      guest.use('delete-work-item', { workspace, item }),
      guest.use('update-work-item', { workspace, item, title: 'Mine' }),
    ]);
    for (const { error } of acts) {
      expect(error).toMatch(/^NotAllowedError: .*role member/);
    }
    const list = await guest.use('list-worklogs', { workspace });
    expect(list.answer).toMatchObject({ items: [] });
  });

  it('learn nothing of what the person cannot see', async () => {
    const foreign = await world.slug('foreign');
    const { pid: hidden } = await world.project('secret');
    const asked = await Promise.all([
      member.use('get-work-item', { workspace, item: secret }),
      member.use('get-project', { workspace, project: hidden }),
      member.use('delete-work-item', { workspace, item: secret }),
      member.use('list-work-items', { workspace: foreign }),
    ]);
    for (const { error } of asked) {
      expect(error).toMatch(/^NotFoundError: /);
    }
    const seen = await member.use('list-work-items', { workspace });
    expect(JSON.stringify(seen.answer)).not.toContain('Nobody may know');
  });

  it('are told which fields are wrong', async () => {
    const log = (input: object) =>
      member.use('log-time', { workspace, item, ...input });
    expect((await log({ duration: 'soon' })).error).toMatch(
      /^InputError: duration: must be hours and minutes/,
    );
    expect((await log({ duration: '1d' })).error).toMatch(/duration/);
    expect((await log({ duration: '25h' })).error).toMatch(
      /^InputError: body.duration_minutes: must be at most 1440/,
    );
    expect((await log({ duration: 5, hours: 2 })).error).toMatch(
      /^InputError: [^]*"duration"[^]*hours/,
    );
    const reversed = await member.use('list-activity', {
      workspace,
      start: '2026-02-02',
      end: '2026-02-01',
    });
    expect(reversed.error).toMatch(
      /^InputError: query.end: must not be before/,
    );
    const twice = await member.use('list-activity', {
      workspace,
      period: 'today',
      end: '2026-02-01',
    });
    expect(twice.error).toMatch(/^InputError: period: contradicts/);
    const nobody = await member.use('list-activity', {
      workspace,
      person: 'Nobody Known',
    });
    expect(nobody.error).toMatch(/^NotFoundError: person: there is no person/);
  });

  it('are refused without a person behind them', async () => {
    const service = await Assistant.of(callboard(), 'service');
    for (const [tool, input] of [
      ['who-am-i', {}],
      ['list-work-items', { workspace }],
      ['log-time', { workspace, item, duration: '5m' }],
    ] as const) {
      const { error } = await service.use(tool, input);
      expect(error).toMatch(/^NotAllowedError: Assistants act for people/);
    }
  });

  it('are described in the documentation, tool by tool', () => {
    const page = readFileSync(
      resolve(__dirname, '../../../../../docs/assistants.md'),
      'utf8',
    );
    const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| (\w+) +\|/gm)];
    expect(rows.map(([, name, effect]) => [name, effect])).toEqual(
      assistantActions.map(({ name, effect }) => [name, effect]),
    );
  });
});

describeCallboard(
  'assistants that may only read',
  { ...options, config: { ...worldConfig, assistants: { acts: false } } },
  callboard => {
    it('have no tool that acts', async () => {
      const client = await Assistant.of(callboard(), 'member');
      const tools = await client.tools();
      expect(tools.map(({ name }) => name)).toEqual(
        assistantActions
          .filter(({ effect }) => effect === 'reads')
          .map(({ name }) => `callboard.${name}`),
      );
    });
  },
);
