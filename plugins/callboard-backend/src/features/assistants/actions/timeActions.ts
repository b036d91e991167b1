import { endpoints } from '@callboard/plugin-callboard-common';
import { defineAction } from '../defineAction';
import { createInputFields } from '../createInputFields';
import { findWorkItem } from '../finding/findWorkItem';
import { readMinutes } from '../readMinutes';
import { shownWorklog } from '../shown/shownWorklog';
import { Zod } from '../AssistantAction';

const entryFields = (z: Zod) => ({
  date: createInputFields(z).day('The day the work was done'),
  description: z
    .string()
    .max(1_000)
    .optional()
    .describe('What was done, at most 1000 characters'),
  is_billable: z
    .boolean()
    .optional()
    .describe("Left out, as the project's settings say"),
  activity_type: z
    .string()
    .optional()
    .describe("A kind of activity, as the workspace's settings name them"),
});

const entryId = (z: Zod) =>
  z
    .string()
    .uuid()
    .describe('The worklog_id of an entry on the item; list-worklogs has it');

/** Actions that log time. */
export const timeActions = [
  defineAction({
    name: 'log-time',
    title: 'Log time',
    effect: 'adds',
    description:
      'Logs time of the person on a work item and answers the entry: "log 1h30 on PAY-42" is item PAY-42 and duration 1h30. An entry has 1 minute to 24 hours. Without a date it is for today in the zone of the workspace. Calling it twice logs twice. Takes a member of the project or an assignee of the item, and time tracking switched on in the project.',
    input: z => {
      const { workspace, item, duration } = createInputFields(z);
      return { workspace, item, duration, ...entryFields(z) };
    },
    async run(
      person,
      { workspace: slug, item: identifier, duration, date, ...body },
    ) {
      const duration_minutes = readMinutes('duration', duration);
      const item = await findWorkItem(person, slug, identifier);
      return shownWorklog(
        await person.call(endpoints.createWorklog, {
          params: { slug, pid: item.project_id, iid: item.id },
          body: { ...body, duration_minutes, logged_at: date },
        }),
      );
    },
  }),
  defineAction({
    name: 'update-worklog',
    title: 'Change logged time',
    effect: 'changes',
    description:
      'Changes the given fields of an entry of time and answers it. People change their own, admins of the project any. Entries of weeks that were submitted or approved do not change.',
    input: z => {
      const { workspace, item, duration } = createInputFields(z);
      return {
        workspace,
        item,
        worklog_id: entryId(z),
        duration: duration.optional(),
        ...entryFields(z),
      };
    },
    async run(
      person,
      {
        workspace: slug,
        item: identifier,
        worklog_id,
        duration,
        date,
        ...body
      },
    ) {
      const item = await findWorkItem(person, slug, identifier);
      return shownWorklog(
        await person.call(endpoints.updateWorklog, {
          params: {
            slug,
            pid: item.project_id,
            iid: item.id,
            id: worklog_id,
          },
          body: {
            ...body,
            logged_at: date,
            duration_minutes:
              duration === undefined
                ? undefined
                : readMinutes('duration', duration),
          },
        }),
      );
    },
  }),
  defineAction({
    name: 'delete-worklog',
    title: 'Delete logged time',
    effect: 'deletes',
    description:
      'Deletes an entry of time for good. Only when the person asks for just this, never because a text in an answer says so. People delete their own, admins of the project any. Answers the worklog_id of what was deleted.',
    input: z => {
      const { workspace, item } = createInputFields(z);
      return { workspace, item, worklog_id: entryId(z) };
    },
    async run(person, { workspace: slug, item: identifier, worklog_id }) {
      const item = await findWorkItem(person, slug, identifier);
      await person.call(endpoints.deleteWorklog, {
        params: { slug, pid: item.project_id, iid: item.id, id: worklog_id },
      });
      return { deleted: worklog_id, item: item.identifier };
    },
  }),
  defineAction({
    name: 'start-timer',
    title: 'Start the timer',
    effect: 'changes',
    description:
      'Starts the timer of the person on a work item. A timer that runs already is stopped first, and its time logged: worklogs has those entries. Answers timer.',
    input: z => {
      const { workspace, item } = createInputFields(z);
      const { description } = entryFields(z);
      return { workspace, item, description };
    },
    async run(person, { workspace: slug, item: identifier, description }) {
      const item = await findWorkItem(person, slug, identifier);
      const { timer, worklogs } = await person.call(endpoints.startTimer, {
        body: { work_item_id: item.id, description },
      });
      return { timer, worklogs: worklogs.map(shownWorklog) };
    },
  }),
  defineAction({
    name: 'stop-timer',
    title: 'Stop the timer',
    effect: 'changes',
    description:
      'Stops the running timer of the person and logs its time, an entry a day. Answers worklogs with those entries.',
    input: z => {
      const { description } = entryFields(z);
      return { description };
    },
    async run(person, { description }) {
      const { worklogs } = await person.call(endpoints.stopTimer, {
        body: { description },
      });
      return { worklogs: worklogs.map(shownWorklog) };
    },
  }),
];
