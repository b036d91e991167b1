import type {
  Label,
  Me,
  Project,
  WorkItem,
  WorkItemPatch,
  WorkState,
} from '@callboard/plugin-callboard-common';
import type { FakeCall } from './FakeCall';
import { answerItemList, countItems } from './fakeLists';
import { idOf } from './idOf';
import { newWorkItem } from './newWorkItem';
import { Refusal } from './Refusal';

const NOW = '2026-11-20T08:00:00.000Z';
const stored = (kind: string, number: number) => ({
  id: idOf(kind, number),
  project_id: idOf('project', 1),
  version: 1,
  created_at: NOW,
  updated_at: NOW,
});

/** Stands in for Callboard's backend: one project, kept in memory. */
export class FakeWorkServer {
  readonly calls: FakeCall[] = [];
  items: WorkItem[] = [];
  labels: Label[] = [];
  history: unknown[] = [];
  /** What the next request with this method is refused with. */
  refuseNext?: { method: string; refusal: Refusal };
  /** Changes are answered when this is over. */
  patchesWait: Promise<unknown> = Promise.resolve();
  me: Me = {
    user_ref: 'user:default/max.member',
    display_name: 'Max Member',
    email: null,
    picture: null,
    is_super_admin: false,
    workspaces: [
      {
        id: idOf('workspace', 1),
        slug: 'default',
        name: 'Everybody',
        timezone: 'UTC',
        role: 'member',
      },
    ],
  };

  project: Project | undefined = {
    id: idOf('project', 1),
    entity_ref: 'component:default/payments-api',
    name: 'payments-api',
    identifier: 'PAY',
    access: 'open',
    is_time_tracking_enabled: true,
    archived_at: null,
    entity_missing_since: null,
    settings: {},
    role: 'member',
    version: 1,
    created_at: NOW,
    updated_at: NOW,
  };

  states: WorkState[] = (
    [
      ['Backlog', 'backlog'],
      ['Todo', 'unstarted'],
      ['In Progress', 'started'],
      ['Done', 'completed'],
    ] as const
  ).map(([name, group], at) => ({
    ...stored('state', at + 1),
    name,
    group,
    color: '#57606a',
    sequence: (at + 1) * 1_000,
  }));

  members = [
    { user_ref: 'user:default/max.member', display_name: 'Max Member' },
    { user_ref: 'user:default/mona.manager', display_name: 'Mona Manager' },
  ];

  stateCalled(name: string): WorkState {
    return this.states.find(state => state.name === name)!;
  }

  add(values: Partial<WorkItem> & { state?: string } = {}): WorkItem {
    const { state = 'Backlog', ...given } = values;
    const { id, group } = this.stateCalled(state);
    const item = newWorkItem(this.items.length + 1, {
      state_id: id,
      state_group: group,
      ...given,
    });
    this.items.push(item);
    return item;
  }

  addLabel(name: string): Label {
    const number = this.labels.length + 1;
    const label = { ...stored('label', number), name, color: '#0969da' };
    this.labels.push(label);
    return label;
  }

  /** The requests of a kind. */
  sent(method: string, part: string): FakeCall[] {
    return this.calls.filter(
      call => call.method === method && call.path.includes(part),
    );
  }

  /** Answers in place of the server's own; undefined where it has none. */
  answerOf?: (call: FakeCall) => (() => unknown) | undefined;

  /** What the portal's fetch does. */
  readonly fetch = async (
    input: RequestInfo | URL,
    init: RequestInit = {},
  ): Promise<Response> => {
    const url = new URL(String(input));
    const call: FakeCall = {
      method: init.method ?? 'GET',
      path: url.pathname.replace(/^.*?\/callboard/, ''),
      query: url.searchParams,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : {},
      ifMatch: new Headers(init.headers).get('if-match'),
    };
    this.calls.push(call);
    try {
      if (this.refuseNext?.method === call.method) {
        const { refusal } = this.refuseNext;
        this.refuseNext = undefined;
        throw refusal;
      }
      if (call.method === 'PATCH') {
        await this.patchesWait;
      }
      const special = this.answerOf?.(call);
      const content = special ? special() : this.#answer(call);
      return content === undefined
        ? new Response(null, { status: 204 })
        : Response.json(content);
    } catch (error) {
      if (error instanceof Refusal) {
        return error.toResponse();
      }
      throw error;
    }
  };

  #page = <Item>(items: Item[]) => ({
    items,
    next_cursor: null,
    total: items.length,
  });

  #answer(call: FakeCall): unknown {
    const { method, path, query, body } = call;
    const rest = path.replace(/^.*\/projects\/[^/]+\//, '');
    const [kind, id] = rest.split('/');
    if (path === '/me') return this.me;
    if (path.includes('/activity')) {
      return { activities: this.history, next_cursor: null, total: 1 };
    }
    if (path.endsWith('/projects')) {
      return this.#page(this.project ? [this.project] : []);
    }
    if (path.includes('/by-entity/')) return this.project;
    if (path.endsWith('/join')) {
      this.project = { ...this.project!, role: 'member' };
      return { ...this.members[0], id: idOf('item', 99), role: 'member' };
    }
    if (/\/projects\/[^/]+$/.test(path)) {
      if (method === 'PATCH') {
        Object.assign(this.project!, body);
      }
      return this.project;
    }
    if (kind === 'members') return this.#page(this.members);
    if (kind === 'cycles' || kind === 'modules') return this.#page([]);
    if (kind === 'labels') return this.#page(this.labels);
    if (kind === 'states') return this.#answerStates(call, id);
    if (kind === 'work-items' && id === 'counts') {
      return countItems(this.items, this.states, query);
    }
    if (kind === 'work-items' && id === 'bulk-update') {
      const ids = body.ids as string[];
      for (const item of this.items.filter(known => ids.includes(known.id))) {
        this.change(item, body.changes as WorkItemPatch);
      }
      return { changed: ids.length, unchanged: 0 };
    }
    if (path.endsWith('/work-items')) {
      return method === 'POST'
        ? this.add(body)
        : answerItemList(this.items, this.states, query);
    }
    return this.#answerItem(call, id);
  }

  change(item: WorkItem, patch: WorkItemPatch): WorkItem {
    const given = Object.fromEntries(
      Object.entries(patch).filter(([, value]) => value !== undefined),
    );
    Object.assign(item, given, { version: item.version + 1 });
    item.state_group = this.states.find(
      ({ id }) => id === item.state_id,
    )!.group;
    return item;
  }

  #answerItem({ method, body, ifMatch }: FakeCall, id: string): unknown {
    const item = this.items.find(known => known.id === id);
    if (!item) {
      throw new Refusal(404, 'There is no such work item');
    }
    if (ifMatch && ifMatch !== `"${item.version}"`) {
      throw new Refusal(412, 'The resource has changed since it was read');
    }
    if (method === 'DELETE') {
      this.items = this.items.filter(other => other !== item);
      return undefined;
    }
    return { ...(method === 'PATCH' ? this.change(item, body) : item) };
  }

  #answerStates({ method, body, query }: FakeCall, id?: string): unknown {
    const state = this.states.find(known => known.id === id);
    if (method === 'POST') {
      const number = this.states.length + 1;
      this.states.push({
        ...stored('state', number),
        sequence: number * 1_000,
        color: '#57606a',
        ...(body as Pick<WorkState, 'name' | 'group'>),
      });
    } else if (method === 'PATCH') {
      Object.assign(state!, body);
      this.states.sort((a, b) => a.sequence - b.sequence);
    } else if (method === 'DELETE') {
      this.states = this.states.filter(other => other !== state);
      for (const item of this.items.filter(one => one.state_id === id)) {
        item.state_id = query.get('reassign_to')!;
      }
      return undefined;
    }
    return this.#page(this.states);
  }
}
