import { endpoints, type WorkItem } from '@callboard/plugin-callboard-common';
import {
  useCallboardQuery,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import {
  WorkProjectLoader,
  WorkProjectProvider,
} from '../data/WorkProjectProvider';
import { DrawerFrame } from '../item/ItemDrawer';
import {
  CloseButton,
  drawerSkeleton,
  MissingItem,
  OpenItem,
} from '../item/OpenItem';
import { useNeighbours, type ItemSequence } from '../item/useNeighbours';
import { ItemFieldMenu } from '../list/useFieldMenu';
import type { ItemField } from '../pickers/ItemField';

/**
 * The drawer with an item of the list. The drawer loads the item's project, and stays open when the
 * next item belongs to another project.
 */
export function MyWorkDrawer(props: {
  workspace: OwnWorkspace;
  projectId: string;
  itemId: string;
  sequence: ItemSequence;
  onOpen: (id: string | undefined) => void;
}) {
  const { workspace, itemId, sequence, onOpen } = props;
  const neighbours = useNeighbours(itemId, sequence, onOpen);
  const close = () => onOpen(undefined);
  return (
    <DrawerFrame id={itemId} onClose={close}>
      <WorkProjectLoader
        workspace={workspace}
        projectId={props.projectId}
        loading={drawerSkeleton}
        missing={<MissingItem action={<CloseButton onClose={close} />} />}
      >
        <OpenItem id={itemId} neighbours={neighbours} onOpen={onOpen} />
      </WorkProjectLoader>
    </DrawerFrame>
  );
}

export interface EditedField {
  item: WorkItem;
  field: ItemField;
  anchor: Element;
}

export function MyWorkFieldMenu(props: {
  workspace: OwnWorkspace;
  edited: EditedField;
  onClose: () => void;
}) {
  const { workspace, edited } = props;
  const pid = edited.item.project_id;
  const { data: project } = useCallboardQuery(endpoints.getProject, {
    params: { slug: workspace.slug, pid },
  });
  return project ? (
    <WorkProjectProvider
      key={pid}
      workspace={workspace}
      project={project}
      loading={<></>}
    >
      <ItemFieldMenu
        key={`${edited.item.id} ${edited.field}`}
        {...edited}
        onClose={props.onClose}
      />
    </WorkProjectProvider>
  ) : null;
}
