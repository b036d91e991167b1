import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Project, WorkItem } from '@callboard/plugin-callboard-common';
import {
  GroupIcon,
  BadgeWithLabel,
  type DataTableColumn,
  EntityLink,
  parseRef,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { InlineField, type EditField } from '../list/InlineField';
import { useItemColumns } from '../list/useItemColumns';
import { callboardWorkTranslationRef } from '../translation';

/** A project with a link to its entity; renders nothing until it is known. */
export function ProjectLink(props: { project: Project | undefined }) {
  const { project } = props;
  return project ? (
    <EntityLink
      type={parseRef(project.entity_ref)?.kind}
      id={project.entity_ref}
      label={project.name}
    />
  ) : null;
}

/** Narrower tables, in px, show icons without labels. */
const LABEL_BREAKPOINT_PX = 900;

/** The columns of the user's work, without the one that groups the rows. */
export function useMyWorkColumns(options: {
  /** The maximum length of the identifiers, in letters. */
  longest: number;
  isByState: boolean;
  findItemProject: (item: WorkItem) => Project | undefined;
  getStateName: (item: WorkItem) => string;
  onEdit: EditField;
}): DataTableColumn<WorkItem>[] {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { longest, isByState, findItemProject, getStateName, onEdit } = options;
  const common = useItemColumns({
    longest,
    labelBreakpoint: LABEL_BREAKPOINT_PX,
    onEdit,
  });
  return useMemo<DataTableColumn<WorkItem>[]>(() => {
    const project: DataTableColumn<WorkItem> = {
      id: 'project',
      header: t('field.project'),
      width: 'minmax(110px, 0.4fr)',
      cell: ({ row }) => (
        <ProjectLink project={findItemProject(row.original)} />
      ),
    };
    const state: DataTableColumn<WorkItem> = {
      id: 'state',
      header: t('field.state'),
      width: '132px',
      cell: ({ row: { original } }) => (
        <InlineField
          item={original}
          field="state"
          text={getStateName(original)}
          onEdit={onEdit}
        >
          <BadgeWithLabel
            icon={<GroupIcon group={original.state_group} />}
            label={getStateName(original)}
          />
        </InlineField>
      ),
    };
    return [
      common.identifier,
      common.title,
      ...(isByState ? [project, state] : [state]),
      common.priority,
      common.estimate,
      common.target_date,
    ];
  }, [t, common, isByState, findItemProject, getStateName, onEdit]);
}
