import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { roles, type Role } from '@callboard/plugin-callboard-common';
import ListItemText from '@mui/material/ListItemText';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import type { MemberScope } from './memberRequests';
import { callboardMembersTranslationRef } from './membersTranslation';

const plainProps = { variant: 'standard', disableUnderline: true } as const;
const framedProps = { variant: 'outlined' } as const;

const rolesByRank = [...roles].reverse();

/** Selects a role; the list describes the permissions of each. */
export function RoleSelect(props: {
  /** Selects the descriptions: a role has different permissions in a workspace and a project. */
  kind: MemberScope['kind'];
  value: Role;
  onChange: (role: Role) => void;
  /** The id of a visible label; omit it if none exists. */
  labelId?: string;
  label: string;
  /** Whether to omit the border, for table cells. */
  plain?: boolean;
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  return (
    <Select
      size="small"
      {...(props.plain ? plainProps : framedProps)}
      labelId={props.labelId}
      label={props.plain ? undefined : props.label}
      SelectDisplayProps={
        props.labelId
          ? undefined
          : { 'aria-label': props.label, style: { paddingBlock: 4 } }
      }
      value={props.value}
      onChange={event => props.onChange(event.target.value as Role)}
      renderValue={role => t(`role.${role}`)}
      sx={props.plain ? { typography: 'body2' } : undefined}
    >
      {rolesByRank.map(role => (
        <MenuItem key={role} value={role}>
          <ListItemText
            primary={t(`role.${role}`)}
            secondary={t(`${props.kind}.${role}Hint`)}
          />
        </MenuItem>
      ))}
    </Select>
  );
}
