import { JsonValue } from '@backstage/types';
import { ChangeEvent } from '@callboard/plugin-callboard-common';

/** A field before and after a change; undefined if the change did not touch it. */
export function findFieldChange(
  { changes }: Pick<ChangeEvent, 'changes'>,
  field: string,
): { before: JsonValue; after: JsonValue } | undefined {
  const found = changes.find(one => one.field === field);
  return found && { before: found.old_value, after: found.new_value };
}

/**
 * A field after a change, or before a deletion; undefined if neither the change nor the resource
 * has it.
 */
export function getFieldValue(change: ChangeEvent, field: string): unknown {
  const changed = findFieldChange(change, field);
  const value = changed?.after ?? changed?.before;
  return changed ? value : change.resource?.[field];
}

/** The texts that a change has added to a list, and those it has removed. */
export function listChange(
  change: Pick<ChangeEvent, 'changes'>,
  field: string,
): { added: string[]; removed: string[] } {
  const changed = findFieldChange(change, field);
  const before = toTexts(changed?.before);
  const after = toTexts(changed?.after);
  return {
    added: after.filter(text => !before.includes(text)),
    removed: before.filter(text => !after.includes(text)),
  };
}

/** The name, at the time of a change, of a resource whose id the change contains. */
export function findRecordedName(
  { metadata }: Pick<ChangeEvent, 'metadata'>,
  id: unknown,
): string | undefined {
  const names = metadata?.names as Record<string, unknown> | undefined;
  const name = typeof id === 'string' ? names?.[id] : undefined;
  return typeof name === 'string' ? name : undefined;
}

function toTexts(value: JsonValue | undefined): string[] {
  return Array.isArray(value)
    ? value.filter(one => typeof one === 'string')
    : [];
}
