/** The results of a run: the same text on the terminal and in `bench/CHAOS.md`. */
import { cpus, loadavg } from 'node:os';
import prettier from 'prettier';

/** The share of a kind's actions that must be acknowledged; fewer prove nothing. */
const LEAST_SHARE = 0.2;
const LEAST_COUNT = 5;

/** Violations, and checks that prove nothing because they saw too few cases. */
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

/** Kinds of actions that were acknowledged too rarely to prove anything. */
export function* listRefused(outcomes) {
  for (const [name, { done, refused, unknown }] of outcomes) {
    const count = done + refused + unknown;
    if (count >= LEAST_COUNT && done / count < LEAST_SHARE) {
      yield `only ${done} of ${count} acknowledged: ${name}`;
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
  const facts = [
    `${new Date().toISOString().slice(0, 10)} · Node ${process.version}`,
    `PostgreSQL ${rows[0].server_version}, fsync on`,
    `${cpus().length} × ${model.trim()}`,
    `load average ${loadavg()[2].toFixed(1)}`,
    `${Math.floor(seconds / 60)} min ${seconds % 60} s`,
  ];
  const text = `# The last complete chaos test

${facts.join(' · ')}

Written by \`${command}\`. [Operations](../docs/operations.md#chaos-tests) describes the faults.

${toTable(
  ['fault', 'seconds', 'actions', 'acknowledged', 'refused', 'no response'],
  phases.map(({ title, seconds: took, counts }) => [title, took, ...counts]),
)}

${phases.map(({ title, note }) => `- ${title}: ${note}.`).join('\n')}

After each fault, each check covers all actions since the start.

${toTable(
  ...[['check', 'cases'], results.map(({ name, cases }) => [name, cases])],
)}
`;
  return prettier.format(text, { parser: 'markdown' });
}
