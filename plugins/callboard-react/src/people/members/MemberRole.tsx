import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Member, Role } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { findManualRole } from './findManualRole';
import type { MemberScope } from './MemberScope';
import { callboardMembersTranslationRef } from './membersTranslation';
import { RoleSelect } from './RoleSelect';

/** A member's role; editable if it was assigned manually. */
export function MemberRole(props: {
  kind: MemberScope['kind'];
  member: Member;
  readOnly: boolean;
  onChange: (role: Role) => void;
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { member } = props;
  const manual = findManualRole(member);
  const inEffect = t(`role.${member.role}`);
  if (props.readOnly) {
    return <>{inEffect}</>;
  }
  if (!manual) {
    return (
      <Tooltip title={t('list.derived')} describeChild>
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
        kind={props.kind}
        value={manual}
        label={t('list.roleOf', { name: member.display_name })}
        onChange={props.onChange}
      />
      {manual !== member.role && (
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
          {t('list.effective', { role: inEffect })}
        </Box>
      )}
    </>
  );
}
