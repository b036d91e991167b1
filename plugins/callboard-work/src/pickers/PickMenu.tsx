import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { normaliseForSearch } from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import InputBase from '@mui/material/InputBase';
import { useId, useState } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import { MenuFrame } from './MenuFrame';
import { OptionList } from './OptionList';
import type { MenuOption } from './MenuOption';
import { usePickKeys } from './usePickKeys';

/** The value of an option that does not exist yet; differs from all real values. */
const NEW = '\u0000new';

const createLabelFilter = (typed: string) => (option: MenuOption) =>
  normaliseForSearch(option.label).includes(normaliseForSearch(typed));

/** A menu to select values by typing, arrows and Enter, or click. */
export function PickMenu(props: {
  label: string;
  anchor: Element | null;
  options: readonly MenuOption[];
  selected: readonly string[];
  /** Whether several can be selected; the menu then stays open. */
  multiple?: boolean;
  onPick: (value: string) => void;
  onClose: () => void;
  /** Called with the typed text, if the options come from a search. */
  onSearch?: (text: string) => void;
  isLoading?: boolean;
  /** Creates a missing option, for users with that permission. */
  create?: {
    /** Returns the label for the typed text, which may be empty. */
    getLabel: (typed: string) => string;
    onCreate: (typed: string) => void;
  };
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { label, selected, onSearch, create, multiple = false } = props;
  const id = useId();
  const [text, setText] = useState('');
  const typed = text.trim();
  // While a search is loading, the options belong to an earlier text.
  const isFound = onSearch && !props.isLoading;
  const found = isFound
    ? props.options
    : props.options.filter(createLabelFilter(typed));
  const isThere = props.options.some(
    option => option.label.toLocaleLowerCase() === typed.toLocaleLowerCase(),
  );
  const options =
    create && !isThere
      ? [
          ...found,
          { value: NEW, label: create.getLabel(typed), icon: <AddIcon /> },
        ]
      : found;
  const choose = ({ value }: MenuOption) => {
    if (value === NEW) {
      create?.onCreate(typed);
      return;
    }
    props.onPick(value);
    if (!multiple) {
      props.onClose();
    }
  };
  const keys = usePickKeys(options, choose, selected[0]);
  const changeSearch = (next: string) => {
    setText(next);
    onSearch?.(next.trim());
  };
  return (
    <MenuFrame
      label={label}
      anchor={props.anchor}
      width={280}
      onClose={props.onClose}
    >
      <Box sx={{ borderBottom: 1, borderColor: 'divider', px: 1.5, py: 0.5 }}>
        <InputBase
          fullWidth
          value={text}
          placeholder={t('pick.filter')}
          onChange={event => changeSearch(event.target.value)}
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
      <OptionList
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
