import { endpoints, type WorkItem } from '@callboard/plugin-callboard-common';
import {
  getErrorStatus,
  QueryState,
  useCallboardQuery,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useChangeLabel, useWorkActions } from '../data/WorkActions';
import { WorkProjectProvider } from '../data/WorkProjectProvider';
import { DrawerFrame } from '../item/ItemDrawer';
import { drawerSkeleton, MissingItem, OpenItem } from '../item/OpenItem';
import { useNeighbours, type ItemSequence } from '../item/useNeighbours';
import { FieldMenu } from '../pickers/FieldMenu';
import type { ItemField } from '../pickers/ItemField';

/**
 * The drawer with an item of the list. It loads the item's project, and stays open when the next
 * item belongs to another project.
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
  // For a malformed id, the server responds with 400.
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

/** A field of an item that the user edits, and the anchor of its menu. */
export interface EditedField {
  item: WorkItem;
  field: ItemField;
  anchor: Element;
}

function Menu(props: { edited: EditedField; onClose: () => void }) {
  const { item, field, anchor } = props.edited;
  const { change } = useWorkActions();
  const getChangeLabel = useChangeLabel();
  return (
    <FieldMenu
      field={field}
      anchor={anchor}
      values={item}
      onChange={patch => change(item, patch, getChangeLabel(item, patch))}
      onClose={props.onClose}
    />
  );
}

/** The menu of a field, with the values of the project that the item belongs to. */
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
      <Menu
        key={`${edited.item.id} ${edited.field}`}
        edited={edited}
        onClose={props.onClose}
      />
    </WorkProjectProvider>
  ) : null;
}
