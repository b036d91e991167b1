import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { AdminBlock } from '@callboard/plugin-callboard-react';
import {
  getAdminBlock,
  type UnplacedAdminBlock,
} from '@callboard/plugin-callboard-react/legacy';
import { departmentsBlock } from '../organisation/departments/departmentsBlock';
import { peopleBlock } from '../organisation/staff/peopleBlock';
import {
  departmentsRouteRef,
  peopleRouteRef,
  rootRouteRef,
  webhooksRouteRef,
  workspacesRouteRef,
} from '../routes';
import { announcementsBlock } from '../announcements/announcementsBlock';
import { integrityBlock } from '../integrity/integrityBlock';
import { dataBlock } from '../privacy/dataBlock';
import { mailBlock } from '../mail/mailBlock';
import { webhooksBlock } from '../webhooks/webhooksBlock';
import { workspacesBlock } from '../workspaces/workspacesBlock';
import type { CallboardLayoutRouteProps } from './CallboardLayout';

/**
 * The overview blocks that have a target in this portal: those of the plugin itself, and those of
 * added tabs.
 */
export function useBlocks(
  added: readonly CallboardLayoutRouteProps[],
): AdminBlock[] {
  const page = useRouteRef(rootRouteRef);
  const departments = useRouteRef(departmentsRouteRef);
  const people = useRouteRef(peopleRouteRef);
  const workspaces = useRouteRef(workspacesRouteRef);
  const webhooks = useRouteRef(webhooksRouteRef);
  const blocks: Array<[UnplacedAdminBlock | undefined, string | undefined]> = [
    [departmentsBlock, departments?.()],
    [peopleBlock, people?.()],
    [workspacesBlock, workspaces?.()],
    [announcementsBlock, page && `${page()}/announcements`],
    [webhooksBlock, webhooks?.()],
    [mailBlock, page && `${page()}/mail`],
    [integrityBlock, page && `${page()}/integrity`],
    [dataBlock, page && `${page()}/data`],
    ...added.map(({ path, children }): (typeof blocks)[number] => [
      getAdminBlock(children),
      page && `${page()}${path}`,
    ]),
  ];
  return blocks.flatMap(([block, to]) =>
    block && to !== undefined ? [{ ...block, to }] : [],
  );
}
