/** The results of a run: the same text on the terminal and in `bench/CHAOS.md`. */
import { cpus, loadavg } from 'node:os';
import prettier from 'prettier';
import { groupBy } from '../../bench/lib/backend.mjs';

/** The share of each kind's actions that must be acknowledged; fewer prove nothing. */
const MIN_SHARE = 0.2;
/** Kinds with fewer actions are not checked. */
const MIN_COUNT = 5;

/** Lists violations, and checks that prove nothing because they had too few cases. */
export function* listFailures(results) {
  for (const { name, cases, least, violations, shown } of results) {
    if (violations > 0) {
      yield `${violations} violations: ${name}\n    ${shown.join('\n    ')}`;
    }
    if (cases < least) {
      yield `only ${cases} of at least ${least} cases: ${name}`;
    }
  }
}

/** Lists the kinds of actions that were acknowledged too rarely to prove anything. */
export function* listRefused(completed) {
  for (const [name, all] of Object.entries(groupBy(completed, 'name'))) {
    const done = all.filter(({ outcome }) => outcome === 'done').length;
    if (all.length >= MIN_COUNT && done / all.length < MIN_SHARE) {
      yield `only ${done} of ${all.length} acknowledged: ${name}`;
    }
  }
}

const toTable = (head, rows) =>
  [head, head.map((_, nth) => (nth ? '---:' : '---')), ...rows]
    .map(cells => cells.map(cell => cell.toLocaleString('en')).join(' | '))
    .map(row => `| ${row} |`)
    .join('\n');

export async function makeRecord({ phases, command, fleet, seconds }) {
  const { rows } = await fleet.knex.raw('SHOW server_version');
  const [{ model }] = cpus();
  const { results = [] } = phases.findLast(phase => phase.results) ?? {};
  const checked = results.map(({ name, cases }) => [name, cases]);
  const conditions = [
    `${new Date().toISOString().slice(0, 10)} · Node ${process.version}`,
    `PostgreSQL ${rows[0].server_version}, fsync on`,
    `${cpus().length} × ${model.trim()}`,
    `load average ${loadavg()[2].toFixed(1)}`,
    `${Math.floor(seconds / 60)} min ${seconds % 60} s`,
  ];
  const text = `# The last complete chaos test

${conditions.join(' · ')}

Written by \`${command}\`. [Operations](../docs/operations.md#chaos-tests) describes the faults.

${toTable(
  ['fault', 'seconds', 'actions', 'acknowledged', 'refused', 'no response'],
  phases.map(({ title, seconds: took, counts }) => [title, took, ...counts]),
)}

${phases.map(({ title, note }) => `- ${title}: ${note}.`).join('\n')}

After each fault, each check covers all actions since the start.

${toTable(['check', 'cases'], checked)}
`;
  return prettier.format(text, { parser: 'markdown' });
}
