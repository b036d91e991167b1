import { endpoints } from '@callboard/plugin-callboard-common';
import { getQueryKey } from '@callboard/plugin-callboard-react';

/** The query key of a workspace's department tree. */
export function getTreeQueryKey(slug: string): readonly unknown[] {
  return getQueryKey(endpoints.getDepartmentTree, { params: { slug } });
}
