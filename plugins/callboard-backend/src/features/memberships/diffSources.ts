import { DerivedDiff, DerivedSource } from '../../core/members/DerivedSource';
import { StoredSource } from './listStoredSources';

/** The missing and the stale sources. A source with another rank is another source. */
export function diffSources(
  required: DerivedSource[],
  storedSources: StoredSource[],
): DerivedDiff {
  const storedKeys = new Set(storedSources.map(getSourceKey));
  const newKeys = new Set(required.map(getSourceKey));
  return {
    missing: required.filter(source => !storedKeys.has(getSourceKey(source))),
    stale: storedSources.filter(source => !newKeys.has(getSourceKey(source))),
  };
}

function getSourceKey(
  source: Omit<DerivedSource, 'workspace_id' | 'scope'>,
): string {
  const { link_id, scope_id, user_ref, department_id, rank } = source;
  return [link_id, scope_id, user_ref, source.source, department_id, rank].join(
    ' ',
  );
}
