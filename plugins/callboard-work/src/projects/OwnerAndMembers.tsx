import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import type { ProjectOverview } from '@callboard/plugin-callboard-common';
import {
  EntityLink,
  formatCount,
  parseRef,
  PersonChip,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { callboardWorkProjectsTranslationRef } from './projectsTranslation';

function Owner(props: { ownerRef: string; workspace: string }) {
  const { ownerRef, workspace } = props;
  const { primaryTitle } = useEntityPresentation(ownerRef);
  const kind = parseRef(ownerRef)?.kind;
  return kind === 'user' ? (
    <PersonChip
      userRef={ownerRef}
      name={primaryTitle}
      workspace={workspace}
      size={20}
    />
  ) : (
    <EntityLink type={kind} id={ownerRef} label={primaryTitle} />
  );
}

/** The owner of a project's entity, and the number of members. */
export function OwnerAndMembers(props: {
  overview: ProjectOverview;
  workspace: string;
}) {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const { owner_ref, member_count } = props.overview;
  return (
    <Box sx={{ minWidth: 0, maxWidth: '100%' }}>
      {owner_ref && <Owner ownerRef={owner_ref} workspace={props.workspace} />}
      <Box sx={{ color: 'text.secondary' }}>
        {t('members', {
          count: member_count,
          formatted: formatCount(member_count),
        })}
      </Box>
    </Box>
  );
}
