import {
  formatMention,
  IngestedWorkItem,
} from '@callboard/plugin-callboard-common';
import { ALEX, MAX, MONA } from '../company/people';
import { WEEK_MS } from '../Calendar';
import { DemoYear, SLUG } from '../DemoYear';
import { ItemPatch } from './history';
import { ingest, Issues, UNRESOLVED_GROUPS } from './issues';
import { ProjectContext } from './projects';

const ISSUE_URL = 'https://github.com/lantern/payments/issues/128';
const ISSUE_ID = '2990000128';

const maxMention = formatMention(MAX);

/**
 * Returns the steps that store an issue with every kind of change: GitHub creates it, people change
 * it, and GitHub changes it again.
 *
 * @param ids - the ids of the states and cycles of the project, by name
 */
export function createExampleSteps(
  { services }: DemoYear,
  { project, calendar, start }: ProjectContext,
  pid: string,
  ids: Record<string, string>,
) {
  /** Returns a moment in the last tenth of the project's time: 0 is its start, 1 its end. */
  const getMoment = (part: number) => {
    const length = calendar.length - 0.01 - start;
    return calendar.getWorkingMoment(start + (0.9 + part / 10) * length);
  };
  const getTimes = (part: number) => {
    const moment = getMoment(part).toISOString();
    return { created_at: moment, updated_at: moment };
  };
  const issue: IngestedWorkItem = {
    entity_ref: project.entity_ref,
    external_id: ISSUE_ID,
    external_url: ISSUE_URL,
    title: 'A split refund loses a cent',
    description:
      '## What happens\n\nA refund of **€10.01** in two parts pays back €10.00.\n\n## What should happen\n\nThe parts add up to the whole.',
    labels: ['bug'],
    state_groups: UNRESOLVED_GROUPS,
    created_by: MONA,
    ...getTimes(0),
  };
  const changed = {
    ...issue,
    title: 'A refund in several parts loses cents',
    labels: ['bug', 'customer request'],
    updated_at: getMoment(0.69).toISOString(),
  };
  const issueComment = {
    external_id: `${ISSUE_ID}-1`,
    external_url: `${ISSUE_URL}#issuecomment-1`,
    work_item_external_id: ISSUE_ID,
    author_name: 'tilde-lamps',
    body: 'We see the same with three parts: two cents are missing.',
    ...getTimes(0.6),
  };
  const nextWeek = new Date(getMoment(1).getTime() + WEEK_MS);
  const target_date = nextWeek.toISOString().slice(0, 10);
  const cycle = calendar.getCycle(calendar.getDay(calendar.length - 1));
  const answer =
    'Found it: each part is rounded on its own. The **last part** should get the remainder.';

  let id: string;
  const ingestIssues = (part: number, issues: Issues) => ({
    at: getMoment(part),
    async run() {
      const [result] = await ingest(services, getMoment(part), issues);
      id = result.id!;
    },
  });
  const change = (part: number, user_ref: string, patch: ItemPatch) => {
    const at = getMoment(part);
    const run = () =>
      services.recordWork(SLUG, pid, [{ user_ref, at, change: [id], patch }]);
    return { at, run };
  };
  const comment = (part: number, user_ref: string, body: string) => {
    const at = getMoment(part);
    const run = () =>
      services.recordComments(SLUG, pid, [{ user_ref, at, on: id, body }]);
    return { at, run };
  };
  return [
    ingestIssues(0, { items: [issue], comments: [] }),
    change(0.1, MONA, { state_id: ids.Todo }),
    change(0.15, MONA, { assignees: [MAX] }),
    comment(
      0.16,
      MONA,
      `${maxMention} can you take this? Finance asks about it.`,
    ),
    change(0.3, MAX, { state_id: ids['In Progress'] }),
    comment(0.32, MAX, answer),
    change(0.45, ALEX, { cycle_id: ids[`Cycle ${cycle}`] }),
    change(0.55, MONA, { target_date }),
    ingestIssues(0.7, { items: [changed], comments: [issueComment] }),
    change(0.85, MONA, { state_id: ids['In Review'] }),
  ];
}
