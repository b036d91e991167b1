import {
  IngestedCycle,
  IngestedLabel,
  IngestedModule,
} from '@callboard/plugin-callboard-common';
import { toCleanText } from '@callboard/plugin-callboard-node';
import { GitlabIteration, GitlabLabel, GitlabMilestone } from '../api/shapes';

const MAX_NAME = 100;
const MAX_DESCRIPTION = 4_000;

/**
 * Converts a label. Returns only the name if GitLab states no id, and undefined if the label has no
 * visible name.
 */
export function toIngestedLabel(
  label: string | GitlabLabel,
  prefix: string,
): string | IngestedLabel | undefined {
  if (typeof label === 'string') {
    return toCleanText(label, MAX_NAME) ?? undefined;
  }
  const { id, name, color } = label;
  const cleanName = toCleanText(name, MAX_NAME);
  return cleanName
    ? {
        external_id: `${prefix}${id}`,
        name: cleanName,
        color:
          color && /^#[0-9a-f]{6}$/i.test(color)
            ? color.toLowerCase()
            : undefined,
      }
    : undefined;
}

/** Converts a milestone to a cycle; null if the milestone has no visible name. */
export function toMilestoneCycle(
  { id, title, ...milestone }: GitlabMilestone,
  prefix: string,
): IngestedCycle | null {
  return toCycle(`${prefix}${id}`, title, milestone);
}

/**
 * Converts an iteration to a cycle; null if it has neither title nor dates. Iterations that a
 * cadence creates are named by their dates, as on GitLab.
 */
export function toIterationCycle(
  { id, title, ...iteration }: GitlabIteration,
  prefix: string,
): IngestedCycle | null {
  const { start_date, due_date } = iteration;
  const name = title || [start_date, due_date].filter(Boolean).join(' – ');
  // Milestones and iterations have separate sequences of ids.
  return toCycle(`${prefix}iteration-${id}`, name, iteration);
}

export function toModule({
  end_date,
  ...cycle
}: IngestedCycle): IngestedModule {
  return { ...cycle, target_date: end_date };
}

function toCycle(
  external_id: string,
  title: string,
  {
    description,
    start_date,
    due_date,
  }: Pick<GitlabMilestone, 'description' | 'start_date' | 'due_date'>,
): IngestedCycle | null {
  const name = toCleanText(title, MAX_NAME);
  return name
    ? {
        external_id,
        name,
        description: toCleanText(description, MAX_DESCRIPTION),
        start_date: start_date ?? null,
        end_date: due_date ?? null,
      }
    : null;
}
