import { endpoints } from '@callboard/plugin-callboard-common';
import { queryKeyOf } from '@callboard/plugin-callboard-react';

/** The query key of a workspace's department tree. */
export function treeKeyOf(slug: string): readonly unknown[] {
  return queryKeyOf(endpoints.getDepartmentTree, { params: { slug } });
}
