import { formatMention } from '@callboard/plugin-callboard-common';
import { range, sortBy } from 'lodash';
import { getCycleName, WEEK_MS } from '../Calendar';
import { ALEX, MAX, MONA } from '../company/people';
import { Timeline } from '../Timeline';
import { createComments } from './comments';
import { ItemChange, ItemPatch } from './history';
import { ingest, UNACCEPTED } from './issues';
import { ProjectContext } from './projects';

/** The item's number in its project, as in PAY-311. */
const NUMBER = 311;

const ISSUE_URL = 'https://github.com/lantern/payments/issues/128';
const ISSUE_ID = '2990000128';

function removeItem(changes: ItemChange[], name: string): ItemChange[] {
  return changes.flatMap((each): ItemChange[] => {
    if ('change' in each) {
      const change = each.change.filter(other => other !== name);
      return change.length > 0 ? [{ ...each, change }] : [];
    }
    const { parent, ...patch } = each.patch;
    const next = parent === name ? { ...each, patch } : each;
    return each.make === name ? [] : [next];
  });
}

/**
 * Adds comments to what people did in a project, and gives PAY-311 a history with every
 * kind of change: GitHub creates it, people change it alone and in bulk, and GitHub changes
 * it again. The documentation shows this item.
 *
 * @param history - in order of time
 */
export function completeHistory(
  timeline: Timeline,
  { project, calendar, lead }: ProjectContext,
  history: ItemChange[],
) {
  const makes = history.flatMap(each => ('make' in each ? [each] : []));
  const original = project.hasExample ? makes[NUMBER - 1] : undefined;
  const first = range(calendar.length).find(
    position => original && calendar.getMoment(position) > original.at,
  );
  if (!original || first === undefined) {
    const comments = createComments(project, history);
    return { changes: history, comments, imports: [] as Date[] };
  }
  const name = original.make;
  const length = calendar.length - 0.01 - first;
  /** The moment when a part (0 to 1) of the working time until today has passed. */
  const getMoment = (part: number) => calendar.getMoment(first + part * length);
  const getActor = (user_ref: string, part: number) => ({
    user_ref,
    at: getMoment(part),
  });
  const set = (user_ref: string, part: number, patch: ItemPatch) => ({
    ...getActor(user_ref, part),
    change: [name],
    patch,
  });
  const createIssueComment = (number: number, part: number) => ({
    external_id: `${ISSUE_ID}-${number}`,
    external_url: `${ISSUE_URL}#issuecomment-${number}`,
    work_item_external_id: ISSUE_ID,
    created_at: getMoment(part).toISOString(),
    updated_at: getMoment(part).toISOString(),
  });
  const opened = new Date(original.at.getTime() - 60_000).toISOString();
  const item = {
    entity_ref: project.entity_ref,
    external_id: ISSUE_ID,
    external_url: ISSUE_URL,
    title: 'A split refund loses a cent',
    description:
      '## What happens\n\nA refund of **€10.01** in two parts pays back €10.00.\n\n## What should happen\n\nThe parts add up to the whole.',
    labels: ['bug'],
    state_groups: UNACCEPTED,
    created_by: lead,
    created_at: opened,
    updated_at: opened,
  };
  const changed = {
    ...item,
    title: 'A refund in several parts loses cents',
    labels: ['bug', 'customer request'],
    updated_at: getMoment(0.69).toISOString(),
  };
  timeline.add(original.at, async (_, services, { at }) => {
    const [{ id }] = await ingest(services, at, [item], []);
    timeline.setId('item', name, { id: id! });
  });
  const issueComments = [
    {
      ...createIssueComment(1, 0.4),
      author_name: 'tilde-lamps',
      body: 'We see the same with three parts: two cents are missing.',
    },
    {
      ...createIssueComment(2, 0.6),
      author_ref: MAX,
      author_name: 'max-member',
      body: 'Thank you. The fix covers any number of parts.',
    },
  ];
  timeline.add(getMoment(0.7), (_, services, { at }) =>
    ingest(services, at, [changed], issueComments),
  );

  const nextWeek = new Date(getMoment(1).getTime() + WEEK_MS);
  const target_date = nextWeek.toISOString().slice(0, 10);
  const cycle = getCycleName(calendar.cycleCount - 2);
  const before = makes.slice(NUMBER - 3, NUMBER - 1).map(({ make }) => make);
  const changes = [
    ...removeItem(history, name),
    set(MONA, 0.1, { state: 'Todo' }),
    set(MONA, 0.15, { assignees: [MAX] }),
    set(MAX, 0.3, { state: 'In Progress' }),
    { ...set(ALEX, 0.45, { cycle }), change: [...before, name] },
    set(MONA, 0.55, { target_date }),
    set(MONA, 0.85, { state: 'In Review' }),
  ];
  const ordered = sortBy(changes, 'at');
  const max = formatMention(MAX);
  const question = `${max} can you take this? Finance is asking about it.`;
  const answer =
    'Found it: each part is rounded on its own. The **last part** should get the remainder.';
  return {
    changes: ordered,
    comments: [
      // Random comments would only confuse its readers.
      ...createComments(project, ordered).filter(({ on }) => on !== name),
      { ...getActor(MONA, 0.16), on: name, body: question },
      { ...getActor(MAX, 0.32), on: name, body: answer },
    ],
    /** When GitHub changed an item: later changes are stored after it. */
    imports: [original.at, getMoment(0.7)],
  };
}
