import { endpoints } from '@callboard/plugin-callboard-common';
import {
  QueryState,
  getErrorStatus,
  useCallboardQuery,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { WorkProjectProvider } from '../data/WorkProjectProvider';
import { DrawerFrame } from '../drawer/DrawerFrame';
import { drawerSkeleton } from '../drawer/drawerSkeleton';
import type { ItemSequence } from '../drawer/ItemSequence';
import { MissingItem } from '../drawer/MissingItem';
import { OpenItem } from '../drawer/OpenItem';
import { useNeighbours } from '../drawer/useNeighbours';

/**
 * The details of an item, within its project. The drawer stays open when the reader opens the next
 * item and it belongs to another project.
 */
export function MyWorkDrawer(props: {
  workspace: OwnWorkspace;
  project: string;
  item: string;
  sequence: ItemSequence;
  onOpen: (id: string | undefined) => void;
}) {
  const { workspace, project: pid, item, sequence, onOpen } = props;
  const query = useCallboardQuery(endpoints.getProject, {
    params: { slug: workspace.slug, pid },
  });
  const neighbours = useNeighbours(item, sequence, onOpen);
  const close = () => onOpen(undefined);
  const status = getErrorStatus(query.error);
  // The server refuses an invalid id instead of not finding it.
  const isMissing = status === 404 || status === 400;
  return (
    <DrawerFrame id={item} onClose={close}>
      {isMissing ? (
        <MissingItem onClose={close} />
      ) : (
        <QueryState query={query} loading={drawerSkeleton}>
          {project => (
            <WorkProjectProvider
              workspace={workspace}
              project={project}
              loading={drawerSkeleton}
            >
              <OpenItem id={item} neighbours={neighbours} onOpen={onOpen} />
            </WorkProjectProvider>
          )}
        </QueryState>
      )}
    </DrawerFrame>
  );
}
