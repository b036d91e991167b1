import {
  BodyInputOf,
  CallParts,
  DEFAULT_WORKSPACE,
  Endpoint,
  ParamsOf,
  QueryInputOf,
} from '@callboard/plugin-callboard-common';
import { SeedActor, SeedServices } from '@callboard/plugin-callboard-node';
import { sortBy } from 'lodash';
import { Calendar } from './Calendar';
import { ALEX } from './company/people';

export const SLUG = DEFAULT_WORKSPACE;

export function callAs(services: SeedServices, user_ref: string, at: Date) {
  const client = services.getClient({ user_ref, at });
  /** Calls an endpoint; the workspace is the default one unless `params` name another. */
  return <E extends Endpoint>(
    endpoint: E,
    params: Partial<ParamsOf<E>> = {},
    body?: BodyInputOf<E>,
    query?: Partial<QueryInputOf<E>>,
  ) => {
    const parts: object = { params: { slug: SLUG, ...params }, body, query };
    return client.call(endpoint, parts as CallParts<E>);
  };
}

/** Applies a change of the demo year: through `call`, or a service that needs its actor. */
type Apply = (
  call: ReturnType<typeof callAs>,
  services: SeedServices,
  actor: SeedActor,
) => Promise<unknown>;

/** Collects the changes of the demo year, and the ids of what they create. */
export class Timeline {
  readonly #changes: Array<SeedActor & { apply: Apply }> = [];
  readonly #ids = new Map<string, string>();

  constructor(readonly calendar: Calendar) {}

  /** Adds a change by a person, by default the admin. */
  add(at: Date, apply: Apply, user_ref = ALEX): void {
    this.#changes.push({ user_ref, at, apply });
  }

  /** Adds a change by the admin on a working day; see {@link Calendar.getWorkingMoment}. */
  addWorking(fraction: number, hour: number, apply: Apply): void {
    this.add(this.calendar.getWorkingMoment(fraction, hour), apply);
  }

  /** Lists the changes before now in order of time; those of a moment as they were added. */
  list() {
    const { now } = this.calendar;
    return sortBy(this.#changes, 'at').filter(({ at }) => at < now);
  }

  setId(kind: string, name: string, { id }: { id: string }): void {
    this.#ids.set(`${kind} ${name}`, id);
  }

  setIds(kind: string, all: Array<{ id: string; name: string }>): void {
    all.forEach(each => this.setId(kind, each.name, each));
  }

  getId(kind: string, name: string): string {
    return this.#ids.get(`${kind} ${name}`)!;
  }
}
