import { WidgetRowsPage } from '@callboard/plugin-callboard-common';
import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { Clock } from '../../../kernel/clock';
import { ActivityPrivacy } from '../../../pseudonyms/ActivityPrivacy';
import { ActivityReader } from '../../activity/ActivityReader';
import { listViewedPeople } from '../../activity/Selections';
import { AccessLog } from '../../privacy/accessLog/AccessLog';
import { WorklogReader } from '../../time/worklogs/WorklogReader';
import { WorkItemReader } from '../../work/items/WorkItemReader';
import { isHistoryQuery, ResolvedQuery } from './ResolvedQuery';
import {
  WidgetDefinition,
  resolveWidget,
  WidgetDataInput,
  readMetricViewer,
} from './resolveQuery';
import { CountedItems, narrowHistory } from './history/historyCharts';
import { resolveKeys } from './axisKeys';
import {
  resolveQueryPseudonyms,
  toActivitySelection,
} from './sources/activity';
import { narrowItems, toWorkItemFilters } from './sources/itemFilters';
import { narrowTime, toWorklogFilters } from './sources/time';
import { PageQuery } from '../../../database/paging';

/** A bar and group, and a page of the rows behind them. */
export interface BarRowsQuery extends PageQuery {
  key?: string;
  group?: string;
}

/** The readers that list counted rows, and the access log for views of people's activity. */
export interface CountedLists {
  items: WorkItemReader;
  worklogs: WorklogReader;
  activity: ActivityReader;
  accessLog: Pick<AccessLog, 'recordRead'>;
}

/** Lists the rows behind the numbers of widgets, in the format of the source's own list. */
export class WidgetRows {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      privacy: Pick<ActivityPrivacy, 'getPseudonymiser'>;
    } & CountedLists,
  ) {}

  /**
   * Lists a page of the rows behind a bar, a group of a bar, or the whole widget, newest first.
   *
   * @throws NotFoundError when the widget has no metric
   * @throws InputError when the widget has no such bar or group, or the range is too long for a
   *   chart
   */
  async list(
    context: RequestContext,
    widget: WidgetDefinition,
    input: WidgetDataInput,
    { key, group, ...paging }: BarRowsQuery,
  ): Promise<WidgetRowsPage> {
    const { knex, clock } = this.deps;
    const request = { input, now: clock.now() };
    const { metric } = await resolveWidget(knex, context, widget, request);
    if (!metric) {
      throw new NotFoundError('This widget has no rows');
    }
    const requestedQuery = metric.resolvedQuery;
    if (isHistoryQuery(requestedQuery)) {
      const countedItems = narrowHistory(knex, requestedQuery, { key, group });
      return this.listItemRows(context, countedItems, paging);
    }
    const selectedKeys = resolveKeys(requestedQuery, { key, group });
    const resolvedQuery: ResolvedQuery = { ...requestedQuery, selectedKeys };
    switch (resolvedQuery.source) {
      case 'work_items': {
        const filters = toWorkItemFilters(resolvedQuery, resolvedQuery.range);
        return this.listItemRows(context, { resolvedQuery, filters }, paging);
      }
      case 'activity':
        return this.listActivityRows(context, resolvedQuery, paging);
      default:
        return this.listWorklogRows(context, resolvedQuery, paging);
    }
  }

  private async listItemRows(
    context: RequestContext,
    { resolvedQuery, filters, narrow }: CountedItems,
    paging: PageQuery,
  ) {
    const { knex, items } = this.deps;
    const viewer = await readMetricViewer(knex, context);
    const narrowToCounted = (query: Knex.QueryBuilder) => {
      narrowItems(knex, query, resolvedQuery, viewer);
      narrow?.(query);
    };
    return items.list(
      context,
      { narrow: narrowToCounted },
      { ...filters, tz: resolvedQuery.zone, ...paging },
    );
  }

  private async listWorklogRows(
    context: RequestContext,
    resolvedQuery: ResolvedQuery,
    paging: PageQuery,
  ) {
    const { knex, worklogs } = this.deps;
    return worklogs.list(context, {
      ...toWorklogFilters(resolvedQuery, resolvedQuery.range),
      narrow: query => narrowTime(knex, query, resolvedQuery),
      order_by: '-logged_at',
      ...paging,
    });
  }

  private async listActivityRows(
    context: RequestContext,
    requestedQuery: ResolvedQuery,
    paging: PageQuery,
  ) {
    const { knex, activity, privacy, accessLog } = this.deps;
    const pseudonymiser = await privacy.getPseudonymiser(context.caller);
    const resolvedQuery = pseudonymiser
      ? await resolveQueryPseudonyms(requestedQuery, pseudonymiser)
      : requestedQuery;
    const viewer = await readMetricViewer(knex, context);
    const selection = toActivitySelection(
      knex,
      resolvedQuery,
      viewer,
      resolvedQuery.range,
    );
    const page = await activity.list(
      {
        ...selection,
        showsOriginOnlyOf: viewer.log?.user_ref,
        pseudonymiser,
      },
      { ...paging, total: true },
    );
    // An empty page shows no person's data.
    if (page.activities.length > 0) {
      accessLog.recordRead({
        people: listViewedPeople(selection),
        actor: context.caller,
        scope: 'workspace',
        workspace_id: resolvedQuery.workspace_id,
      });
    }
    return page;
  }
}
