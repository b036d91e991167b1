import {
  IngestedCycle,
  IngestedLabel,
} from '@callboard/plugin-callboard-common';
import { toCleanText } from '@callboard/plugin-callboard-node';
import { GithubIssue, GithubLabel, GithubMilestone } from './githubIssue';

const MAX_NAME = 100;
const MAX_DESCRIPTION = 4_000;

/**
 * Converts a label. Returns only the name if the label has no id, and undefined if it has no
 * visible name.
 */
export function toIngestedLabel(
  label: string | GithubLabel,
): string | IngestedLabel | undefined {
  const { id, name, color }: GithubLabel =
    typeof label === 'string' ? { name: label } : label;
  const cleanName = toCleanText(name, MAX_NAME) ?? undefined;
  return cleanName && id !== undefined
    ? { external_id: String(id), name: cleanName, color: toColor(color) }
    : cleanName;
}

/** Converts the type of an issue to a label, because Callboard's items have no type. */
export function toTypeLabels({ type }: GithubIssue): IngestedLabel[] {
  const name = type && toCleanText(type.name, MAX_NAME);
  // Labels and types have separate ids.
  return name ? [{ external_id: `type-${type.id}`, name }] : [];
}

/**
 * Converts a milestone to a cycle. Returns only the name if the milestone has no id, and null if it
 * has no visible name. A closed milestone ends on the day on which it was closed, an open milestone
 * on its due date.
 */
export function toIngestedCycle(
  milestone: GithubMilestone,
): string | IngestedCycle | null {
  const { id, title, description, due_on, closed_at } = milestone;
  const name = toCleanText(title, MAX_NAME);
  return name && id !== undefined
    ? {
        external_id: String(id),
        name,
        description: toCleanText(description, MAX_DESCRIPTION),
        end_date: toUtcDay(closed_at ?? due_on),
      }
    : name;
}

function toColor(color: string | null | undefined): string | undefined {
  return color && /^[0-9a-f]{6}$/i.test(color)
    ? `#${color.toLowerCase()}`
    : undefined;
}

/** GitHub expresses the due date of a milestone as a time of that day in UTC. */
function toUtcDay(time: string | null | undefined): string | null {
  return time ? new Date(time).toISOString().slice(0, 10) : null;
}
