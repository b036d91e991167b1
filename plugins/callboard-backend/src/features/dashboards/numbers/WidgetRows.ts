import { WidgetRowsPage, wishOf } from '@callboard/plugin-callboard-common';
import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { Asker } from '../../../access/Caller';
import { Clock } from '../../../clock';
import { ActivityPrivacy } from '../../../pseudonyms/ActivityPrivacy';
import { ActivityReader } from '../../activity/ActivityReader';
import { peopleLookedAt } from '../../activity/peopleLookedAt';
import { Looks } from '../../privacy/looks/Looks';
import { WorklogReader } from '../../time/worklogs/WorklogReader';
import { WorkItemReader } from '../../work/items/WorkItemReader';
import { askedQuestion } from './askedQuestion';
import { isOfHistory } from './history/HistoryQuestion';
import { CountedItems, rowsOfHistory } from './history/rowsOfHistory';
import { keysAsked } from './keysAsked';
import { Question } from './Question';
import { numberViewerOf } from './numberViewerOf';
import { AskedFor } from './questionOf';
import { questionThroughMask } from './questionThroughMask';
import { selectionOf } from './sources/activity';
import { narrowItems } from './sources/narrowItems';
import { narrowTime, timeFilters } from './sources/time';
import { workFilters } from './sources/workFilters';
import { AskingWidget } from './WidgetNumbers';

/** A bar and a group, and a page of the rows behind them. */
export interface RowsWanted {
  key?: string;
  group?: string;
  cursor?: string;
  limit: number;
}

/** The lists of what is counted, and what records who looks at people. */
export interface CountedLists {
  items: WorkItemReader;
  worklogs: WorklogReader;
  activity: ActivityReader;
  looks: Pick<Looks, 'noteRead'>;
}

/** Lists the rows behind the numbers of widgets, as the lists of their sources do. */
export class WidgetRows {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      privacy: Pick<ActivityPrivacy, 'maskFor'>;
    } & CountedLists,
  ) {}

  /**
   * A page of what is behind a bar, a group of it, or the whole: newest first.
   *
   * @throws NotFoundError when the widget counts nothing
   * @throws InputError when it has no such bar or group
   */
  async list(
    asker: Asker,
    { widget_type, config }: AskingWidget,
    wanted: AskedFor,
    { key, group, ...paging }: RowsWanted,
  ): Promise<WidgetRowsPage> {
    const wish = wishOf(widget_type, config);
    if (!wish) {
      throw new NotFoundError('There are no rows behind this widget');
    }
    const { knex, clock } = this.deps;
    const asked = await askedQuestion(
      knex,
      asker,
      { wish, config },
      { wanted, now: clock.now() },
    );
    if (isOfHistory(asked)) {
      const behind = rowsOfHistory(knex, asked, { key, group });
      return this.itemsOf(asker, behind, paging);
    }
    const only = keysAsked(asked, { key, group });
    const question: Question = { ...asked, only };
    switch (question.source) {
      case 'work_items': {
        const filters = workFilters(question, question.range);
        return this.itemsOf(asker, { question, filters }, paging);
      }
      case 'activity':
        return this.activityOf(asker, question, paging);
      default:
        return this.entriesOf(asker, question, paging);
    }
  }

  private async itemsOf(
    asker: Asker,
    { question, filters, narrow }: CountedItems,
    paging: { cursor?: string; limit: number },
  ) {
    const { knex, items } = this.deps;
    const counted = (query: Knex.QueryBuilder) => {
      narrowItems(knex, query, question, numberViewerOf(asker));
      narrow?.(query);
    };
    return items.list(
      asker,
      { narrow: counted },
      { ...filters, tz: question.zone, ...paging },
    );
  }

  private async entriesOf(
    asker: Asker,
    question: Question,
    paging: { cursor?: string; limit: number },
  ) {
    const { knex, worklogs } = this.deps;
    return worklogs.list(asker, {
      ...timeFilters(question, question.range),
      narrow: query => narrowTime(knex, query, question),
      order_by: '-logged_at',
      ...paging,
    });
  }

  private async activityOf(
    asker: Asker,
    asked: Question,
    paging: { cursor?: string; limit: number },
  ) {
    const { knex, activity, privacy, looks } = this.deps;
    const mask = await privacy.maskFor(asker.caller);
    const question = mask ? await questionThroughMask(asked, mask) : asked;
    const viewer = numberViewerOf(asker);
    const selection = selectionOf(knex, question, viewer, question.range);
    const originOnlyOf = viewer.work.sees_all
      ? undefined
      : viewer.work.user_ref;
    const page = await activity.list(
      { ...selection, originOnlyOf, mask },
      { ...paging, total: true },
    );
    // Where nothing is, nobody was looked at.
    if (page.activities.length > 0) {
      looks.noteRead({
        people: peopleLookedAt(selection),
        by: asker.caller,
        scope: 'workspace',
        workspace_id: question.workspace_id,
      });
    }
    return page;
  }
}
