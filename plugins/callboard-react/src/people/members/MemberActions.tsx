import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Member } from '@callboard/plugin-callboard-common';
import HelpOutlineIcon from '@mui/icons-material/HelpOutline';
import PersonRemoveOutlinedIcon from '@mui/icons-material/PersonRemoveOutlined';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { findManualRole } from './findManualRole';
import { callboardMembersTranslationRef } from './membersTranslation';

/** Removes a membership, or explains why it cannot be removed here. */
export function MemberActions(props: {
  member: Member;
  onRemove: (member: Member) => void;
  onWhy: (member: Member) => void;
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { member, onRemove, onWhy } = props;
  const name = member.display_name;
  return findManualRole(member) === undefined ? (
    <Tooltip title={t('list.why')}>
      <IconButton
        size="small"
        aria-label={t('list.whyName', { name })}
        onClick={() => onWhy(member)}
      >
        <HelpOutlineIcon fontSize="small" />
      </IconButton>
    </Tooltip>
  ) : (
    <Tooltip title={t('list.remove')}>
      <IconButton
        size="small"
        aria-label={t('list.removeName', { name })}
        onClick={() => onRemove(member)}
      >
        <PersonRemoveOutlinedIcon fontSize="small" />
      </IconButton>
    </Tooltip>
  );
}
