import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { roles, type Role } from '@callboard/plugin-callboard-common';
import { useShortcut } from '@callboard/plugin-callboard-react';
import SearchIcon from '@mui/icons-material/Search';
import Button from '@mui/material/Button';
import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState } from 'react';
import { callboardTranslationRef } from '../translation';
import type { MemberFilter } from './useMemberFilter';

const TYPING_PAUSE = 300;

/** The filters over the list of members. `/` jumps to the search. */
export function MemberFilters(props: {
  filter: MemberFilter;
  onChange: (patch: MemberFilter) => void;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { filter } = props;
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(filter.search ?? '');
  const onChange = useRef(props.onChange);
  onChange.current = props.onChange;
  useShortcut('/', () => input.current?.focus());

  useEffect(() => {
    const search = typed.trim() || undefined;
    if (search === filter.search) {
      return undefined;
    }
    const timer = setTimeout(() => onChange.current({ search }), TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [typed, filter.search]);

  return (
    <>
      <TextField
        size="small"
        type="search"
        label={t('members.search')}
        placeholder={t('members.searchHint')}
        value={typed}
        onChange={event => setTyped(event.target.value)}
        inputRef={input}
        inputProps={{ maxLength: 255, 'aria-keyshortcuts': '/' }}
        InputProps={{
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
        }}
        sx={{ flex: '1 1 200px', maxWidth: 320 }}
      />
      <TextField
        select
        size="small"
        id="callboard-member-role"
        label={t('members.role')}
        value={filter.role ?? ''}
        onChange={event =>
          props.onChange({ role: (event.target.value || undefined) as Role })
        }
        SelectProps={{ displayEmpty: true }}
        InputLabelProps={{ shrink: true }}
        sx={{ minWidth: 128 }}
      >
        <MenuItem value="">{t('members.allRoles')}</MenuItem>
        {[...roles].reverse().map(role => (
          <MenuItem key={role} value={role}>
            {t(`role.${role}`)}
          </MenuItem>
        ))}
      </TextField>
      {(filter.search || filter.role) && (
        <Button
          onClick={() => {
            setTyped('');
            props.onChange({ search: undefined, role: undefined });
            // The button goes away: the focus must not go with it.
            input.current?.focus();
          }}
        >
          {t('members.clear')}
        </Button>
      )}
    </>
  );
}
