import {
  BodyInputOf,
  CallParts,
  DEFAULT_WORKSPACE,
  Endpoint,
  ParamsOf,
  QueryInputOf,
} from '@callboard/plugin-callboard-common';
import { SeedActor, SeedServices } from '@callboard/plugin-callboard-node';
import { Calendar } from './Calendar';
import { ALEX_REF, Employee } from './company/people';

export const SLUG = DEFAULT_WORKSPACE;

/** The year that the generators fill: its days, its people, and the services that store it. */
export class DemoYear {
  constructor(
    readonly services: SeedServices,
    readonly calendar: Calendar,
    readonly people: readonly Employee[],
  ) {}

  /** Returns Alex as an actor on the working day at `fraction` of the year, from 0 to below 1. */
  getAdmin(fraction: number, hour: number): SeedActor {
    const position = fraction * this.calendar.length;
    const at = this.calendar.getWorkingMoment(position, hour);
    return { user_ref: ALEX_REF, at };
  }

  callAs(actor: SeedActor) {
    const client = this.services.getClient(actor);
    /** Calls an endpoint in the default workspace, unless `params` name another workspace. */
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
}
