import {
  endpoints,
  AcceptedSuggestions,
  TimeSuggestion,
  Worklog,
  formatDuration,
} from '@callboard/plugin-callboard-common';
import { NotFoundError } from '@backstage/errors';
import { uniq } from 'lodash';
import { TimeCore } from '../TimeCore';
import { Actor } from '../../../kernel/actor';
import { Change } from '../../../changes/Changes';
import { lockName } from '../../../database/locks';
import { getDateInZone } from '../../../database/zones';
import { lockPeople } from '../people/lockPeople';
import { readTimeZones } from '../../../core/people/readTimeZones';
import {
  deleteUnloggedTimes,
  toTimerActivity,
  UnloggedTime,
} from '../timers/TimerRow';
import { toOwnWorklogResponses } from '../worklogs/listWorklogs';
import { createSuggestedWorklogs } from './createSuggestedWorklogs';
import { listSuggestions } from './listSuggestions';

/** Lists, accepts and dismisses suggestions; nothing is logged automatically. */
class SuggestionService {
  constructor(private readonly core: TimeCore) {}

  /** @param date - `YYYY-MM-DD`; by default today in the person's time zone */
  async list(
    user_ref: string,
    date?: string,
  ): Promise<{ date: string; items: TimeSuggestion[] }> {
    const { knex, clock } = this.core;
    const now = clock.now();
    const day = date ?? (await this.readToday(user_ref, now));
    const found = await listSuggestions(this.core, knex, {
      user_ref,
      date: day,
      now,
    });
    return { date: day, items: found.map(({ response }) => response) };
  }

  /**
   * Creates worklogs from suggestions for a day, all or none, and deletes the unlogged times on
   * which the suggestions are based.
   *
   * @throws InvalidRequestError for unknown or outdated suggestions, and for values that
   *   the settings of the workspace do not allow
   * @throws ConflictError for a day that is submitted or approved
   */
  async accept(
    actor: Actor,
    { date, items }: AcceptedSuggestions,
  ): Promise<Worklog[]> {
    const { knex, clock, changes } = this.core;
    const { user_ref } = actor;
    const ids = new Set(items.map(({ id }) => id));
    // This list only determines in which workspaces to lock the person. The transaction lists the
    // suggestions again after locking, because `change.now` may not be read earlier.
    const listedBeforeLocking = await listSuggestions(this.core, knex, {
      user_ref,
      date,
      now: clock.now(),
    });
    const workspaces = uniq(
      listedBeforeLocking.flatMap(({ response, workspace_id }) =>
        ids.has(response.id) ? [workspace_id] : [],
      ),
    ).sort();
    return changes.run(actor, async change => {
      await this.lockSuggestions(change);
      for (const workspace_id of workspaces) {
        await lockPeople(change, workspace_id, [user_ref]);
      }
      const offered = await listSuggestions(this.core, change.tx, {
        user_ref,
        date,
        now: change.now,
      });
      const created = await createSuggestedWorklogs(
        this.core,
        change,
        items,
        offered.filter(({ workspace_id }) => workspaces.includes(workspace_id)),
      );
      await deleteUnloggedTimes(
        change.tx,
        offered.flatMap(({ unlogged: time }) =>
          time && ids.has(time.id) ? [time.id] : [],
        ),
      );
      return toOwnWorklogResponses(change.tx, user_ref, created);
    });
  }

  /**
   * Dismisses a suggestion, and deletes the unlogged time that it is based on, if any.
   *
   * @throws NotFoundError for an unknown suggestion
   */
  async dismiss(
    actor: Actor,
    { id, date }: { id: string; date: string },
  ): Promise<void> {
    const { user_ref } = actor;
    await this.core.changes.run(actor, async change => {
      await this.lockSuggestions(change);
      const { tx, now } = change;
      const offered = await listSuggestions(this.core, tx, {
        user_ref,
        date,
        now,
      });
      const suggestion = offered.find(({ response }) => response.id === id);
      if (!suggestion) {
        throw new NotFoundError(`Suggestion ${id} for ${date} not found`);
      }
      if (suggestion.unlogged) {
        await this.discardUnloggedTime(change, suggestion.unlogged);
      } else {
        await tx('time_dismissals')
          .insert({ user_ref, date, suggestion_id: id })
          .onConflict(['user_ref', 'date', 'suggestion_id'])
          .ignore();
      }
    });
  }

  /** Serialises transactions that change one person's suggestions. */
  private async lockSuggestions({ tx, actor }: Change): Promise<void> {
    await lockName(tx, `time suggestions ${actor.user_ref}`);
  }

  private async discardUnloggedTime(
    change: Change,
    time: UnloggedTime,
  ): Promise<void> {
    const { work_item_id, user_ref, minutes, date } = time;
    const found = await this.core.items.find(change.tx, user_ref, [
      work_item_id,
    ]);
    const isVisible = found.get(work_item_id)?.canView ?? false;
    change.record(
      toTimerActivity(
        change.actor,
        'discard',
        { before: { timer: time, isVisible }, after: null },
        { text: `${formatDuration(minutes)} of ${date} not logged`, minutes },
      ),
    );
    await deleteUnloggedTimes(change.tx, [time.id]);
  }

  private async readToday(user_ref: string, now: number): Promise<string> {
    const { knex, workspaces } = this.core;
    const getTimeZone = await readTimeZones(knex, [user_ref]);
    const workspace = await workspaces.findDefault();
    return getDateInZone(
      now,
      getTimeZone(user_ref, workspace ?? { timezone: 'UTC' }),
    );
  }
}

export function addSuggestions(core: TimeCore): void {
  const { router } = core;
  const suggestions = new SuggestionService(core);
  router.handle(endpoints.listTimeSuggestions, ({ caller, query }) =>
    suggestions.list(caller.user_ref, query.date),
  );
  router.handle(endpoints.acceptTimeSuggestions, async ({ caller, body }) => ({
    worklogs: await suggestions.accept(caller, body),
  }));
  router.handle(endpoints.dismissTimeSuggestion, ({ caller, params, query }) =>
    suggestions.dismiss(caller, { id: params.id, date: query.date }),
  );
}
