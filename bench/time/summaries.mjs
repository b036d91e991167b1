import { deepStrictEqual } from 'node:assert';
import { loadBackend } from '../lib/backend.mjs';
import { line, percentile, ratioLine, timesInTurns } from '../lib/measure.mjs';
import { summaryByHand } from './byHand.mjs';

const { Summaries } = loadBackend('features/time/summaries/Summaries');
const { SummaryReadModel } = loadBackend(
  'features/time/summaries/SummaryReadModel',
);

const QUARTER = { date_from: '2026-07-01', date_to: '2026-09-30' };
const YEAR = { date_from: '2025-10-01', date_to: '2026-09-30' };

/** What a summary is narrowed by, as the endpoint takes it, and by hand. */
function filtersOf({ projects, departments, staff }) {
  const project_id = projects[5].id;
  const member_id = staff[77].user_ref;
  // Of the second level, with all beneath.
  const department = departments[1].id;
  const each = {
    'a project': [{ project_id: [project_id] }, { project_id }],
    'a person': [{ member_id: [member_id] }, { member_id }],
    'a department with all beneath': [
      { department, recursive: true },
      { department },
    ],
    billable: [{ billable: true }, { billable: true }],
    'a type of activity': [
      { activity_type: ['review'] },
      { activity_type: 'review' },
    ],
  };
  return [
    ...Object.entries(each).map(([name, [asked, byHand]]) => [
      `a quarter of ${name}`,
      { ...QUARTER, ...asked },
      { ...QUARTER, ...byHand },
      200,
    ]),
    ['a year of all', YEAR, YEAR, 500],
  ];
}

/** Summaries beside the same by hand, and whether they are equal. */
export async function* summaryCases({ reader, name }, company, asker) {
  const bounded = name.startsWith('PostgreSQL');
  const summaries = new Summaries(new SummaryReadModel(reader));
  const workspace_id = asker.workspace.id;
  for (const [what, asked, byHand, bound] of filtersOf(company)) {
    const ours = () => summaries.summarise(asker, asked);
    const hand = () => summaryByHand(reader, { workspace_id, ...byHand });
    requireEqual(await ours(), await hand());
    // Code is compiled after some turns, which fast statements notice.
    const [turns, warming] = bound > 200 ? [15, 5] : [40, 100];
    const times = await timesInTurns({ ours, hand }, turns, warming);
    const at = (side, part) => percentile(times[side], part);
    yield line(
      `${what}: p95`,
      at('ours', 0.95),
      bounded ? bound : undefined,
      `median ${at('ours', 0.5).toFixed(0)} ms, by hand ${at(
        'hand',
        0.5,
      ).toFixed(0)} ms`,
    );
    if (bounded) {
      yield ratioLine(
        `${what}: as slow as by hand, median`,
        at('ours', 0.5) / at('hand', 0.5),
        { atMost: 1.2 },
      );
    }
  }
}

function requireEqual({ by_member, by_issue }, hand) {
  const sums = rows => rows.map(({ total_minutes }) => Number(total_minutes));
  deepStrictEqual(sums(by_member), sums(hand.by_member));
  deepStrictEqual(sums(by_issue), sums(hand.by_issue));
}
