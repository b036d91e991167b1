import {
  DEFAULT_WORKSPACE,
  endpoints,
  Period,
} from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { DeciderOf } from './deciders';
import { DemoPeriod, PeriodDeed } from './periodsOf';

const slug = DEFAULT_WORKSPACE;

/** Lets people submit their weeks, and those decide who manage them. */
export class DemoPeriods {
  /**
   * @param decider - decides where nobody manages somebody
   */
  constructor(
    private readonly services: SeedServices,
    private readonly deciderOf: DeciderOf,
    private readonly decider: string,
  ) {}

  /** Lets somebody's weeks be submitted and decided on; nobody decides on their own. */
  async seed(user_ref: string, periods: readonly DemoPeriod[]): Promise<void> {
    const decider = this.deciderOf(user_ref) ?? this.decider;
    for (const { week, deeds } of periods) {
      let period: Period | undefined;
      for (const deed of deeds) {
        if (deed.act === 'submit') {
          period = await this.services
            .as({ user_ref, at: deed.at })
            .call(endpoints.submitPeriod, { params: { slug }, body: { week } });
        } else if (decider !== user_ref) {
          await this.#decide(decider, period!.id, deed);
        }
      }
    }
  }

  async #decide(
    user_ref: string,
    id: string,
    deed: Exclude<PeriodDeed, { act: 'submit' }>,
  ): Promise<void> {
    const api = this.services.as({ user_ref, at: deed.at });
    const params = { slug, id };
    if (deed.act === 'reject') {
      const { reason } = deed;
      await api.call(endpoints.rejectPeriod, { params, body: { reason } });
    } else {
      await api.call(endpoints.approvePeriod, { params });
    }
  }
}
