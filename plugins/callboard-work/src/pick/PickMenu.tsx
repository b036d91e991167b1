import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import InputBase from '@mui/material/InputBase';
import { useId, useState } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import { MenuFrame } from './MenuFrame';
import { PickList } from './PickList';
import type { PickOption } from './PickOption';
import { usePickKeys } from './usePickKeys';

const matches = (typed: string) => (option: PickOption) =>
  option.label.toLocaleLowerCase().includes(typed.toLocaleLowerCase());

/** A menu to pick values from, by typing, arrows and Enter or by click. */
export function PickMenu(props: {
  label: string;
  anchor: Element | null;
  options: readonly PickOption[];
  selected: readonly string[];
  /** Whether several can be picked; the menu then stays open. */
  multiple?: boolean;
  onPick: (value: string) => void;
  onClose: () => void;
  /** Called with what is typed, where the options come from a search. */
  onSearch?: (text: string) => void;
  isLoading?: boolean;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { label, selected, onSearch, multiple = false } = props;
  const id = useId();
  const [typed, setTyped] = useState('');
  const options = onSearch
    ? props.options
    : props.options.filter(matches(typed.trim()));
  const choose = ({ value }: PickOption) => {
    props.onPick(value);
    if (!multiple) {
      props.onClose();
    }
  };
  const keys = usePickKeys(options, choose, selected[0]);
  const search = (text: string) => {
    setTyped(text);
    onSearch?.(text.trim());
  };
  return (
    <MenuFrame
      label={label}
      anchor={props.anchor}
      width={260}
      onClose={props.onClose}
    >
      <Box sx={{ borderBottom: 1, borderColor: 'divider', px: 1.5, py: 0.5 }}>
        <InputBase
          fullWidth
          value={typed}
          placeholder={t('pick.filter')}
          onChange={event => search(event.target.value)}
          onKeyDown={keys.onKeyDown}
          inputProps={{
            role: 'combobox',
            'aria-label': label,
            'aria-expanded': true,
            'aria-controls': options.length > 0 ? `${id}-list` : undefined,
            'aria-activedescendant':
              options.length > 0 ? `${id}-${keys.active}` : undefined,
            maxLength: 200,
          }}
          sx={{ fontSize: '0.875rem' }}
        />
      </Box>
      <PickList
        id={id}
        label={label}
        options={options}
        selected={selected}
        multiple={multiple}
        active={keys.active}
        isLoading={props.isLoading}
        onHover={keys.setActive}
        onChoose={choose}
      />
    </MenuFrame>
  );
}
