import type { ReactNode } from 'react';
import { useDepartmentTree } from '../../departments/data/useDepartmentTree';
import { ProfileSkeleton } from './ProfileSkeleton';

/**
 * Renders a profile once the departments are loaded, too. Otherwise the line about the person's
 * department would appear later and push everything below it down.
 */
export function Placed(props: { workspace: string; children: ReactNode }) {
  const { data, error } = useDepartmentTree(props.workspace);
  return data || error ? <>{props.children}</> : <ProfileSkeleton />;
}
