import type { ReactNode } from 'react';
import { useDepartmentTree } from '../../departments/data/useDepartmentTree';
import { ProfileSkeleton } from './ProfileSkeleton';

/**
 * Shows a profile once the departments are known as well: where somebody works
 * would push down all that follows.
 */
export function Placed(props: { workspace: string; children: ReactNode }) {
  const { data, error } = useDepartmentTree(props.workspace);
  return data || error ? <>{props.children}</> : <ProfileSkeleton />;
}
