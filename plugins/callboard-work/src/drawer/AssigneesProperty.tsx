import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import { PersonChip } from '@callboard/plugin-callboard-react';
import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import Box from '@mui/material/Box';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkTranslationRef } from '../translation';
import { PropertyButton } from './PropertyButton';
import type { ItemEdit } from './useItemEdit';

/**
 * The assignees of an item. Each is a link with a hover card, so the button that changes them is
 * next to the links, not around them.
 */
export function AssigneesProperty(props: {
  item: WorkItem;
  edit: ItemEdit;
  mayWrite: boolean;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { assignees } = props.item;
  const { people, workspace } = useWorkProject();
  const isNobody = assignees.length === 0;
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 1.5,
        rowGap: 0.5,
        minHeight: 30,
      }}
    >
      {assignees.map(userRef => (
        <PersonChip
          key={userRef}
          userRef={userRef}
          name={people.find(({ user_ref }) => user_ref === userRef)?.name}
          workspace={workspace.slug}
          size={22}
        />
      ))}
      {(props.mayWrite || isNobody) && (
        <PropertyButton
          {...props}
          field="assignees"
          label={
            isNobody
              ? undefined
              : t('pick.set', { field: t('field.assignees') })
          }
        >
          {!isNobody && <EditOutlinedIcon fontSize="small" />}
        </PropertyButton>
      )}
    </Box>
  );
}
