import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Member, Role } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import HelpOutlineIcon from '@mui/icons-material/HelpOutline';
import PersonRemoveOutlinedIcon from '@mui/icons-material/PersonRemoveOutlined';
import Tooltip from '@mui/material/Tooltip';
import { TooltipIconButton } from '../../pickers/TooltipIconButton';
import type { DataTableColumn } from '../../table/dataTableTypes';
import { PersonChip } from '../PersonChip';
import {
  type MemberRights,
  type MemberScope,
  findManualRole,
} from './memberRequests';
import { RoleSelect } from './RoleSelect';
import { callboardMembersTranslationRef } from './membersTranslation';
import { useSourceLabels } from './useSourceLabels';

/** A member's role; editable if it was assigned manually. */
function MemberRole(props: {
  kind: MemberScope['kind'];
  member: Member;
  readOnly: boolean;
  onChange: (role: Role) => void;
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { member } = props;
  const manualRole = findManualRole(member);
  const effectiveRole = t(`role.${member.role}`);
  if (props.readOnly) {
    return <>{effectiveRole}</>;
  }
  if (!manualRole) {
    return (
      <Tooltip title={t('list.derived')} describeChild>
        <Box component="span" tabIndex={0}>
          {effectiveRole}
        </Box>
      </Tooltip>
    );
  }
  return (
    <>
      <RoleSelect
        plain
        kind={props.kind}
        value={manualRole}
        label={t('list.roleOf', { name: member.display_name })}
        onChange={props.onChange}
      />
      {manualRole !== member.role && (
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
          {t('list.effective', { role: effectiveRole })}
        </Box>
      )}
    </>
  );
}

function MemberActions(props: {
  member: Member;
  onRemove: (member: Member) => void;
  onExplain: (member: Member) => void;
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { member, onRemove, onExplain } = props;
  const name = member.display_name;
  return findManualRole(member) === undefined ? (
    <TooltipIconButton
      label={t('list.whyName', { name })}
      tooltip={t('list.why')}
      icon={<HelpOutlineIcon fontSize="small" />}
      onClick={() => onExplain(member)}
    />
  ) : (
    <TooltipIconButton
      label={t('list.removeName', { name })}
      tooltip={t('list.remove')}
      icon={<PersonRemoveOutlinedIcon fontSize="small" />}
      onClick={() => onRemove(member)}
    />
  );
}

/** The sources of a membership. If it has several, each shows the role that it grants. */
function SourceChips(props: { workspace: string; member: Member }) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const sources = useSourceLabels(props.workspace, props.member);
  return (
    <Stack direction="row" useFlexGap flexWrap="wrap" gap={0.5} py={0.5}>
      {sources.map(({ label, source }) => (
        <Chip
          key={label}
          size="small"
          variant="outlined"
          // The portal's theme adds a margin for lists of chips.
          sx={{ m: 0, maxWidth: '100%' }}
          label={
            sources.length > 1
              ? t('source.withRole', {
                  source: label,
                  role: t(`role.${source.role}`),
                })
              : label
          }
        />
      ))}
    </Stack>
  );
}

export function useMemberColumns(options: {
  scope: MemberScope;
  rights: MemberRights;
  onRole: (member: Member, role: Role) => void;
  onRemove: (member: Member) => void;
  onExplain: (member: Member) => void;
}): DataTableColumn<Member>[] {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { scope, onRole, onRemove, onExplain } = options;
  const { canChangeRoles, canRemove } = options.rights;
  const { kind, slug } = scope;
  return useMemo(() => {
    const columns: Array<DataTableColumn<Member> | false> = [
      {
        id: 'person',
        header: t('list.person'),
        width: 'minmax(160px, 2fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => (
          <Box title={original.user_ref} sx={{ display: 'flex' }}>
            <PersonChip
              userRef={original.user_ref}
              name={original.display_name}
              workspace={slug}
              size={28}
            />
          </Box>
        ),
      },
      {
        id: 'role',
        header: t('list.role'),
        width: '120px',
        cell: ({ row: { original } }) => (
          <MemberRole
            kind={kind}
            member={original}
            readOnly={!canChangeRoles}
            onChange={role => onRole(original, role)}
          />
        ),
      },
      {
        id: 'sources',
        header: t('list.source'),
        width: 'minmax(160px, 2fr)',
        cell: ({ row: { original } }) => (
          <SourceChips workspace={slug} member={original} />
        ),
      },
      canRemove && {
        id: 'actions',
        header: t('list.actions'),
        width: '72px',
        align: 'end',
        cell: ({ row: { original } }) => (
          <MemberActions
            member={original}
            onRemove={onRemove}
            onExplain={onExplain}
          />
        ),
      },
    ];
    return columns.filter(column => column !== false);
  }, [t, kind, slug, canChangeRoles, canRemove, onRole, onRemove, onExplain]);
}
