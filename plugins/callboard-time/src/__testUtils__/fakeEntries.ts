import type { NewWorklog, Worklog } from '@callboard/plugin-callboard-common';
import {
  checkVersion,
  pageOfItems,
  Refusal,
  type FakeHandlers,
} from '@callboard/plugin-callboard-react/testUtils';
import type { FakeTime } from './FakeTime';

const valuesOf = (body: Partial<NewWorklog>): Partial<Worklog> => ({
  description: body.description ?? null,
  started_at: body.started_at ?? null,
  activity_type: body.activity_type ?? null,
  is_billable: body.is_billable ?? false,
});

const workItemOf = ({ id, identifier, title }: Worklog['work_item']) => ({
  id,
  identifier,
  title,
});

/** Lists, makes, changes and deletes entries. */
export function answerEntries(server: FakeTime): FakeHandlers {
  const entryOf = (id: string) => {
    const entry = server.worklogs.find(other => other.id === id);
    if (!entry) {
      throw new Refusal(404, 'There is no such entry');
    }
    return entry;
  };
  return {
    listWorklogs: ({ query }) => {
      const items = query.get('work_item_id')?.split(',');
      const from = query.get('date_from') ?? '';
      const to = query.get('date_to') ?? '9999';
      return pageOfItems(
        server.worklogs
          .filter(
            ({ logged_at, work_item_id }) =>
              logged_at >= from &&
              logged_at <= to &&
              (!items || items.includes(work_item_id)),
          )
          .map(entry => ({ ...entry, period_status: server.statusOf(entry) })),
        query,
      );
    },
    listWorklogsOfItem: ({ params, query }) => {
      const own = server.worklogs.filter(
        ({ work_item_id }) => work_item_id === params.iid,
      );
      return {
        ...pageOfItems(own, query),
        total_minutes: own.reduce(
          (sum, { duration_minutes }) => sum + duration_minutes,
          0,
        ),
      };
    },
    createWorklog: ({ params, body }) => {
      const item = server.items.find(({ id }) => id === params.iid);
      if (!item) {
        throw new Refusal(404, 'There is no such work item');
      }
      const date = body.logged_at ?? '2026-11-18';
      return server.log(item, date, body.duration_minutes, valuesOf(body));
    },
    updateWorklog: call => {
      const entry = entryOf(call.params.id);
      checkVersion(entry, call);
      const { work_item_id, ...values } = call.body;
      const given = Object.entries(values).filter(
        ([, value]) => value !== undefined,
      );
      const item = server.items.find(({ id }) => id === work_item_id);
      return Object.assign(entry, Object.fromEntries(given), {
        ...(item && { work_item_id: item.id, work_item: workItemOf(item) }),
        version: entry.version + 1,
      });
    },
    deleteWorklog: ({ params }) => {
      const gone = entryOf(params.id);
      server.worklogs = server.worklogs.filter(other => other !== gone);
    },
  };
}
