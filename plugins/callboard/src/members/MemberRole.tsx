import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Member, Role } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { callboardTranslationRef } from '../translation';
import { manualRoleOf } from './manualRoleOf';
import { RoleSelect } from './RoleSelect';

/** A member's role; it can be changed where it was given by hand. */
export function MemberRole(props: {
  member: Member;
  readOnly: boolean;
  onChange: (role: Role) => void;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { member } = props;
  const manual = manualRoleOf(member);
  const inEffect = t(`role.${member.role}`);
  if (props.readOnly) {
    return <>{inEffect}</>;
  }
  if (!manual) {
    return (
      <Tooltip title={t('members.derived')} describeChild>
        <Box component="span" tabIndex={0}>
          {inEffect}
        </Box>
      </Tooltip>
    );
  }
  return (
    <>
      <RoleSelect
        plain
        value={manual}
        label={t('members.roleOf', { name: member.display_name })}
        onChange={props.onChange}
      />
      {manual !== member.role && (
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
          {t('members.effective', { role: inEffect })}
        </Box>
      )}
    </>
  );
}
