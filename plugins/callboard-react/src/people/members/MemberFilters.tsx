import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { roles, type Role } from '@callboard/plugin-callboard-common';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useRef } from 'react';
import { SearchField } from '../../filters/SearchField';
import { callboardMembersTranslationRef } from './membersTranslation';
import type { MemberFilter } from './useMemberFilter';

/** The filters of the member list. `/` moves the focus to the search. */
export function MemberFilters(props: {
  filter: MemberFilter;
  onChange: (patch: MemberFilter) => void;
}) {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { filter } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <SearchField
        label={t('list.search')}
        placeholder={t('list.searchHint')}
        value={filter.search}
        onChange={search => props.onChange({ search })}
        inputRef={input}
      />
      <TextField
        select
        size="small"
        id="callboard-member-role"
        label={t('list.role')}
        value={filter.role ?? ''}
        onChange={event =>
          props.onChange({ role: (event.target.value || undefined) as Role })
        }
        SelectProps={{ displayEmpty: true }}
        InputLabelProps={{ shrink: true }}
        sx={{ minWidth: 128 }}
      >
        <MenuItem value="">{t('list.allRoles')}</MenuItem>
        {[...roles].reverse().map(role => (
          <MenuItem key={role} value={role}>
            {t(`role.${role}`)}
          </MenuItem>
        ))}
      </TextField>
      {(filter.search || filter.role) && (
        <Button
          onClick={() => {
            props.onChange({ search: undefined, role: undefined });
            // The button disappears, so move the focus first.
            input.current?.focus();
          }}
        >
          {t('list.clear')}
        </Button>
      )}
    </>
  );
}
