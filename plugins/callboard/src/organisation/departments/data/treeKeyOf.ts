import { endpoints } from '@callboard/plugin-callboard-common';
import { queryKeyOf } from '@callboard/plugin-callboard-react';

/** Where the tree of a workspace is kept. */
export function treeKeyOf(slug: string): readonly unknown[] {
  return queryKeyOf(endpoints.getDepartmentTree, { params: { slug } });
}
