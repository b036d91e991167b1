import { DerivedDiff, DerivedSource } from '../../core/members/DerivedSource';
import { HeldSource } from './heldSources';

/**
 * What is missing and what is stale. A reason with another rank is another
 * reason.
 */
export function diffSources(
  wanted: DerivedSource[],
  held: HeldSource[],
): DerivedDiff {
  const heldKeys = new Set(held.map(keyOf));
  const wantedKeys = new Set(wanted.map(keyOf));
  return {
    missing: wanted.filter(source => !heldKeys.has(keyOf(source))),
    stale: held.filter(source => !wantedKeys.has(keyOf(source))),
  };
}

function keyOf(source: Omit<DerivedSource, 'workspace_id' | 'scope'>): string {
  const { link_id, scope_id, user_ref, department_id, rank } = source;
  return [link_id, scope_id, user_ref, source.source, department_id, rank].join(
    ' ',
  );
}
